import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { InvitedBy } from '../../../src/invitations/commands/invite.ts';
import { inviteOnce } from '../../../src/invitations/commands/invite-once.ts';
import { STAND_IN_DOMAIN } from '../../../src/invitations/record/invitation.ts';
import { readInvitation } from '../../../src/invitations/record/store.ts';
import { startSender } from '../../../src/invitations/sending/sender.ts';
import type { Organization } from '../../../src/keycloak/realm/organizations.ts';
import { type Bulk, openBulk } from '../../../src/wiring.ts';
import { companyAdmin } from '../../support/actors.ts';
import { testEnvironment } from '../../support/environment.ts';
import { type Switch, startSwitch } from '../../support/keycloak-switch.ts';
import { mailsTo } from '../../support/mail.ts';
import { createOwnRealm, type OwnRealm, type OwnSidecar } from '../../support/own-realm.ts';
import { createUser, uniqueEmail } from '../../support/realm.ts';
import { until } from '../../support/wait.ts';

/** Invitations of a company admin that the line to Keycloak breaks in the middle of: each becomes one user, one member, one mail. */
const { keycloakUrl } = testEnvironment();

let realm: OwnRealm;
let line: Switch;
let sidecar: OwnSidecar;
let bulk: Bulk;
let dir: string;
let ofMar: InvitedBy;
let mar: Organization;

beforeAll(async () => {
  [realm, line, dir] = [await createOwnRealm(), await startSwitch(keycloakUrl), await mkdtemp(join(tmpdir(), 'begun-test-'))];
  sidecar = realm.sidecar({ IMPORT_DIR: dir, KEYCLOAK_URL: line.url, KEYCLOAK_PUBLIC_URL: keycloakUrl });
  bulk = await openBulk(sidecar);
  const { id } = await realm.console.organizations.create({ alias: 'mar', name: 'Mar', enabled: true, domains: [] });
  mar = { id, alias: 'mar', name: 'Mar' };
  ofMar = { actor: companyAdmin(mar) };
});
afterAll(async () => {
  await line?.stop();
  await realm?.remove();
  await rm(dir, { recursive: true, force: true });
});

const LOST = [
  ['the answer to its creation', 'POST', /\/users\/?$/, 'answer'],
  ['its membership', 'POST', /\/members$/, 'request'],
  ['the answer to its membership', 'POST', /\/members$/, 'answer'],
] as const;

/** Not before: on a busy machine it could finish an invitation that is about to be asked for again. */
async function whileSending(work: () => Promise<unknown>): Promise<void> {
  const sender = startSender({ ...sidecar, ...bulk }, { interval: 300, grace: 1000 });
  await work().finally(() => sender.stop());
}

async function expectInvitedOnce(email: string): Promise<string> {
  const [user] = await realm.console.users.find({ email, exact: true });
  const id = user?.id ?? '';
  await whileSending(() =>
    until('the mail and its record', async () => {
      const { status, sends } = await readInvitation(sidecar.admin, id);
      return status === 'sent' && sends === 1 && (await mailsTo(email)).length > 0;
    }),
  );
  const companies = await realm.console.organizations.memberOrganizations({ userId: id });
  expect(companies.map(({ alias }) => alias)).toEqual(['mar']);
  expect((await mailsTo(email)).map(({ subject }) => subject)).toEqual(['Activación de cuenta Amperecloud']);
  const standIns = await realm.console.users.find({ search: STAND_IN_DOMAIN, briefRepresentation: false });
  expect(standIns.filter(({ attributes }) => attributes?.['invitation.email']?.[0] === email)).toEqual([]);
  return id;
}

test.each(LOST)('a row of an import that loses %s', async (_what, method, path, when) => {
  const email = uniqueEmail();
  line.loseNext(method, path, when);
  const request = { ...ofMar, dryRun: false };
  const { id } = await bulk.imports.start(Readable.from([Buffer.from(`correo\n${email}\n`)]), request);
  await bulk.imports.ended(id);
  expect(line.hasLost).toBe(true);
  expect(await bulk.imports.view(id, ofMar.actor)).toMatchObject({ state: 'done', created: 1, sent: 1, skipped: 0, failed: 0 });
  await expectInvitedOnce(email);
});

describe('a single invitation', () => {
  const invite = (email: string) => inviteOnce(sidecar, ofMar, { email, organization: 'mar' }, undefined);

  test.each(LOST.slice(0, 2))('that lost %s is finished when it is asked for again', async (_what, method, path, when) => {
    const email = uniqueEmail();
    line.loseNext(method, path, when);
    await expect(invite(email)).rejects.toThrow();
    expect(line.hasLost).toBe(true);
    const { invitation } = await invite(email);
    expect(invitation).toMatchObject({ email, organization: 'mar', status: 'queued' });
    expect(await expectInvitedOnce(email)).toBe(invitation.id);
    await expect(invite(email)).rejects.toMatchObject({ code: 'email_exists' });
  });

  test('of somebody who has an account elsewhere is finished the same way', async () => {
    const { email } = await createUser(realm.console);
    line.loseNext('POST', /\/members$/, 'request');
    await expect(invite(email)).rejects.toThrow();
    const { invitation } = await invite(email);
    expect(invitation).toMatchObject({ email, organization: 'mar', status: 'queued' });
    await whileSending(() =>
      until('the mail', async () => (await readInvitation(sidecar.admin, invitation.id)).status === 'sent'),
    );
    expect((await mailsTo(email)).map(({ subject }) => subject)).toEqual(['Invitación para unirse a una empresa en Amperecloud']);
    await expect(invite(email)).rejects.toMatchObject({ code: 'email_exists' });
  });

  test('that several ask for at the same moment is made once', async () => {
    const email = uniqueEmail();
    const answers = await Promise.allSettled([invite(email), invite(email), invite(email)]);
    expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected', 'rejected']);
    await expectInvitedOnce(email);
  });
});
