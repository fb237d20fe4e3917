/**
 * Three projects: `unit` needs nothing; `keycloak` (files named *.kc.test.ts) shares one real Keycloak, mail catcher and sidecar, and so does
 * `special` (*.long.kc.test.ts, *.special.kc.test.ts), whose suites are no part of `npm test`: `npm run test:all` runs them (test/special/main.ts).
 */
const common = {
  testEnvironment: '<rootDir>/test/support/node-environment.js',
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } } }] },
};

const withKeycloak = {
  ...common,
  globalSetup: '<rootDir>/test/support/global-setup.ts',
  globalTeardown: '<rootDir>/test/support/global-teardown.ts',
};

export default {
  // Twice the cores of the machine that CI has: many suites wait for the time that retries and looks take.
  maxWorkers: 4,
  testTimeout: 300_000,
  testSequencer: '<rootDir>/test/support/sequencer.js',
  reporters: ['default', '<rootDir>/test/support/summary-reporter.js'],
  projects: [
    {
      ...common,
      displayName: 'unit',
      testMatch: ['<rootDir>/test/**/*.test.ts'],
      testPathIgnorePatterns: ['\\.kc\\.test\\.ts$'],
    },
    {
      ...withKeycloak,
      displayName: 'keycloak',
      testMatch: ['<rootDir>/test/**/*.kc.test.ts'],
      testPathIgnorePatterns: ['\\.(long|special)\\.kc\\.test\\.ts$'],
    },
    {
      ...withKeycloak,
      displayName: 'special',
      testMatch: ['<rootDir>/test/**/*.long.kc.test.ts', '<rootDir>/test/special/*.special.kc.test.ts'],
    },
  ],
};
