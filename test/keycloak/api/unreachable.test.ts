import { expect, test } from '@jest/globals';
import { whyUnreachable } from '../../../src/keycloak/api/unreachable.ts';

/** Those that connection.kc.test.ts does not meet. */
test.each([
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'the certificate of kc.example.test is not for the name kc.example.test'],
  ['CERT_HAS_EXPIRED', 'the certificate of kc.example.test has expired or is not valid yet'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'is not trusted here, or lacks those in between'],
  ['ETIMEDOUT', 'no answer from https://kc.example.test (KEYCLOAK_URL)'],
])('%s', (code, words) => {
  expect(whyUnreachable(Object.assign(new Error(), { code }), 'https://kc.example.test/auth')).toContain(words);
});

test('of what is not known nothing is made up', () => {
  expect(whyUnreachable(new Error('something about a key'), 'https://kc.example.test')).toBeUndefined();
});
