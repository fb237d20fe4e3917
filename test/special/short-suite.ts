/** The suites that run on a Keycloak which is not the newest: what holds on each that is supported. */
export const SHORT_SUITES = [
  'test/special/versions.special.kc.test.ts',
  'test/special/ways.special.kc.test.ts',
  'test/browser/journey.kc.test.ts',
  'test/browser/frame.long.kc.test.ts',
  'test/build/mails/mails-rendered.long.kc.test.ts',
];

/** The same as a pattern of jest. */
export const SHORT_SUITE = SHORT_SUITES.map((file) => file.replaceAll('.', '\\.')).join('|');

/** How Node runs jest; its arguments follow. */
export const JEST = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', 'node_modules/jest/bin/jest.js'];
