import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Actor } from '../../../src/authority/actor.ts';
import { assignableGroups } from '../../../src/authority/assignable-groups.ts';
import { amend } from '../../../src/invitations/commands/amend.ts';
import { invite } from '../../../src/invitations/commands/invite.ts';
import { resend } from '../../../src/invitations/commands/resend.ts';
import { revoke } from '../../../src/invitations/commands/revoke.ts';
import { readInvitation } from '../../../src/invitations/record/store.ts';
import { createMailLog } from '../../../src/invitations/sending/mail-log.ts';
import { sendIfDue } from '../../../src/invitations/sending/send-if-due.ts';
import { noteJoined } from '../../../src/invitations/stand-ins/company-join.ts';
import { openBulk } from '../../../src/wiring.ts';
import { type Companies, companiesIn } from '../../authority/support.ts';
import { anAdmin } from '../../support/actors.ts';
import { testEnvironment } from '../../support/environment.ts';
import { type Switch, startSwitch } from '../../support/keycloak-switch.ts';
import { createOwnRealm, type OwnSidecar } from '../../support/own-realm.ts';
import { createUser, uniqueEmail } from '../../support/realm.ts';

/** What becomes of the groups of an invitation when others are at work, too, or a sidecar dies. */
let own: Companies;
let line: Switch;
/** Behind `line`. */
let dying: OwnSidecar;
const ids: Record<string, string> = {};
const OF_ADMINS = '/dirección';
const OF_COMPANIES = '/noche';

beforeAll(async () => {
  const { keycloakUrl } = testEnvironment();
  const realm = await createOwnRealm();
  [own, line] = [await companiesIn(realm), await startSwitch(keycloakUrl)];
  dying = realm.sidecar({ KEYCLOAK_URL: line.url, KEYCLOAK_PUBLIC_URL: keycloakUrl });
  ids[OF_ADMINS] = await newGroup('dirección', 'admin');
  ids[OF_COMPANIES] = await newGroup('noche', 'company-admin');
});
afterAll(async () => {
  await line?.stop();
  await own?.realm.remove();
});

const newGroup = async (name: string, mark: string) =>
  (await own.console.groups.create({ name, attributes: { 'invitation.assignable': [mark] } })).id;
const asked = async (actor: Actor, groups: string[], email = uniqueEmail()) =>
  (await invite(own.sidecar, { email, groups, ...(actor.reach.all ? {} : { organization: 'mar' }) }, { actor })).id;
const groupsOf = async (id: string) => (await own.console.users.listGroups({ id })).map(({ path }) => path).sort();
const byOthers = (id: string, path: string) => own.console.users.addToGroup({ id, groupId: ids[path] ?? '' });

/** A stand-in of somebody who has an account elsewhere, and who has joined the company since. */
async function joining(groups: string[]) {
  const { id: accountId, email } = await createUser(own.console);
  const id = await asked(own.mar, groups, email);
  const join = () => own.console.organizations.addMember({ orgId: own.companyIds.mar, userId: accountId });
  return { accountId, standIn: { id, address: email }, join };
}

test('a correction that names a group which somebody else gave never takes it back', async () => {
  const id = await asked(anAdmin, []);
  await byOthers(id, OF_ADMINS);
  const { groups } = await amend(own.sidecar, anAdmin, id, { groups: [OF_ADMINS, OF_COMPANIES] });
  expect(groups.map(({ path }) => path)).toEqual([OF_ADMINS, OF_COMPANIES]);
  await amend(own.sidecar, anAdmin, id, { groups: [OF_COMPANIES] });
  expect(await groupsOf(id)).toEqual([OF_ADMINS, OF_COMPANIES]);
  await revoke(own.sidecar, anAdmin, id);
  expect(await groupsOf(id)).toEqual([OF_ADMINS]);
});

test('nor does a revocation take what somebody else gave while the invitation was revoked', async () => {
  const id = await asked(anAdmin, [OF_ADMINS, OF_COMPANIES]);
  await revoke(own.sidecar, anAdmin, id);
  await byOthers(id, OF_ADMINS);
  await revoke(own.sidecar, anAdmin, id);
  expect(await groupsOf(id)).toEqual([OF_ADMINS]);
  // Its links have ended: the same account is invited again.
  const past = ['2026-01-01T00:00:00.000Z'];
  const user = await own.console.users.findOne({ id });
  const attributes = { ...user?.attributes, 'invitation.keysUntil': past, 'invitation.expiresAt': past };
  await own.sidecar.admin.users.update({ id }, { ...user, attributes });
  expect((await resend(own.sidecar, anAdmin, id)).id).toBe(id);
  expect(await groupsOf(id)).toEqual([OF_ADMINS, OF_COMPANIES]);
  await revoke(own.sidecar, anAdmin, id);
  expect(await groupsOf(id)).toEqual([OF_ADMINS]);
});

test('nor what everybody is in from the start', async () => {
  const standard = { realm: own.console.realmName, id: ids[OF_COMPANIES] ?? '' };
  await own.console.realms.addDefaultGroup(standard);
  const id = await asked(anAdmin, [OF_COMPANIES]);
  await own.console.realms.removeDefaultGroup(standard);
  await revoke(own.sidecar, anAdmin, id);
  expect(await groupsOf(id)).toEqual([OF_COMPANIES]);
});

test('what somebody who joins was in before is noted as given by somebody else', async () => {
  const { accountId, standIn, join } = await joining([OF_COMPANIES]);
  await byOthers(accountId, OF_COMPANIES);
  await join();
  await noteJoined(own.sidecar.admin, standIn);
  expect((await readInvitation(own.sidecar.admin, standIn.id)).groups).toMatchObject([{ path: OF_COMPANIES, had: true }]);
});

test('whom somebody else puts out of a group is not put into it again by a correction of the name', async () => {
  const id = await asked(anAdmin, [OF_COMPANIES]);
  await own.console.users.delFromGroup({ id, groupId: ids[OF_COMPANIES] ?? '' });
  await amend(own.sidecar, anAdmin, id, { lastName: 'Otra' });
  expect(await groupsOf(id)).toEqual([]);
  await amend(own.sidecar, anAdmin, id, { groups: [OF_COMPANIES] });
  expect(await groupsOf(id)).toEqual([OF_COMPANIES]);
});

test('somebody who has an account elsewhere gets what an administrator of the realm has added', async () => {
  const { accountId, standIn, join } = await joining([]);
  await amend(own.sidecar, anAdmin, standIn.id, { groups: [OF_ADMINS] });
  await join();
  await noteJoined(own.sidecar.admin, standIn);
  expect(await groupsOf(accountId)).toEqual([OF_ADMINS]);
});

test.each([
  ['the groups are given', 'PUT', /\/groups\/[^/]+$/, 'request'],
  ['the groups are given', 'PUT', /\/groups\/[^/]+$/, 'answer'],
  ['it is written down', 'PUT', /\/users\/[^/]+$/, 'request'],
] as const)('a crash while somebody joins, at the moment that %s (%s %s, %s lost), costs them no group', async (...step) => {
  const { accountId, standIn, join } = await joining([OF_COMPANIES]);
  await join();
  line.loseNext(step[1], step[2], step[3]);
  await noteJoined(dying.admin, standIn).catch(() => {});
  expect(line.hasLost).toBe(true);
  // The worker goes on only with whom the record does not call active yet.
  const isLeft = (await readInvitation(own.sidecar.admin, standIn.id)).status !== 'activated';
  expect(isLeft || (await groupsOf(accountId)).length > 0).toBe(true);
  await noteJoined(own.sidecar.admin, standIn);
  expect(await groupsOf(accountId)).toEqual([OF_COMPANIES]);
  const { groups, status } = await readInvitation(own.sidecar.admin, standIn.id);
  expect({ status, groups: groups.map(({ path, had }) => [path, had]) }).toEqual({
    status: 'activated',
    groups: [[OF_COMPANIES, undefined]],
  });
});

test('a crash while an invitation is sent again costs nobody a group: the sender gives it before the mail', async () => {
  const id = await asked(own.mar, [OF_COMPANIES]);
  await revoke(own.sidecar, own.mar, id);
  line.loseNext('PUT', /\/groups\/[^/]+$/, 'request');
  await resend(dying, own.mar, id).catch(() => {});
  expect(line.hasLost).toBe(true);
  const deps = { ...own.sidecar, mailLog: createMailLog(own.sidecar.admin) };
  await sendIfDue(deps, id);
  const { id: now } = await resend(own.sidecar, own.mar, id).catch(() => ({ id }));
  expect(await groupsOf(now)).toEqual([OF_COMPANIES]);
});

test('whoever takes the address of an account that is gone has the groups, too', async () => {
  const { accountId, standIn } = await joining([OF_COMPANIES]);
  await own.console.users.del({ id: accountId });
  await resend(own.sidecar, own.mar, standIn.id);
  expect(await groupsOf(standIn.id)).toEqual([OF_COMPANIES]);
});

test('a group that is deleted after a file was read costs its rows a sentence at their column, whoever has an account', async () => {
  const { email: known } = await createUser(own.console);
  const { imports } = await openBulk(own.sidecar);
  for (const actor of [anAdmin, own.mar]) {
    const name = `breve-${Date.now()}`;
    const id = await newGroup(name, 'company-admin');
    const outcomes = async (addresses: string[]) => {
      const company = actor === own.mar ? 'mar' : '';
      const csv = ['correo,empresa,grupos', ...addresses.map((email) => `${email},${company},/${name}`), ''].join('\n');
      const started = await imports.start(Readable.from([Buffer.from(csv)]), { actor, dryRun: false });
      await imports.ended(started.id);
      const told: string[] = [];
      for await (const { outcome, column, message } of await imports.report(started.id, actor, 'es'))
        told.push([outcome, column, message].filter(Boolean).join(' '));
      return told;
    };
    expect(await outcomes([uniqueEmail()])).toEqual(['sent']);
    await own.console.groups.del({ id });
    const refused = `failed grupos No puede dar el grupo «/${name}»: no existe o no se puede asignar al invitar.`;
    const addresses = [uniqueEmail(), ...(actor === own.mar ? [known] : [])];
    expect(await outcomes(addresses)).toEqual(addresses.map(() => refused));
  }
});

test('however many groups are marked, each can be given', async () => {
  const attributes = { 'invitation.assignable': ['admin'] };
  const { id } = await own.console.groups.create({ name: 'cuadrillas', attributes });
  const names = Array.from({ length: 120 }, (_, i) => `g${i}`);
  const makers = Array.from({ length: 8 }, async () => {
    for (let name = names.pop(); name; name = names.pop())
      await own.console.groups.createChildGroup({ id }, { name, attributes });
  });
  await Promise.all(makers);
  const offered = await assignableGroups(own.sidecar.admin, anAdmin);
  expect(offered.filter(({ path }) => path.startsWith('/cuadrillas'))).toHaveLength(121);
});
