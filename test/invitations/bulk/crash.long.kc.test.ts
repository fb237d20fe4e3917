import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import supertest from 'supertest';
import { CLIENT_ID } from '../../../src/dev/keycloak/fixed-names.ts';
import { startSender } from '../../../src/invitations/sending/sender.ts';
import { openBulk } from '../../../src/wiring.ts';
import { createOwnRealm, type OwnRealm } from '../../support/own-realm.ts';
import { ownToken } from '../../support/own-token.ts';
import { ADMIN_CLIENT, createTestClients } from '../../support/realm-setup.ts';
import { startOwnProcess } from '../../support/sidecar-process.ts';
import { until } from '../../support/wait.ts';
import { importFile, mailCounts, newFile } from '../import/support.ts';

/** A job over many whose process is killed goes on at the next one, and nobody but those in flight gets two mails for it. */
const MANY = 40;
const IN_FLIGHT = 32;
let realm: OwnRealm;
let dir: string;
beforeAll(async () => {
  [realm, dir] = [await createOwnRealm(), await mkdtemp(join(tmpdir(), 'bulk-test-'))];
  await createTestClients(realm.console, CLIENT_ID);
});
afterAll(async () => {
  await realm?.remove();
  await rm(dir, { recursive: true, force: true });
});

test('everybody is mailed again, and nobody but those in flight twice, though the process is killed in the middle', async () => {
  const { csv, addresses } = newFile(MANY);
  await importFile(realm.sidecar(), csv);
  const { config } = realm.sidecar();
  const settings = {
    KEYCLOAK_REALM: config.keycloak.realm,
    KEYCLOAK_CLIENT_SECRET: config.keycloak.clientSecret,
    IMPORT_DIR: join(dir, 'imports'),
    ROLE: 'web',
  };
  const extra = async () => [...(await mailCounts(addresses)).values()].filter((count) => count > 1).length;

  const first = await startOwnProcess({ ...settings, MAIL_RATE_LIMIT: '10' });
  const token = await ownToken(config.keycloak.realm, { grant_type: 'client_credentials' }, ADMIN_CLIENT);
  const ask = (url: string, method: 'get' | 'post', path: string) =>
    supertest(url)[method](`/api/v1/invitations/bulk${path}`).set('Authorization', `Bearer ${token}`);
  const { body } = await ask(first.url, 'post', '').send({ action: 'resend', status: 'sent' }).expect(202);
  expect(body.rows).toBe(MANY);
  await until('a third of the mails', async () => (await extra()) > MANY / 3, { timeout: 60_000, interval: 100 });
  await first.kill();
  expect(await extra()).toBeLessThan(MANY);

  const second = await startOwnProcess(settings);
  const sidecar = realm.sidecar();
  const sender = startSender({ ...sidecar, ...(await openBulk(sidecar)) }, { interval: 1000, grace: 5000 });
  try {
    const job = await until(
      'the end of the job',
      async () => {
        const { body: view } = await ask(second.url, 'get', `/${body.id}`);
        return view.state !== 'running' && view;
      },
      { timeout: 120_000, interval: 500 },
    );
    expect(job).toMatchObject({ state: 'done', rows: MANY, done: MANY, failed: 0 });
    await until('a mail more for everybody', async () => (await extra()) === MANY, { timeout: 60_000, interval: 500 });
    const counts = [...(await mailCounts(addresses)).values()];
    expect(counts.filter((count) => count > 3)).toEqual([]);
    expect(counts.filter((count) => count === 3).length).toBeLessThanOrEqual(IN_FLIGHT);
  } finally {
    await sender.stop();
    await second.stop();
  }
});
