import { expect, test } from '@jest/globals';
import { keysFor, signerFor } from '../../src/settings/derived-keys.ts';

const [old, next] = ['o'.repeat(32), 'n'.repeat(32)];

test('each use of the secret has a key of its own', () => {
  const hex = (use: Parameters<typeof keysFor>[1]) => Buffer.from(keysFor({ sessionSecrets: [old] }, use)[0]).toString('hex');
  expect(
    new Set([hex('csrf tokens'), hex('counted subjects'), hex('import jobs'), hex('cookie sidecar'), hex('cookie login')]).size,
  ).toBe(5);
});

test('a signature holds for its text, its use and every secret that is set; the first one signs', () => {
  const signer = signerFor({ sessionSecrets: [next, old] }, 'import jobs');
  const before = signerFor({ sessionSecrets: [old] }, 'import jobs').sign('job');
  expect(signer.sign('job')).toBe(signerFor({ sessionSecrets: [next] }, 'import jobs').sign('job'));
  expect([signer.verifies('job', before), signer.verifies('job', signer.sign('job'))]).toEqual([true, true]);
  expect(signer.verifies('another job', before)).toBe(false);
  expect(signer.verifies('job', signerFor({ sessionSecrets: [old] }, 'stand-ins').sign('job'))).toBe(false);
  expect(signer.verifies('job', signerFor({ sessionSecrets: ['z'.repeat(32)] }, 'import jobs').sign('job'))).toBe(false);
  expect([signer.verifies('job', ''), signer.verifies('job', 'ñ')]).toEqual([false, false]);
});
