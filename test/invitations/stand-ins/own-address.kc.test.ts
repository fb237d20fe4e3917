import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { inviteOnce } from '../../../src/invitations/commands/invite-once.ts';
import { BACK, type CompanyRealm, createCompanyRealm } from '../../configure/company-realm.ts';
import { companyAdmin } from '../../support/actors.ts';
import { providerBrowser } from '../../support/company-provider.ts';
import { testEnvironment } from '../../support/environment.ts';
import type { OwnSidecar } from '../../support/own-realm.ts';
import { createUser, uniqueEmail } from '../../support/realm.ts';
import { setAction } from '../../support/required-actions.ts';

/** Where people may give their account an address that nobody has confirmed, an unverified one proves nothing, whoever has made the account. */
let realm: CompanyRealm;
let sidecar: OwnSidecar;

beforeAll(async () => {
  realm = await createCompanyRealm();
  sidecar = realm.sidecar();
  const { organizations, users } = realm.console;
  await organizations.create({ alias: 'mar', name: 'Mar', enabled: true, domains: [] });
  const profile = await users.getProfile();
  const open = { permissions: { view: ['admin', 'user'], edit: ['admin', 'user'] } };
  const attributes = profile.attributes?.map((one) => ({ ...one, ...(one.name === 'email' && open) })) ?? [];
  await users.updateProfile({ ...profile, attributes });
  await setAction(realm.console, 'UPDATE_PROFILE', { enabled: true });
});
afterAll(() => realm?.remove());

const invite = async (email: string) => {
  const [{ id = '', alias = '', name = '' } = {}] = await realm.console.organizations.find({ search: 'Mar' });
  const inviter = { actor: companyAdmin({ id, alias, name }) };
  return (await inviteOnce(sidecar, inviter, { email, organization: 'mar' }, undefined)).invitation;
};

/** Somebody gives their own account another address on Keycloak's pages. Returns whether they have it, without a word of its mailbox. */
async function takesAddress(email: string, action: string): Promise<boolean> {
  const { id, email: own, password } = await createUser(realm.console);
  const stored = await realm.console.users.findOne({ id });
  await realm.console.users.update({ id }, { ...stored, emailVerified: true });
  const { keycloakUrl } = testEnvironment();
  const browser = providerBrowser();
  const query = { client_id: 'portal', response_type: 'code', scope: 'openid', redirect_uri: BACK, kc_action: action };
  let page = await browser.open(
    `${keycloakUrl}/realms/${realm.console.realmName}/protocol/openid-connect/auth?${new URLSearchParams(query)}`,
  );
  const asksFor = (name: string) => page.page.$(`form [name="${name}"]`).length > 0;
  if (!asksFor('password')) page = await browser.send(page, { username: own });
  page = await browser.send(page, { username: own, password });
  expect(asksFor(action === 'UPDATE_EMAIL' ? 'email' : 'firstName')).toBe(true);
  await browser.send(page, { email, firstName: 'Eva', lastName: 'Vil' });
  const { email: now, emailVerified } = (await realm.console.users.findOne({ id })) ?? {};
  return now === email && !emailVerified;
}

const AS_SHIPPED = { registrationEmailAsUsername: true, editUsernameAllowed: false, verifyEmail: false };

test.each([
  { where: 'usernames are addresses that nobody may change', settings: {}, action: undefined, takes: false },
  {
    where: 'usernames are addresses that may be changed',
    settings: { editUsernameAllowed: true },
    action: undefined,
    takes: true,
  },
  { where: 'usernames are no addresses', settings: { registrationEmailAsUsername: false }, action: undefined, takes: true },
  { where: 'a new address is asked for and not confirmed', settings: {}, action: {}, takes: true },
  { where: 'the realm verifies addresses', settings: { verifyEmail: true }, action: {}, takes: false },
  { where: 'a new address is always confirmed', settings: {}, action: { verifyEmail: 'true' }, takes: false },
])(
  'whether an unverified address that an administrator gave is worth anything, where $where',
  async ({ settings, action, takes }) => {
    const { authenticationManagement, realms, realmName } = realm.console;
    await realms.update({ realm: realmName }, { ...AS_SHIPPED, ...settings });
    await setAction(realm.console, 'UPDATE_EMAIL', { enabled: action !== undefined });
    if (action) await authenticationManagement.updateRequiredActionConfig({ alias: 'UPDATE_EMAIL' }, { config: action });
    const another = uniqueEmail('olga');
    expect(await takesAddress(another, action ? 'UPDATE_EMAIL' : 'UPDATE_PROFILE')).toBe(takes);
    const told = jest.spyOn(sidecar.logger, 'info');
    const line = (user: string) => [{ user, reason: 'address not proven' }, 'an account is not asked to join a company'];
    if (takes) expect((await invite(another)).status).toBe('failed');
    told.mockClear();
    const { id, status } = await invite((await createUser(realm.console)).email);
    expect(status).toBe(takes ? 'failed' : 'sent');
    expect(told.mock.calls).toEqual(takes ? [line(id)] : []);
    const { lines } = await realm.configure('--check');
    expect(lines.filter((text) => text.startsWith('! addresses: '))).toHaveLength(takes ? 1 : 0);
  },
);

test.each([
  { action: 'UPDATE_PROFILE', open: { registrationEmailAsUsername: false } },
  { action: 'UPDATE_EMAIL', open: {} },
])('what somebody has chosen ($action) proves nothing later either, when nobody may any more', async ({ action, open }) => {
  const { realms, realmName } = realm.console;
  await realms.update({ realm: realmName }, { ...AS_SHIPPED, ...open });
  await setAction(realm.console, 'UPDATE_EMAIL', { enabled: action === 'UPDATE_EMAIL' });
  if (action === 'UPDATE_EMAIL')
    await realm.console.authenticationManagement.updateRequiredActionConfig({ alias: action }, { config: {} });
  const another = uniqueEmail('olga');
  expect(await takesAddress(another, action)).toBe(true);
  await realms.update({ realm: realmName }, { ...AS_SHIPPED, verifyEmail: true });
  expect((await invite(another)).status).toBe('failed');
  expect((await invite((await createUser(realm.console)).email)).status).toBe('sent');
});
