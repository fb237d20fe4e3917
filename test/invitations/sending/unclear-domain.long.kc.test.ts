import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { amend } from '../../../src/invitations/commands/amend.ts';
import { resend } from '../../../src/invitations/commands/resend.ts';
import { readInvitation } from '../../../src/invitations/record/store.ts';
import { createMailLog } from '../../../src/invitations/sending/mail-log.ts';
import { sendIfDue } from '../../../src/invitations/sending/send-if-due.ts';
import { anAdmin } from '../../support/actors.ts';
import { load } from '../../support/html.ts';
import { adminToken, keyOf } from '../../support/invite.ts';
import { mailsTo, mailTo } from '../../support/mail.ts';
import { createOwnRealm, type OwnRealm } from '../../support/own-realm.ts';
import { type OwnWorker, startOwnWorker } from '../../support/own-worker.ts';
import { createUser, realmAdmin, uniqueEmail } from '../../support/realm.ts';
import { createScimClient, scimPerson } from '../../support/scim.ts';
import { sidecar, visitor } from '../../support/sidecar.ts';
import { until } from '../../support/wait.ts';

/** Keycloak mails `strasse…` for an address of `straße…`, which may be somebody else's domain: whoever gets that link would have the account. */
const domains = () => {
  const mark = uniqueEmail().split('@')[0];
  return { written: `straße-${mark}.test`, mailed: `strasse-${mark}.test` };
};

let realm: OwnRealm;
let worker: OwnWorker;
beforeAll(async () => {
  realm = await createOwnRealm();
  worker = await startOwnWorker(realm);
});
afterAll(async () => {
  await worker?.stop();
  await realm?.remove();
});

test('nobody is invited at such an address, and the field says how to write it', async () => {
  const { written, mailed } = domains();
  const asked = sidecar()
    .post('/api/v1/invitations')
    .set({ authorization: `Bearer ${await adminToken()}`, 'accept-language': 'es' });
  const { errors } = (await asked.send({ email: `olga@${written}` }).expect(400)).body;
  expect(errors).toEqual([expect.objectContaining({ field: 'email', message: expect.stringContaining('xn--') })]);
  expect(await mailsTo(`olga@${mailed}`)).toEqual([]);
});

test('a link that has left all the same, by the console’s own mail, activates nothing', async () => {
  const { written, mailed } = domains();
  const admin = realmAdmin();
  const { id } = await createUser(admin, { email: `olga@${written}`, password: null });
  await admin.users.executeActionsEmail({ id, actions: ['UPDATE_PASSWORD', 'UPDATE_PROFILE'] });
  const key = keyOf(await mailTo(`olga@${mailed}`));
  const page = load((await visitor().get('/activar').query({ key }).expect(403)).text);
  expect([page.heading, page.$('[name="password"]').length]).toEqual(['Este enlace está retenido por seguridad', 0]);
});

test.each([
  ['in the console', async (email: string) => (await createUser(realm.console, { email, password: null })).id],
  [
    'by SCIM',
    async (email: string) =>
      (await (await createScimClient(realm.console)).send('POST', '/Users', scimPerson(email))).body.id as string,
  ],
])('an account that others made %s is mailed once its address is in ASCII', async (_, make) => {
  const { written, mailed } = domains();
  const id = await make(`olga@${written}`);
  const own = realm.sidecar();
  const now = () => readInvitation(own.admin, id);
  await until('the invitation', async () => (await now().catch(() => undefined))?.status === 'failed', { timeout: 60_000 });
  expect((await now()).error).toContain('xn--');
  await expect(resend(own, anAdmin, id)).rejects.toMatchObject({ code: 'domain_unclear' });
  expect(await sendIfDue({ ...own, mailLog: createMailLog(own.admin) }, id)).toBe('waits');
  expect(await mailsTo(`olga@${mailed}`)).toEqual([]);
  const ascii = `olga@${new URL(`http://${written}`).hostname}`;
  expect(await amend(own, anAdmin, id, { email: ascii })).toMatchObject({ status: 'sent', error: undefined });
  await mailTo(ascii);
});
