import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { WORKER } from '../../../src/authority/actor.ts';
import { amend } from '../../../src/invitations/commands/amend.ts';
import { invite } from '../../../src/invitations/commands/invite.ts';
import { inviteExisting } from '../../../src/invitations/commands/invite-existing.ts';
import { inviteOnce } from '../../../src/invitations/commands/invite-once.ts';
import { resend } from '../../../src/invitations/commands/resend.ts';
import { revoke } from '../../../src/invitations/commands/revoke.ts';
import { startUpkeep } from '../../../src/invitations/sending/invitation-upkeep.ts';
import { type CompanyRealm, createCompanyRealm, MAILBOX, pageOf } from '../../configure/company-realm.ts';
import { anAdmin, companyAdmin } from '../../support/actors.ts';
import { type CompanyProvider, colleague, readyCompany } from '../../support/company-provider.ts';
import { mailsTo, mailTo } from '../../support/mail.ts';
import type { OwnSidecar } from '../../support/own-realm.ts';
import { createUser, uniqueEmail } from '../../support/realm.ts';
import { until } from '../../support/wait.ts';

/**
 * Keycloak finds the account of whoever comes by a provider by their address, and then by a username that is the same. Where usernames are not addresses by
 * themselves and nobody may change them, they stay when an address is corrected.
 */
let realm: CompanyRealm;
let sidecar: OwnSidecar;
let company: CompanyProvider;
beforeAll(async () => {
  realm = await createCompanyRealm();
  company = await readyCompany(realm.console);
  sidecar = realm.sidecar();
});
afterAll(async () => {
  await company?.remove();
  await realm?.remove();
});

const at = (name: string) => uniqueEmail(name, company.domain);
const usernames = (settings: { registrationEmailAsUsername: boolean; editUsernameAllowed: boolean }) =>
  realm.console.realms.update({ realm: realm.console.realmName }, settings);
async function namesOf(id: string) {
  const { username, email, attributes } = (await realm.console.users.findOne({ id })) ?? {};
  return { username, email, mark: attributes?.['invitation.idp']?.[0] };
}
async function corrected(from: string, to: string): Promise<string> {
  const { id } = await invite(sidecar, { email: from, firstName: 'Ana', lastName: 'Prado' }, { actor: anAdmin });
  expect(await namesOf(id)).toEqual({ username: from, email: from, mark: company.alias });
  await amend(sidecar, anAdmin, id, { email: to });
  return id;
}

describe('where a username stays as it is', () => {
  beforeAll(() => usernames({ registrationEmailAsUsername: false, editUsernameAllowed: false }));

  test('nobody gets in by the address that an invitation was corrected from; who is invited does, by a mail', async () => {
    const [ana, eva] = [at('ana'), at('eva')];
    const id = await corrected(ana, eva);
    expect(await namesOf(id)).toEqual({ username: ana, email: eva, mark: '@mailbox' });
    const sent = (await mailsTo(eva)).length;
    const other = await realm.signIn(await colleague(company, ana), ana, company);
    expect([pageOf(other.page), await realm.links(id)]).toEqual([MAILBOX, 0]);
    await mailTo(eva, { count: sent + 1 });
    expect(await mailsTo(ana)).toHaveLength(1);

    const { browser, page } = await realm.signIn(await colleague(company, eva), eva, company);
    expect(pageOf(page)).toBe(MAILBOX);
    await browser.open((await mailTo(eva, { count: sent + 2 })).link);
    const links = await realm.console.users.listFederatedIdentities({ id });
    expect(links.map(({ userName }) => userName)).toEqual([eva]);
    expect(await namesOf(id)).toMatchObject({ username: ana, email: eva });
  });

  test('nor once it was revoked, corrected and sent again', async () => {
    const [ana, eva] = [at('ana'), at('eva')];
    const { id } = await invite(sidecar, { email: ana }, { actor: anAdmin });
    await revoke(sidecar, anAdmin, id);
    await amend(sidecar, anAdmin, id, { email: eva });
    const again = await resend(sidecar, anAdmin, id);
    expect(await namesOf(again.id)).toEqual({ username: ana, email: eva, mark: '@mailbox' });
  });

  test.each([
    ['a colleague’s address', () => at('colega'), '@mailbox'],
    ['the address in other letters', (email: string) => email.toUpperCase(), undefined],
    ['a name', () => `ana-${Date.now()}`, undefined],
  ])('whom others have made with %s as username', async (_, usernameOf, mark) => {
    const email = at('ana');
    const { id } = await realm.console.users.create({ username: usernameOf(email), email, enabled: true });
    await inviteExisting(sidecar, WORKER, id);
    expect((await namesOf(id)).mark).toBe(mark ?? company.alias);
  });
});

test.each([
  ['is the address', { registrationEmailAsUsername: true, editUsernameAllowed: false }],
  ['may be changed', { registrationEmailAsUsername: false, editUsernameAllowed: true }],
])('where a username %s it moves with a correction, and its person is linked at once', async (_, settings) => {
  await usernames(settings);
  const [ana, eva] = [at('ana'), at('eva')];
  const id = await corrected(ana, eva);
  expect(await namesOf(id)).toEqual({ username: eva, email: eva, mark: company.alias });
  const { page } = await realm.signIn(await colleague(company, eva), eva, company);
  expect([page.leadsTo !== undefined || pageOf(page) !== MAILBOX, await realm.links(id)]).toEqual([true, 1]);
});

test('a colleague’s address that an account gets as username while it waits is found also without Keycloak’s log', async () => {
  await usernames({ registrationEmailAsUsername: false, editUsernameAllowed: true });
  const { users } = realm.console;
  const { id } = await invite(sidecar, { email: at('ana') }, { actor: anAdmin });
  await users.update({ id }, { ...(await users.findOne({ id })), username: at('colega') });
  const upkeep = startUpkeep({ ...sidecar, outcomes: { inc: () => {} }, mailTurn: async () => {} }, { pause: 200 });
  await until('the mark to go', async () => (await namesOf(id)).mark === '@mailbox', { timeout: 20_000 });
  await upkeep.stop();
});

test('who stands in for an account elsewhere is nobody whom a provider finds: neither the upkeep nor configure touches them', async () => {
  await usernames({ registrationEmailAsUsername: false, editUsernameAllowed: false });
  const { organizations, realms, realmName } = realm.console;
  const { id: orgId } = await organizations.create({ alias: 'mar', name: 'Mar', enabled: true, domains: [] });
  const { email } = await createUser(realm.console, { email: at('ana') });
  const inviter = { actor: companyAdmin({ id: orgId, alias: 'mar', name: 'Mar' }) };
  const { id } = (await inviteOnce(sidecar, inviter, { email, organization: 'mar' }, undefined)).invitation;
  expect(await namesOf(id)).toMatchObject({ email: expect.stringMatching(/@stand-in\.invalid$/), mark: company.alias });
  expect((await realm.configure('--check')).stdout).not.toContain('not its company’s any more');
  const since = Date.now();
  // Of somebody whom the same round comes to later, by their username, it tells that it was there.
  const { id: later } = await invite(sidecar, { email: at('eva') }, { actor: anAdmin });
  await usernames({ registrationEmailAsUsername: false, editUsernameAllowed: true });
  const { users } = realm.console;
  await users.update({ id: later }, { ...(await users.findOne({ id: later })), username: at('zoe') });
  const upkeep = startUpkeep({ ...sidecar, outcomes: { inc: () => {} }, mailTurn: async () => {} }, { pause: 200 });
  await until('a round', async () => (await namesOf(later)).mark === '@mailbox', { timeout: 20_000 });
  await upkeep.stop();
  const events = await realms.findAdminEvents({
    realm: realmName,
    resourcePath: `users/${id}`,
    operationTypes: ['UPDATE'] as never,
  });
  expect(events.filter(({ time = 0 }) => time >= since)).toEqual([]);
});
