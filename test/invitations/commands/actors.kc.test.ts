import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { PERSON, signedIn, WORKER } from '../../../src/authority/actor.ts';
import { actOfText } from '../../../src/authority/acts.ts';
import { amend } from '../../../src/invitations/commands/amend.ts';
import { invite } from '../../../src/invitations/commands/invite.ts';
import { resend } from '../../../src/invitations/commands/resend.ts';
import { MOVES } from '../../../src/invitations/record/life-cycle.ts';
import { markUser } from '../../../src/invitations/record/status-changes.ts';
import { anAdmin, companyAdmin } from '../../support/actors.ts';
import { createOwnRealm, type OwnRealm, type OwnSidecar } from '../../support/own-realm.ts';
import { uniqueEmail } from '../../support/realm.ts';

/** The account itself remembers who has acted on it, and for which company: whose it is is decided by that. */
let realm: OwnRealm;
let sidecar: OwnSidecar;

beforeAll(async () => {
  realm = await createOwnRealm();
  sidecar = realm.sidecar();
});

afterAll(() => realm.remove());

const attributesOf = async (id: string): Promise<Record<string, string[]>> =>
  (await realm.console.users.findOne({ id }))?.attributes ?? {};
const actors = async (id: string) =>
  (await attributesOf(id))['invitation.actors']?.map(actOfText).map(({ command, actor, company }) => [command, actor, company]);

test('each command is written down with who gave it, whatever is written afterwards', async () => {
  const { id: companyId = '' } = await realm.console.organizations.create({ alias: 'mar', name: 'Mar', domains: [] });
  const ofMar = companyAdmin({ id: companyId, alias: 'mar', name: 'Mar' });
  const { id } = await invite(sidecar, { email: uniqueEmail(), organization: 'mar' }, { actor: ofMar });
  await amend(sidecar, signedIn({ ...anAdmin, userId: 'root' }), id, { firstName: 'Eva' });
  await resend(sidecar, PERSON, id);
  await markUser(sidecar.admin, id, MOVES.open);
  expect(await actors(id)).toEqual([
    ['invite', 'test', companyId],
    ['amend', 'root', undefined],
    ['resend', 'person', undefined],
  ]);
});

test('an invitation of an older version, which has written no actors down, says that some are unknown', async () => {
  const { id } = await invite(sidecar, { email: uniqueEmail() }, { actor: anAdmin });
  const user = await realm.console.users.findOne({ id });
  const { 'invitation.actors': _, ...older } = user?.attributes ?? {};
  await realm.console.users.update({ id }, { ...user, attributes: older });
  await markUser(sidecar.admin, id, MOVES.open);
  expect(await actors(id)).toBeUndefined();
  await resend(sidecar, WORKER, id);
  expect(await actors(id)).toEqual([
    ['unknown', 'unknown', undefined],
    ['resend', 'worker', undefined],
  ]);
});

test('what a newer version has written stays where this one writes', async () => {
  const profile = await realm.console.users.getProfile();
  await realm.console.users.updateProfile({ ...profile, unmanagedAttributePolicy: 'ADMIN_EDIT' as never });
  const { id } = await invite(sidecar, { email: uniqueEmail() }, { actor: anAdmin });
  const user = await realm.console.users.findOne({ id });
  await realm.console.users.update({ id }, { ...user, attributes: { ...user?.attributes, 'invitation.newer': ['kept'] } });
  await resend(sidecar, anAdmin, id);
  expect(await attributesOf(id)).toMatchObject({ 'invitation.newer': ['kept'], 'invitation.sends': ['2'] });
});
