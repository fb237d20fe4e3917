/** Where the shared parts of a test run are. `global-setup.ts` starts them and puts this into the environment of all suites. */
export interface TestEnvironment {
  sidecarUrl: string;
  keycloakUrl: string;
  realm: string;
  /** The sidecar's client and its secret. */
  clientId: string;
  clientSecret: string;
  sessionSecret: string;
  /** The mail catcher's page and REST API. */
  mailUrl: string;
  smtpUrl: string;
  /** JSON lines of the sidecar, for tests about what may and may not be logged. */
  sidecarLog: string;
  consoleAdmin: { username: string; password: string };
}

const NAME = 'TEST_ENVIRONMENT';

export function publishEnvironment(environment: TestEnvironment): void {
  process.env[NAME] = JSON.stringify(environment);
}

/** Throws when the suite does not belong to the `keycloak` project, that is when its name does not end in `.kc.test.ts`. */
export function testEnvironment(): TestEnvironment {
  const text = process.env[NAME];
  if (!text) throw new Error('only suites named *.kc.test.ts have a Keycloak: see jest.config.js');
  return JSON.parse(text);
}
