import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { authorshipOf } from '../../../src/authority/authorship.ts';
import { invitationOf } from '../../../src/invitations/record/invitation.ts';
import { hasProvenAddress } from '../../../src/invitations/stand-ins/proven-address.ts';
import { testEnvironment } from '../../support/environment.ts';
import { keyOf } from '../../support/invite.ts';
import { mailsTo, mailTo } from '../../support/mail.ts';
import { createOwnRealm, type OwnRealm } from '../../support/own-realm.ts';
import { type OwnWorker, startOwnWorker } from '../../support/own-worker.ts';
import { createUser, type TestUser, uniqueEmail } from '../../support/realm.ts';
import { createScimClient, type ScimClient, scimPerson } from '../../support/scim.ts';
import { statusOf } from '../../support/status-of.ts';
import { until } from '../../support/wait.ts';

/** Long enough for a machine that runs other things, too; the wait ends as soon as the mail is there. */
const WAIT = { timeout: 60_000 };

let realm: OwnRealm;
let worker: OwnWorker;
let scim: ScimClient;
/** Made before the sidecar came. */
let old: TestUser;
beforeAll(async () => {
  realm = await createOwnRealm();
  scim = await createScimClient(realm.console);
  await realm.console.organizations.create({
    alias: 'mar',
    name: 'Mar',
    enabled: true,
    domains: [{ name: 'mar.test', verified: true }],
  });
  old = await createUser(realm.console, { password: null, enabled: false });
  worker = await startOwnWorker(realm, {
    INVITE_CATCH_UP_HOURS: '0',
    INVITE_EXCEPT_ORGANIZATIONS: 'mar',
    INVITE_EXCEPT_DOMAINS: 'sol.test',
  });
  await until('the first look', async () => (await worker.metrics()).includes('worker_lag_seconds{job="watcher"} 0'), WAIT);
});
afterAll(async () => {
  await worker?.stop();
  await realm?.remove();
});

/** Waits until a user who comes after all others is invited: whoever has no mail by then gets none. */
async function everybodyBeforeIsSettled(): Promise<void> {
  const { email } = await createUser(realm.console, { password: null });
  await mailTo(email, WAIT);
}

const readUser = (id: string) => realm.console.users.findOne({ id });
const sent = (id: string) =>
  until(
    'the invitation',
    async () => {
      const user = await readUser(id);
      const invitation = user && invitationOf(user);
      return invitation?.status === 'sent' && invitation;
    },
    WAIT,
  );

test('people who come over SCIM are invited in their language, and what SCIM changes later leaves the invitation alone', async () => {
  const email = uniqueEmail('scim');
  const created = await scim.send('POST', '/Users', scimPerson(email, { locale: 'de-DE', externalId: '4711' }));
  expect(created.status).toBe(201);
  const { id } = created.body;
  const mail = await mailTo(email, WAIT);
  expect(mail.html).toContain('<html lang="de');
  const { invitationId } = await sent(id);
  expect((await scim.replace(id, 'name.familyName', 'Prado Ruiz')).status).toBe(200);
  expect((await scim.send('PUT', `/Users/${id}`, { ...scimPerson(email), id })).status).toBe(200);
  const user = await readUser(id);
  expect(user && invitationOf(user)).toMatchObject({ status: 'sent', invitationId });
  expect(user?.requiredActions).toEqual(expect.arrayContaining(['UPDATE_PASSWORD', 'UPDATE_PROFILE']));
});

/** What Keycloak itself answers to the link of somebody's mail. */
async function linkOf(email: string): Promise<number> {
  const key = keyOf(await mailTo(email));
  return statusOf(`${testEnvironment().keycloakUrl}/realms/${realm.console.realmName}/login-actions/action-token?key=${key}`);
}

const MOVES: Record<string, (id: string, to: string) => Promise<unknown>> = {
  'in the console': async (id, email) => realm.console.users.update({ id }, { ...(await readUser(id)), email }),
  'by SCIM PUT': (id, to) => scim.send('PUT', `/Users/${id}`, { ...scimPerson(to), id }),
  'by SCIM PATCH': (id, to) => scim.replace(id, 'emails', [{ value: to, primary: true }]),
};

test('whose address is changed while they are invited is mailed at the new one, once', async () => {
  const people = await Promise.all(
    Object.entries(MOVES).map(async ([how, move]) => {
      const [email, to] = [uniqueEmail('old'), uniqueEmail('new')];
      const { id } = (await scim.send('POST', '/Users', scimPerson(email))).body as { id: string };
      const before = await sent(id);
      await move(id, to);
      return { how, id, email, to, before };
    }),
  );
  for (const { to } of people) await mailTo(to, WAIT);
  await everybodyBeforeIsSettled();
  for (const { how, id, email, to, before } of people) {
    const now = await sent(id);
    expect([how, now]).toMatchObject([how, { email: to, sends: 2, actors: [{ command: 'adopt' }, { command: 'resend' }] }]);
    expect(now.invitationId).not.toBe(before.invitationId);
    expect([await mailsTo(email, 1), await mailsTo(to, 1)]).toMatchObject([[{}], [{}]]);
    expect([await linkOf(email), await linkOf(to)]).toEqual([400, 200]);
  }
});

test('people of a partial import are invited, whatever their ids', async () => {
  const people = [{ id: `jdoe-${Date.now()}`, email: uniqueEmail('import') }, { email: uniqueEmail('import') }];
  const users = people.map((person) => ({ ...person, username: person.email, enabled: true }));
  const rep = { ifResourceExists: 'FAIL', users };
  const { results } = (await realm.console.realms.partialImport({ realm: realm.console.realmName, rep } as never)) as {
    results: { id: string }[];
  };
  for (const { email } of people) await mailTo(email, WAIT);
  for (const { id } of results) expect((await sent(id)).sends).toBe(1);
  await everybodyBeforeIsSettled();
  for (const person of people) expect(await mailsTo(person.email, 1)).toHaveLength(1);
});

test('people who could not be mailed at first are invited once they can', async () => {
  const rep = (user: object) => ({ ifResourceExists: 'OVERWRITE', users: [{ enabled: true, ...user }] });
  const importUser = (user: object) =>
    realm.console.realms.partialImport({ realm: realm.console.realmName, rep: rep(user) } as never);
  const disabled = await createUser(realm.console, { password: null, enabled: false });
  const [name, address] = [`noemail-${disabled.id}`, uniqueEmail('later')];
  await importUser({ username: name });
  const [withoutAddress] = await realm.console.users.find({ username: name, exact: true });
  const overScim = uniqueEmail('scim');
  const { body: inactive } = await scim.send('POST', '/Users', scimPerson(overScim, { active: false }));
  const replaced = await createUser(realm.console);
  await everybodyBeforeIsSettled();
  for (const email of [disabled.email, address, overScim, replaced.email]) expect(await mailsTo(email)).toEqual([]);

  const enable = async ({ id }: { id: string }) => realm.console.users.update({ id }, { ...(await readUser(id)), enabled: true });
  await enable(old);
  await enable(disabled);
  await realm.console.users.update({ id: withoutAddress?.id ?? '' }, { ...withoutAddress, email: address });
  expect((await scim.replace(inactive.id, 'active', true)).status).toBe(200);
  // In the place of one who had a password there is one without.
  await importUser({ username: replaced.email, email: replaced.email });
  for (const email of [disabled.email, address, overScim, replaced.email]) await mailTo(email, WAIT);
  await everybodyBeforeIsSettled();
  for (const email of [disabled.email, address, overScim, replaced.email]) expect(await mailsTo(email, 1)).toHaveLength(1);
  // Whom the sidecar found there is none of its business.
  expect(await mailsTo(old.email)).toEqual([]);
});

test('two changes of one person in a row bring one mail', async () => {
  const emails = Array.from({ length: 4 }, () => uniqueEmail('twice'));
  const created = await Promise.all(emails.map((email) => scim.send('POST', '/Users', scimPerson(email, { active: false }))));
  await everybodyBeforeIsSettled();
  for (const { body } of created) {
    await scim.replace(body.id, 'active', true);
    await scim.replace(body.id, 'name.familyName', 'Ruiz');
  }
  for (const email of emails) await mailTo(email, WAIT);
  await everybodyBeforeIsSettled();
  const mails = await Promise.all(emails.map((email) => mailsTo(email, 1)));
  expect(mails.map((all) => all.length)).toEqual(emails.map(() => 1));
});

test('what SCIM and a partial import do counts as done by somebody else, who also vouches for the address', async () => {
  const { admin } = realm.sidecar();
  const { body } = await scim.send('POST', '/Users', scimPerson(uniqueEmail('scim')));
  await sent(body.id);
  const hands = async () => authorshipOf(admin, (await readUser(body.id)) ?? {});
  expect(await hands()).toMatchObject({ oursAlone: false, lastWriteOurs: true });
  await scim.replace(body.id, 'name.familyName', 'Ruiz');
  expect(await hands()).toMatchObject({ oursAlone: false, lastWriteOurs: false });

  await realm.console.realms.update({ realm: realm.console.realmName }, { registrationAllowed: true });
  const username = uniqueEmail('import');
  const rep = { ifResourceExists: 'FAIL', users: [{ username, email: username }] };
  await realm.console.realms.partialImport({ realm: realm.console.realmName, rep } as never);
  const [imported] = await realm.console.users.find({ username, exact: true });
  const overScim = { ...(await readUser(body.id)), attributes: {} };
  for (const user of [imported, overScim]) expect(await hasProvenAddress(admin, user ?? {})).toBe(true);
});

test('people who sign in by their company’s provider are left alone where a setting says so', async () => {
  const [ofDomain, ofCompany, ofOther] = [uniqueEmail('scim', 'sol.test'), uniqueEmail('scim', 'mar.test'), uniqueEmail('scim')];
  for (const email of [ofDomain, ofCompany, ofOther]) await scim.send('POST', '/Users', scimPerson(email));
  await mailTo(ofOther, WAIT);
  await everybodyBeforeIsSettled();
  for (const email of [ofDomain, ofCompany]) expect(await mailsTo(email)).toEqual([]);
});
