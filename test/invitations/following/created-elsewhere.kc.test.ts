import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { invitationOf } from '../../../src/invitations/record/invitation.ts';
import { mailsTo, mailTo } from '../../support/mail.ts';
import { createOwnRealm, type OwnRealm } from '../../support/own-realm.ts';
import { type OwnWorker, startOwnWorker } from '../../support/own-worker.ts';
import { createUser, uniqueEmail } from '../../support/realm.ts';
import { createScimClient, type ScimClient, scimPerson } from '../../support/scim.ts';
import { until } from '../../support/wait.ts';

jest.setTimeout(180_000);

/** Long enough for a machine that runs other things, too; the wait ends as soon as the mail is there. */
const WAIT = { timeout: 60_000 };

let realm: OwnRealm;
let worker: OwnWorker;
let scim: ScimClient;
beforeAll(async () => {
  realm = await createOwnRealm();
  scim = await createScimClient(realm.console);
  worker = await startOwnWorker(realm);
  await until('the first look', async () => (await worker.metrics()).includes('worker_lag_seconds{job="watcher"} 0'), WAIT);
});
afterAll(async () => {
  await worker?.stop();
  await realm?.remove();
});

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

test('people of a partial import are invited, whatever their ids', async () => {
  const people = [{ id: `jdoe-${Date.now()}`, email: uniqueEmail('import') }, { email: uniqueEmail('import') }];
  const users = people.map((person) => ({ ...person, username: person.email, enabled: true }));
  const rep = { ifResourceExists: 'FAIL', users };
  const { results } = (await realm.console.realms.partialImport({ realm: realm.console.realmName, rep } as never)) as {
    results: { id: string }[];
  };
  for (const { email } of people) await mailTo(email, WAIT);
  for (const { id } of results) expect((await sent(id)).sends).toBe(1);
  const { email } = await createUser(realm.console, { password: null });
  await mailTo(email, WAIT);
  for (const person of people) expect(await mailsTo(person.email)).toHaveLength(1);
});
