import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { PasskeyPolicy } from '../../src/keycloak/password/passkey-policy.ts';
import { PASSKEY } from '../../src/keycloak/ride/required-actions.ts';
import { type BareRealm, createBareRealm } from './support.ts';

/** `configure --passkeys`: what a realm lacks for people who sign in with a passkey and never have a password. */

let realm: BareRealm;
beforeAll(async () => {
  realm = await createBareRealm();
  await realm.configure(['--apply', '--recommended']);
});
afterAll(() => realm?.remove());

const START = 'https://start.example.com';
const run = (args: string[], env: Record<string, string> = {}) =>
  realm.configure(args, { PUBLIC_URL: START, KEYCLOAK_PUBLIC_URL: 'https://login.example.com', ...env });
const aboutPasskeys = ({ lines }: { lines: string[] }) => lines.filter((line) => /^. passkeys/.test(line));
const aboutForgotten = ({ lines }: { lines: string[] }) => lines.filter((line) => /^. forgotten passwords/.test(line));
const resetFlow = async () => (await realm.console.realms.findOne({ realm: realm.name }))?.resetCredentialsFlow;
const COPY = 'activation-sidecar - forgotten password - reset credentials';
const policy = async () => (await realm.console.realms.findOne({ realm: realm.name })) as PasskeyPolicy;
async function withPolicy(change: PasskeyPolicy): Promise<void> {
  await realm.console.realms.update({ realm: realm.name }, { ...(await policy()), ...change } as object);
}

/** Keycloak 26.7 has another setting for it than its older versions. */
async function residentKey() {
  const isNew = (await policy()).webAuthnPolicyPasswordlessResidentKey !== undefined;
  const name = `webAuthnPolicyPasswordless${isNew ? 'ResidentKey' : 'RequireResidentKey'}` as const;
  return [
    name,
    { [name]: isNew ? 'discouraged' : 'No' } as PasskeyPolicy,
    { [name]: isNew ? 'required' : 'Yes' } as PasskeyPolicy,
  ] as const;
}

test('nobody who invites with passwords is told of them', async () => {
  const checked = await run(['--check']);
  expect([aboutPasskeys(checked), aboutForgotten(checked)]).toEqual([[], ['= forgotten passwords']]);
  expect(await resetFlow()).toBe('reset credentials');
});

test('each change is shown first, made once, and looked at again without being told to', async () => {
  const actions = realm.console.authenticationManagement;
  const action = await actions.getRequiredActionForAlias({ alias: PASSKEY });
  await actions.updateRequiredAction({ alias: PASSKEY }, { ...action, enabled: false });
  const [resident, lax, strict] = await residentKey();
  await withPolicy({
    ...lax,
    webAuthnPolicyPasswordlessUserVerificationRequirement: 'preferred',
    webAuthnPolicyPasswordlessRpId: 'example.com',
  });
  const before = await policy();
  const checked = await run(['--check'], { SIGN_IN: 'passkey' });
  expect(checked.code).toBe(1);
  expect(aboutPasskeys(checked)).toEqual([
    `~ passkeys: ${PASSKEY} is off`,
    expect.stringMatching(/^~ passkeys: passkeys are off: the sign-in page offers none/),
    expect.stringMatching(/^~ passkeys: devices need not keep them/),
    expect.stringMatching(/^~ passkeys: fingerprint, face or PIN is not required/),
    `~ passkeys: ${START} is none of the policy’s extra origins`,
  ]);
  expect(aboutForgotten(checked)).toEqual([expect.stringContaining(`the flow “${COPY}”`)]);
  expect(await policy()).toEqual(before);

  const applied = await run(['--apply', '--passkeys']);
  expect([applied.code, applied.stderr, await resetFlow()]).toEqual([0, '', COPY]);
  expect(await policy()).toMatchObject({
    webAuthnPolicyPasswordlessPasskeysEnabled: true,
    ...strict,
    webAuthnPolicyPasswordlessUserVerificationRequirement: 'required',
    webAuthnPolicyPasswordlessExtraOrigins: [START],
    webAuthnPolicyPasswordlessRpId: 'example.com',
  });
  expect((await actions.getRequiredActionForAlias({ alias: PASSKEY })).enabled).toBe(true);

  await withPolicy(lax);
  expect(aboutPasskeys(await run(['--check']))).toEqual([expect.stringMatching(/^~ passkeys: devices need not keep them/)]);
  await run(['--apply']);
  expect((await policy())[resident]).toBe(strict[resident]);
});

describe('the host that passkeys are made for', () => {
  test('is named where both share a domain, and set only with --recommended: passkeys of another one stop working', async () => {
    await withPolicy({ webAuthnPolicyPasswordlessRpId: '', webAuthnPolicyPasswordlessExtraOrigins: [] });
    const advised = await run(['--apply', '--passkeys']);
    expect(aboutPasskeys(advised)).toEqual([
      expect.stringMatching(
        /relying party ID is login\.example\.com, .*; example\.com lets ours .*stop working\) \(recommended\)$/,
      ),
    ]);
    expect((await policy()).webAuthnPolicyPasswordlessRpId).toBe('');
    expect((await run(['--apply', '--passkeys', '--recommended'])).code).toBe(0);
    expect(await policy()).toMatchObject({
      webAuthnPolicyPasswordlessRpId: 'example.com',
      webAuthnPolicyPasswordlessExtraOrigins: [START],
    });
  });

  test('is left to Keycloak’s own page where they share none: the line says what would help, and the realm is ready all the same', async () => {
    const { code, lines } = await run(['--check', '--passkeys'], { KEYCLOAK_PUBLIC_URL: 'https://login.sol.test' });
    const line = aboutPasskeys({ lines });
    expect(line).toEqual([expect.stringMatching(/^! passkeys: start\.example\.com and login\.sol\.test .*Keycloak’s own page/)]);
    const isNoNeed = (each: string) => /^(=|! (passkeys|addresses): )/.test(each) || each.endsWith('(recommended)');
    expect(code).toBe(lines.every(isNoNeed) ? 0 : 1);
    // And every run looks at it, as everywhere.
    const applied = await run(['--apply', '--passkeys'], { KEYCLOAK_PUBLIC_URL: 'https://login.sol.test' });
    expect(applied.code).toBe(0);
    await withPolicy({ webAuthnPolicyPasswordlessExtraOrigins: [] });
    const later = await run(['--check'], { KEYCLOAK_PUBLIC_URL: 'https://login.sol.test' });
    expect([later.code, aboutPasskeys(later), aboutForgotten(later)]).toEqual([0, line, ['= forgotten passwords']]);
    expect(await resetFlow()).toBe(COPY);
  });
});
