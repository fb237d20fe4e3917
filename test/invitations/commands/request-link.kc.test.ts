import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { invite } from '../../../src/invitations/commands/invite.ts';
import { createLinkRequests } from '../../../src/invitations/commands/request-link.ts';
import { readInvitation, writeRecord } from '../../../src/invitations/record/store.ts';
import { type Sender, startSender } from '../../../src/invitations/sending/sender.ts';
import { openBulk } from '../../../src/wiring.ts';
import { anAdmin } from '../../support/actors.ts';
import { testEnvironment } from '../../support/environment.ts';
import { type Switch, startSwitch } from '../../support/keycloak-switch.ts';
import { createOwnRealm, type OwnRealm, type OwnSidecar } from '../../support/own-realm.ts';
import { createUser, uniqueEmail, withSharedAddresses } from '../../support/realm.ts';
import { until } from '../../support/wait.ts';
import { mailCounts } from '../import/support.ts';

/** A link that somebody was promised, while the line to Keycloak breaks: it comes, and it comes once. */
const { keycloakUrl } = testEnvironment();

let realm: OwnRealm;
let keycloak: Switch;
let sidecar: OwnSidecar;
let dir: string;
let sender: Sender;

beforeAll(async () => {
  [realm, keycloak, dir] = [
    await createOwnRealm(),
    await startSwitch(keycloakUrl),
    await mkdtemp(join(tmpdir(), 'request-link-test-')),
  ];
  sidecar = realm.sidecar({ IMPORT_DIR: dir, KEYCLOAK_URL: keycloak.url, KEYCLOAK_PUBLIC_URL: keycloakUrl });
  const bulk = await openBulk(sidecar);
  sender = startSender({ ...sidecar, ...bulk }, { interval: 300, grace: 500 });
});
afterAll(async () => {
  await sender?.stop();
  await keycloak?.stop();
  await realm?.remove();
  await rm(dir, { recursive: true, force: true });
});

const mailsTo = async (email: string) => (await mailCounts([email])).get(email);

/** Somebody whose mail is some time ago: the pause between two mails is over. */
async function invited(how: { lifespanHours?: number } = {}) {
  const { id, email } = await invite(sidecar, { email: uniqueEmail(), ...how }, { actor: anAdmin });
  await writeRecord(sidecar.admin, id, { sentAt: new Date(Date.now() - 3_600_000) });
  return { id, email, mails: 2 };
}

/** Somebody whom another client has created and nobody has invited. */
async function created() {
  const { id, email } = await createUser(realm.console, { password: null });
  return { id, email, mails: 1 };
}

test('the new link holds for as long as the inviter has said', async () => {
  const { id, email } = await invited({ lifespanHours: 24 });
  await createLinkRequests(sidecar).byEmail(email);
  const { sends, sentAt, expiresAt } = await readInvitation(sidecar.admin, id);
  expect([sends, Number(expiresAt) - Number(sentAt)]).toEqual([2, 24 * 3_600_000]);
});

describe.each([
  ['invited before', invited],
  ['created by somebody else', created],
])('of a person %s', (_, person: () => Promise<{ id: string; email: string; mails: number }>) => {
  test.each(['request', 'answer'] as const)('the %s of the mail may be lost', async (lost) => {
    const { id, email, mails } = await person();
    keycloak.loseNext('PUT', /\/execute-actions-email/, lost);
    await createLinkRequests(sidecar).byEmail(email);
    expect(keycloak.hasLost).toBe(true);
    await until('the mail and its record', async () => {
      const { status, sends } = await readInvitation(sidecar.admin, id);
      return status === 'sent' && sends === mails;
    });
    expect(await mailsTo(email)).toBe(mails);
  });
});

describe('whom the worker leaves alone', () => {
  const created = (how: Parameters<typeof createUser>[1] = {}) => createUser(realm.console, { password: null, ...how });

  /** Asks with these settings. Whether there is an invitation afterwards, and how many mails. */
  async function ask({ id, email }: { id: string; email: string }, settings: Record<string, string>) {
    await createLinkRequests(realm.sidecar(settings)).byEmail(email);
    const user = await realm.console.users.findOne({ id });
    return [user?.attributes?.['invitation.status']?.[0], user?.requiredActions?.length, (await mailsTo(email)) ?? 0];
  }
  const NOTHING = [undefined, 0, 0];
  const INVITED = ['sent', 2, 1];

  test('gets no invitation by asking for a link: nobody who was created in the console, where those are none of its business', async () => {
    const person = await created();
    expect(await ask(person, { INVITE_CONSOLE_USERS: 'false' })).toEqual(NOTHING);
    expect(await ask(person, {})).toEqual(INVITED);
  });

  test('nor members of a group, nor whoever has an attribute', async () => {
    const { id: groupId } = await realm.console.groups.create({ name: 'external' });
    const member = await created();
    await realm.console.users.addToGroup({ id: member.id, groupId });
    expect(await ask(member, { INVITE_EXCEPT_GROUPS: '/external' })).toEqual(NOTHING);
    expect(await ask(member, { INVITE_EXCEPT_GROUPS: '/internal' })).toEqual(INVITED);
    const marked = await created({ attributes: { phone: ['600100200'] } });
    expect(await ask(marked, { INVITE_EXCEPT_ATTRIBUTES: 'phone=600100200' })).toEqual(NOTHING);
    expect(await ask(marked, { INVITE_EXCEPT_ATTRIBUTES: 'phone=600100201' })).toEqual(INVITED);
  });

  test('nor whom an excepted client has created, or one that nobody can name any more', async () => {
    const account = await serviceOf('hr-portal');
    const person = await account.create();
    expect(await ask(person, { INVITE_EXCEPT_CLIENTS: 'hr-portal' })).toEqual(NOTHING);
    // By an admin of another realm, of whom ours knows no client.
    const ofConsole = await created();
    expect(await ask(ofConsole, { INVITE_EXCEPT_CLIENTS: 'hr-portal' })).toEqual(NOTHING);
    expect(await ask(person, { INVITE_EXCEPT_CLIENTS: 'crm' })).toEqual(INVITED);
  });

  test('nor anybody whose creation Keycloak’s log does not hold', async () => {
    const person = await created();
    await realm.console.realms.clearAdminEvents({ realm: realm.console.realmName });
    expect(await ask(person, {})).toEqual(NOTHING);
  });

  test('but an invitation that exists is renewed', async () => {
    const { email, mails } = await invited();
    await createLinkRequests(realm.sidecar({ INVITE_CONSOLE_USERS: 'false' })).byEmail(email);
    expect(await mailsTo(email)).toBe(mails);
  });

  /** A client of the realm whose service account may create users. */
  async function serviceOf(clientId: string) {
    const { clients, users, realmName } = realm.console;
    const { id } = await clients.create({ clientId, secret: 'only-here', serviceAccountsEnabled: true });
    const { id: account = '' } = await clients.getServiceAccountUser({ id });
    const [management] = await clients.find({ clientId: 'realm-management' });
    const role = await clients.findRole({ id: management?.id ?? '', roleName: 'manage-users' });
    const roles = [{ id: role?.id ?? '', name: role?.name ?? '' }];
    await users.addClientRoleMappings({ id: account, clientUniqueId: management?.id ?? '', roles });
    const body = new URLSearchParams({ grant_type: 'client_credentials', client_id: clientId, client_secret: 'only-here' });
    const answer = await fetch(`${keycloakUrl}/realms/${realmName}/protocol/openid-connect/token`, { method: 'POST', body });
    const { access_token } = (await answer.json()) as { access_token: string };
    return {
      async create() {
        const email = uniqueEmail();
        const created = await fetch(`${keycloakUrl}/admin/realms/${realmName}/users`, {
          method: 'POST',
          headers: { authorization: `Bearer ${access_token}`, 'content-type': 'application/json' },
          body: JSON.stringify({ username: email, email, enabled: true }),
        });
        expect(created.status).toBe(201);
        return { id: created.headers.get('location')?.split('/').at(-1) ?? '', email };
      },
    };
  }
});

test('of two accounts with one address, whoever waits gets a link of their own', async () => {
  await withSharedAddresses(realm.console, async () => {
    const email = uniqueEmail();
    const account = async (name: string) => {
      const { id } = await realm.console.users.create({ username: `${name}-${email.split('@')[0]}`, email, enabled: true });
      return id;
    };
    const [active, ...waiting] = [await account('ana'), await account('bea'), await account('eva')];
    await realm.console.users.resetPassword({
      id: active,
      credential: { type: 'password', value: 'Puerto-5-luna-Sal', temporary: false },
    });
    await createLinkRequests(sidecar).byEmail(email);
    for (const id of waiting) expect(await readInvitation(sidecar.admin, id)).toMatchObject({ status: 'sent', sends: 1 });
    expect(await mailsTo(email)).toBe(2);
  });
});
