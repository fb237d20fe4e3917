/** Two projects: `unit` needs nothing; `keycloak` (files named *.kc.test.ts) shares one real Keycloak, mail catcher and sidecar. */
const common = {
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } } }] },
};

export default {
  maxWorkers: 2,
  testTimeout: 60_000,
  reporters: ['default', '<rootDir>/test/support/summary-reporter.js'],
  projects: [
    {
      ...common,
      displayName: 'unit',
      testMatch: ['<rootDir>/test/**/*.test.ts'],
      testPathIgnorePatterns: ['\\.kc\\.test\\.ts$'],
    },
    {
      ...common,
      displayName: 'keycloak',
      testMatch: ['<rootDir>/test/**/*.kc.test.ts'],
      globalSetup: '<rootDir>/test/support/global-setup.ts',
      globalTeardown: '<rootDir>/test/support/global-teardown.ts',
    },
  ],
};
