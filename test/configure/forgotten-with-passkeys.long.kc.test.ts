import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type CompanyProvider, companyProvider } from '../support/company-provider.ts';
import { testEnvironment } from '../support/environment.ts';
import { uniqueEmail } from '../support/realm.ts';
import { type CompanyRealm, createCompanyRealm, pageOf } from './company-realm.ts';
import { account, accountWithPasskey, COPY, credentials, follow, giveUpPasskeys, NONE, reset } from './forgotten-password.ts';

/** “Forgot password?” in a realm that is ready for passkeys, with company sign-in and without. */

let realm: CompanyRealm;
let company: CompanyProvider;
beforeAll(async () => {
  realm = await createCompanyRealm();
  company = await companyProvider(realm.console);
  // The sidecar is told of the provider.
  await realm.configure('--apply');
});
afterAll(async () => {
  await realm?.remove();
  await company?.remove();
});

/** What of `invitation.signIn` means no password in the copy that is followed; undefined where none is. */
async function ways(): Promise<unknown> {
  const { authenticationManagement: flows } = realm.console;
  const { resetCredentialsFlow: flow, flows: known } = await reset(realm);
  expect(known.filter((alias) => alias?.includes('forgotten password') && alias !== flow)).toEqual([]);
  if (flow !== COPY) return undefined;
  for (const { providerId, authenticationConfig: id } of await flows.getExecutions({ flow }))
    if (providerId === 'conditional-user-attribute' && id) {
      const { config } = await flows.getConfig({ id });
      if (config?.attribute_name === 'invitation.signIn') return config.attribute_expected_value;
    }
  return undefined;
}
const aboutIt = ({ lines }: { lines: string[] }) => lines.filter((line) => line.includes('“Forgot password?”'));

test('the copy is shown first, made once, and needs no company; also where nobody can ask for a password by now', async () => {
  const { realms, realmName } = realm.console;
  await realms.update({ realm: realmName }, { resetPasswordAllowed: false });
  // Nobody may have been invited to a passkey yet: so it is recommended, until it is asked for.
  const ready = await realm.configure('--check');
  expect([ready.code, aboutIt(ready)]).toEqual([0, [expect.stringMatching(/\(recommended\)$/)]]);
  const check = await realm.configure('--check', '--passkeys');
  expect([check.code, aboutIt(check)]).toEqual([1, [expect.stringContaining(`the flow “${COPY}”`)]]);
  expect(await ways()).toBeUndefined();
  const applied = await realm.configure('--apply', '--recommended');
  expect([applied.code, aboutIt(applied)]).toEqual([0, aboutIt(check).map((line) => `${line} → done`)]);
  expect(await ways()).toBe('passkey');
  expect((await realm.configure('--check', '--passkeys')).code).toBe(0);
  await realms.update({ realm: realmName }, { resetPasswordAllowed: true });
});

test('its link gives no password to who was invited to a passkey, and speaks of no company', async () => {
  const email = uniqueEmail('ana');
  const { id } = await account(realm, email, 'passkey', null);
  const { page } = await follow(realm, email);
  const words = page.page.$('main').text();
  expect([page.leadsTo, words]).toEqual([undefined, expect.stringContaining(`${NONE}. Entre con su llave de acceso`)]);
  expect([words.includes('empresa'), await credentials(realm, id)]).toEqual([false, []]);
  // Who has not made it yet has no way in but a link.
  expect(words).toContain('Si todavía no ha activado la cuenta, abra el enlace de su invitación o pida uno nuevo.');
  const newLink = page.page.$(`main a[href="${testEnvironment().sidecarUrl}/reenviar"]`);
  expect(newLink.text()).toBe('Pedir un enlace nuevo');
});

test('nor to who has made one since; to whoever was invited to a password it gives one beside', async () => {
  const email = uniqueEmail('ana');
  const id = await accountWithPasskey(realm, email, 'passkey');
  const { page } = await follow(realm, email);
  expect([page.leadsTo, page.page.$('main').text()]).toEqual([undefined, expect.stringContaining(NONE)]);
  expect(await credentials(realm, id)).toEqual(['webauthn-passwordless']);
  const other = uniqueEmail('ana');
  await accountWithPasskey(realm, other, 'password');
  expect(pageOf((await follow(realm, other)).page)).toBe('login-update-password');
});

test('all others get one, or set it anew', async () => {
  for (const [signIn, password] of [
    ['passkey', 'Vieja-Laguna-3-azul'],
    ['password', null],
    [`idp:${company.alias}`, null],
  ] as const) {
    const email = uniqueEmail('ana');
    await account(realm, email, signIn, password);
    expect([signIn, pageOf((await follow(realm, email)).page)]).toEqual([signIn, 'login-update-password']);
  }
});

test('with company sign-in it is one copy for both, said once; without it passkeys are left', async () => {
  const both = ['--passkeys', '--company-sign-in'];
  const check = await realm.configure('--check', ...both);
  expect([check.code, aboutIt(check)]).toEqual([1, [expect.stringContaining(`the flow “${COPY}”`)]]);
  const applied = await realm.configure('--apply', ...both);
  expect([applied.code, applied.stderr, aboutIt(applied)]).toEqual([0, '', [expect.stringMatching(/→ done$/)]]);
  const pattern = `passkey|idp:${company.alias}`;
  expect(await ways()).toBe(pattern);
  for (const args of [both, ['--passkeys'], []]) {
    const again = await realm.configure('--apply', ...args);
    expect([again.code, again.stdout]).toEqual([0, expect.stringContaining('nothing to do')]);
  }
  // One that is off for an hour is still the way in of its people.
  const { identityProviders } = realm.console;
  const provider = await identityProviders.findOne({ alias: company.alias });
  await identityProviders.update({ alias: company.alias }, { ...provider, enabled: false });
  await realm.configure('--apply');
  expect(await ways()).toBe(pattern);
  await identityProviders.update({ alias: company.alias }, { ...provider, enabled: true });
  await realm.configure('--apply');

  const removed = await realm.configure('--apply', '--company-sign-in', '--remove');
  expect([removed.code, aboutIt(removed)]).toEqual([0, [expect.stringMatching(/→ done$/)]]);
  expect(await ways()).toBe('passkey');
  for (const args of [['--company-sign-in', '--remove'], []]) expect((await realm.configure('--check', ...args)).code).toBe(0);
});

test('--remove in a realm that has passkeys no more leaves none', async () => {
  await realm.configure('--apply', '--company-sign-in');
  await giveUpPasskeys(realm);
  expect((await realm.configure('--apply', '--company-sign-in', '--remove')).code).toBe(0);
  expect([await ways(), (await reset(realm)).resetCredentialsFlow]).toEqual([undefined, 'reset credentials']);
  expect((await realm.configure('--check')).code).toBe(0);
});

test('a copy for passkeys alone goes with them, and nobody is given one who asks for no passkeys', async () => {
  expect((await realm.configure('--apply', '--passkeys')).code).toBe(0);
  expect(await ways()).toBe('passkey');
  await giveUpPasskeys(realm);
  const check = await realm.configure('--check');
  expect([check.code, aboutIt(check)]).toEqual([
    1,
    ['- forgotten passwords: “Forgot password?” follows “reset credentials”, without our copy'],
  ]);
  expect((await realm.configure('--apply')).code).toBe(0);
  expect([await ways(), (await reset(realm)).resetCredentialsFlow]).toEqual([undefined, 'reset credentials']);
  expect(aboutIt(await realm.configure('--check'))).toEqual([]);
});
