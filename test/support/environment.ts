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
  /** The RSA key of the realms that suites make: to make one takes Keycloak more time than all else of a realm. PKCS #8, base64. */
  realmKey: string;
}

const NAME = 'TEST_ENVIRONMENT';

export function publishEnvironment(environment: TestEnvironment): void {
  process.env[NAME] = JSON.stringify(environment);
}

/** A realm to be made with the key of the test run: the admin client knows nothing of it, Keycloak's import does. */
export function keyed<T extends object>(realm: T): T & { privateKey: string } {
  return { ...realm, privateKey: testEnvironment().realmKey };
}

/** Throws when the suite does not belong to the `keycloak` project, that is when its name does not end in `.kc.test.ts`. */
export function testEnvironment(): TestEnvironment {
  const text = process.env[NAME];
  if (!text) throw new Error('only suites named *.kc.test.ts have a Keycloak: see jest.config.js');
  return JSON.parse(text);
}
