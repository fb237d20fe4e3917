import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { amend } from '../../../src/invitations/commands/amend.ts';
import type { InvitedBy } from '../../../src/invitations/commands/invite.ts';
import { inviteOnce } from '../../../src/invitations/commands/invite-once.ts';
import { createLinkRequests } from '../../../src/invitations/commands/request-link.ts';
import { resend } from '../../../src/invitations/commands/resend.ts';
import { revoke } from '../../../src/invitations/commands/revoke.ts';
import { attributesOf, type Invitation, newRecord } from '../../../src/invitations/record/invitation.ts';
import { readInvitation, writeRecord } from '../../../src/invitations/record/store.ts';
import { startUpkeep } from '../../../src/invitations/sending/invitation-upkeep.ts';
import { sendIfDue } from '../../../src/invitations/sending/send-if-due.ts';
import { type Sender, startSender } from '../../../src/invitations/sending/sender.ts';
import { noteJoined } from '../../../src/invitations/stand-ins/company-join.ts';
import { makeStandIn, standInNames } from '../../../src/invitations/stand-ins/stand-in.ts';
import { organizationInvitations } from '../../../src/keycloak/realm/organization-invitations.ts';
import type { Organization } from '../../../src/keycloak/realm/organizations.ts';
import { readUser } from '../../../src/keycloak/realm/users.ts';
import { type Bulk, openBulk } from '../../../src/wiring.ts';
import { anAdmin, companyAdmin } from '../../support/actors.ts';
import { createOwnRealm, type OwnRealm, type OwnSidecar } from '../../support/own-realm.ts';
import { putRecord } from '../../support/put-record.ts';
import { createUser, uniqueEmail } from '../../support/realm.ts';
import { until } from '../../support/wait.ts';
import { mailCounts } from '../import/support.ts';

/** Invitations that stand in for an account, where something goes wrong: in a realm of the suite's own. */
let realm: OwnRealm;
let sidecar: OwnSidecar;
let bulk: Bulk;
let mar: Organization;
let ofMar: InvitedBy;
let sender: Sender | undefined;

beforeAll(async () => {
  realm = await createOwnRealm();
  sidecar = realm.sidecar({ REVOKE_ACTION: 'delete' });
  bulk = await openBulk(sidecar);
  const { id } = await realm.console.organizations.create({ alias: 'mar', name: 'Mar', enabled: true, domains: [] });
  mar = { id, alias: 'mar', name: 'Mar' };
  ofMar = { actor: companyAdmin(mar) };
});
afterEach(async () => {
  await sender?.stop();
  sender = undefined;
});
afterAll(() => realm?.remove());

const account = () => createUser(realm.console);
const invite = async (email: string): Promise<Invitation> =>
  (await inviteOnce(sidecar, ofMar, { email, organization: 'mar' }, undefined)).invitation;
const now = (id: string) => readInvitation(sidecar.admin, id);
const mailsTo = async (email: string) => (await mailCounts([email])).get(email);
const links = (email: string) => realm.console.organizations.listInvitations({ orgId: mar.id, email });
const settled = (id: string) => sendIfDue({ ...sidecar, ...bulk }, id);

/** What stands in Keycloak when a sidecar dies right after writing the invitation. */
async function cutOff(email: string, { isMember = true } = {}): Promise<string> {
  const record = newRecord('Lucía Marín', 'mar');
  const { id } = await makeStandIn(
    sidecar.admin,
    { invitee: { email }, company: mar, record },
    (user) => sidecar.admin.users.create(user),
    (error) => Promise.reject(error),
  );
  if (isMember) await sidecar.admin.organizations.addMember({ orgId: mar.id, userId: id });
  return id;
}

async function mailServer(port: string): Promise<string> {
  const { realmName } = realm.console;
  const { smtpServer } = (await realm.console.realms.findOne({ realm: realmName })) ?? {};
  const before = (smtpServer as unknown as { port: string }).port;
  await realm.console.realms.update({ realm: realmName }, { smtpServer: { ...smtpServer, port } as never });
  return before;
}

/** Whether the realm's user profile lets nobody be without an address. */
async function addressRequired(isRequired: boolean): Promise<void> {
  const { attributes = [], ...profile } = await realm.console.users.getProfile();
  const changed = attributes.map(({ required, ...attribute }) => {
    const keeps = attribute.name === 'email' ? isRequired && { roles: ['admin', 'user'] } : required;
    return keeps ? { ...attribute, required: keeps } : attribute;
  });
  await realm.console.users.updateProfile({ ...profile, attributes: changed });
  await until('the sidecar to know', async () => {
    const known = (await sidecar.realm.profile()).attributes?.find(({ name }) => name === 'email');
    return Boolean(known?.required) === isRequired;
  });
}

describe('a sidecar that dies', () => {
  test('before the mail has left is made up for by the sender', async () => {
    const { email } = await account();
    const id = await cutOff(email);
    sender = startSender({ ...sidecar, ...bulk }, { interval: 300, grace: 500 });
    await until('the mail', async () => (await now(id)).status === 'sent');
    expect(await now(id)).toMatchObject({ email, sends: 1 });
    expect(await mailsTo(email)).toBe(1);
  });

  test('after the mail has left is believed: there is no other', async () => {
    const { id: accountId, email } = await account();
    const id = await cutOff(email);
    await organizationInvitations(sidecar.admin).invite(mar.id, { id: accountId, email });
    expect(await settled(id)).toBe('already_mailed');
    expect(await now(id)).toMatchObject({ status: 'sent', sends: 1 });
    expect(await settled(id)).toBe('not_needed');
    expect(await mailsTo(email)).toBe(1);
  });

  test('before the company was written down, too', async () => {
    const { email } = await account();
    const id = await cutOff(email, { isMember: false });
    expect(await settled(id)).toBe('sent');
    expect(await links(email)).toHaveLength(1);
  });
});

test('a mail server that is away fails both kinds of invitation in the same words, and both are sent when it is back', async () => {
  const [known, unknown] = [(await account()).email, uniqueEmail()];
  const port = await mailServer('1');
  const failed = [await invite(known), await invite(unknown)];
  for (const { status, sends } of failed) expect([status, sends]).toEqual(['failed', 0]);
  expect(failed[0]?.error).toBe(failed[1]?.error);
  expect(failed[0]?.error).toMatch(/mail/);
  expect(await links(known)).toEqual([]);
  await mailServer(port);
  const retryMinutes = [0];
  sender = startSender({ ...sidecar, ...bulk }, { interval: 300, retryMinutes });
  for (const { id } of failed) await until('a mail', async () => (await now(id)).status === 'sent');
  expect([await mailsTo(known), await mailsTo(unknown)]).toEqual([1, 1]);
});

test('a link that the invitation says is over is over at Keycloak, too', async () => {
  const { email } = await account();
  const { id } = await invite(email);
  expect(await links(email)).toHaveLength(1);
  await writeRecord(sidecar.admin, id, { expiresAt: new Date(Date.now() - 1000) });
  const outcomes = { inc: () => {} };
  const upkeep = startUpkeep({ ...sidecar, mailTurn: async () => {}, outcomes }, { pause: 300 });
  await until('the end of the link', async () => (await links(email)).length === 0);
  await upkeep.stop();
  expect((await now(id)).status).toBe('expired');
  expect((await resend(sidecar, ofMar.actor, id)).status).toBe('sent');
});

test('revoking with REVOKE_ACTION=delete removes the invitation and leaves the account', async () => {
  const { id: accountId, email } = await account();
  const { id } = await invite(email);
  await revoke(sidecar, ofMar.actor, id);
  expect(await readUser(sidecar.admin, id)).toBeUndefined();
  expect(await links(email)).toEqual([]);
  expect((await readUser(sidecar.admin, accountId))?.enabled).toBe(true);
  expect((await invite(email)).status).toBe('sent');
});

test('when the account is deleted, the next mail invites its person as somebody new, under the same id', async () => {
  const { id: accountId, email } = await account();
  const { id } = await invite(email);
  await realm.console.users.del({ id: accountId });
  expect(await resend(sidecar, ofMar.actor, id)).toMatchObject({ id, email, status: 'sent', sends: 2 });
  expect(await readUser(sidecar.admin, id)).toMatchObject({ email, username: email });
  expect(await mailsTo(email)).toBe(2);
});

/** A test in which usernames may be other than addresses. */
const withOtherUsernames = (more: { editUsernameAllowed?: true }, act: () => Promise<void>) => async () => {
  const { realms, realmName: name } = realm.console;
  await realms.update({ realm: name }, { registrationEmailAsUsername: false, ...more });
  try {
    await act();
  } finally {
    await realms.update({ realm: name }, { registrationEmailAsUsername: true, editUsernameAllowed: false });
  }
};

test(
  'an account that has the address as its username only is somebody else’s: it is not asked, and not taken for who was',
  withOtherUsernames({}, async () => {
    const [olga, eva] = [uniqueEmail('olga'), uniqueEmail('eva')];
    const person = { enabled: true, firstName: 'Eva', lastName: 'Gil' };
    const { id: evaId } = await realm.console.users.create({ ...person, username: olga, email: eva, emailVerified: true });
    const asked = await invite(olga);
    // It looks as a mail server's refusal does.
    expect(asked).toMatchObject({
      email: olga,
      status: 'failed',
      sends: 0,
      error: expect.stringMatching(/mail server|the server/),
    });
    expect([await mailsTo(olga), await mailsTo(eva), await links(olga), await links(eva)]).toEqual([0, 0, [], []]);
    expect((await resend(sidecar, anAdmin, asked.id)).status).toBe('failed');
    // Its own invitation is another one, and stays when this one goes.
    const own = await invite(eva);
    expect([own.status, await mailsTo(eva)]).toEqual(['sent', 1]);
    expect(await settled(asked.id)).toBe('failed');
    await realm.console.organizations.addMember({ orgId: mar.id, userId: evaId });
    const joined = [own, asked].map(({ id, email }) => noteJoined(sidecar.admin, { id, address: email }));
    expect(await Promise.all(joined)).toEqual([true, false]);
    expect((await now(asked.id)).status).toBe('failed');
    await revoke(sidecar, ofMar.actor, asked.id);
    expect(await links(eva)).toHaveLength(1);
    // Nor is one asked that has no address at all.
    const none = uniqueEmail('sin-correo');
    await addressRequired(false);
    await realm.console.users.create({ ...person, username: none });
    await addressRequired(true);
    expect(await invite(none)).toMatchObject({ status: 'failed', sends: 0 });
    // Capitals make no other address.
    const capitals = uniqueEmail('Ana');
    await realm.console.users.create({ ...person, username: `x${capitals}`, email: capitals });
    expect((await invite(capitals.toUpperCase())).status).toBe('sent');
  }),
);

test(
  'a link by which an earlier version asked such an account goes with its invitation',
  withOtherUsernames({}, async () => {
    const [olga, eva] = [uniqueEmail('olga'), uniqueEmail('eva')];
    const { id } = await realm.console.users.create({
      username: olga,
      email: eva,
      enabled: true,
      firstName: 'Eva',
      lastName: 'Gil',
    });
    const asked = await invite(olga);
    await organizationInvitations(sidecar.admin).invite(mar.id, { id, email: eva });
    await revoke(sidecar, ofMar.actor, asked.id);
    expect(await links(eva)).toEqual([]);
  }),
);

test(
  'an address that is no username is invited with one made of it, whether or not it has an account',
  withOtherUsernames({}, async () => {
    const old = uniqueEmail('antes');
    const odd = `o'hara-${old}`;
    await realm.console.users.create({ username: `x${old}`, email: odd, enabled: true, firstName: 'Eva', lastName: 'Gil' });
    const statuses = [];
    for (const address of [odd, `o'neill-${old}`]) statuses.push((await invite(address)).status);
    expect(statuses).toEqual(['sent', 'sent']);
  }),
);

test(
  'a username that is no address follows every correction: it names nobody who was invited before',
  withOtherUsernames({ editUsernameAllowed: true }, async () => {
    const [one, other, free] = [(await account()).email, (await account()).email, uniqueEmail()];
    const { id } = await invite(one);
    const names = [];
    for (const email of [other, free, one]) {
      await amend(sidecar, ofMar.actor, id, { email });
      names.push((await readUser(sidecar.admin, id))?.username);
    }
    const nameOf = async (email: string) => (await standInNames(sidecar.admin, mar, email)).username;
    expect(names).toEqual([await nameOf(other), free, await nameOf(one)]);
    // One of their own stays.
    const named = await realm.console.users.create({
      username: uniqueEmail('ana').replace(/@.*/, ''),
      email: uniqueEmail(),
      enabled: true,
    });
    await putRecord(sidecar.admin, named.id, newRecord('Lucía Marín', 'mar'));
    const { username } = (await readUser(sidecar.admin, named.id)) ?? {};
    await amend(sidecar, anAdmin, named.id, { email: uniqueEmail() });
    expect(await readUser(sidecar.admin, named.id)).toMatchObject({ username });
  }),
);

test(
  'where no username can be edited, the address is corrected all the same',
  withOtherUsernames({}, async () => {
    const [before, after, taken] = [uniqueEmail(), uniqueEmail(), await account()];
    const { id } = await invite(before);
    expect(await amend(sidecar, ofMar.actor, id, { email: after })).toMatchObject({ email: after, status: 'sent' });
    expect(await readUser(sidecar.admin, id)).toMatchObject({ email: after, username: before });
    const { id: standIn } = await invite(taken.email);
    await realm.console.users.del({ id: taken.id });
    expect(await resend(sidecar, ofMar.actor, standIn)).toMatchObject({ email: taken.email, status: 'sent' });
    expect(await readUser(sidecar.admin, standIn)).toMatchObject({ email: taken.email });
    expect([await mailsTo(after), await mailsTo(taken.email)]).toEqual([1, 2]);
  }),
);

test('somebody with an account who asks for a new link gets the one into the company', async () => {
  const { email } = await account();
  const { id } = await invite(email);
  const requests = createLinkRequests(sidecar);
  await requests.byEmail(email);
  expect(await mailsTo(email)).toBe(1);
  await writeRecord(sidecar.admin, id, { sentAt: new Date(Date.now() - 3_600_000) });
  await requests.byEmail(email);
  expect(await now(id)).toMatchObject({ status: 'sent', sends: 2 });
  expect(await mailsTo(email)).toBe(2);
});

test('also where nobody has written down yet that their own invitation is over', async () => {
  const { id: accountId, email } = await account();
  const long = { sentAt: new Date(Date.now() - 3_600_000) };
  await putRecord(sidecar.admin, accountId, { ...newRecord('Alba Ferrer'), ...long, status: 'sent' });
  const { id } = await invite(email);
  await writeRecord(sidecar.admin, id, long);
  await createLinkRequests(sidecar).byEmail(email);
  expect(await now(id)).toMatchObject({ status: 'sent', sends: 2 });
  expect(await mailsTo(email)).toBe(2);
});

test('the made-up address is one for each company and address', async () => {
  const addressOf = async (id: string, address: string) =>
    (await standInNames(sidecar.admin, { id, alias: id, name: id }, address)).email;
  const made = [await addressOf('a', 'x@y.test'), await addressOf('b', 'x@y.test'), await addressOf('a', 'z@y.test')];
  expect(made[0]).toMatch(/^[0-9a-f]{32}@stand-in\.invalid$/);
  expect(new Set(made).size).toBe(3);
  expect(attributesOf({ ...newRecord('x'), address: 'x@y.test' })['invitation.email']).toEqual(['x@y.test']);
});
