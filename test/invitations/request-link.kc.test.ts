import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createBulk } from '../../src/bulk.ts';
import { invite } from '../../src/invitations/invite.ts';
import { createLinkRequests } from '../../src/invitations/request-link.ts';
import { type Sender, startSender } from '../../src/invitations/sender.ts';
import { readInvitation, writeRecord } from '../../src/invitations/store.ts';
import { serviceAccountNotes } from '../../src/keycloak/notes.ts';
import { anAdmin } from '../support/actors.ts';
import { testEnvironment } from '../support/environment.ts';
import { createOwnRealm, type OwnRealm, type OwnSidecar } from '../support/own-realm.ts';
import { createUser, uniqueEmail } from '../support/realm.ts';
import { type Switch, startSwitch } from '../support/switch.ts';
import { until } from '../support/wait.ts';
import { mailCounts } from './import/support.ts';

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
  const bulk = await createBulk(sidecar);
  sender = startSender({ ...sidecar, ...bulk, notes: serviceAccountNotes(sidecar.admin) }, { interval: 300, grace: 500 });
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
