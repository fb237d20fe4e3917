/** The suites that run on a Keycloak which is not the newest, as patterns of jest: what holds on each that is supported. */
export const SHORT_SUITE = 'special/(versions|ways)\\.special|browser/journey\\.kc|mails/mails-rendered\\.kc|browser/frame\\.kc';

/** How Node runs jest; its arguments follow. */
export const JEST = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', 'node_modules/jest/bin/jest.js'];
