import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { anAdmin, companyAdmin } from '../../../support/actors.ts';
import { testEnvironment } from '../../../support/environment.ts';
import { type Switch, startSwitch } from '../../../support/keycloak-switch.ts';
import { createOwnRealm, type OwnRealm, type OwnSidecar } from '../../../support/own-realm.ts';
import { importFile, mailedOnce, newFile } from '../support.ts';

/** Keycloak's database is restarted, or a proxy before it lets no more requests through, in the middle of an import. The answers in between are those that 26.7.4 gave on PostgreSQL. */
const { keycloakUrl } = testEnvironment();
const FAILURE = {
  status: 500,
  body: { error: 'unknown_error', error_description: 'For more on this error consult the server log.' },
};
const BROKEN_OFF = { status: 400, body: { errorMessage: 'Could not create user' } };
const HALF_AN_ANSWER = { status: 400, body: { error: 'unknown_error', error_description: 'Cannot parse the JSON' } };
const ROWS = 12;

let realm: OwnRealm;
let sidecar: OwnSidecar;
let keycloak: Switch;
let dir: string;
beforeAll(async () => {
  [realm, keycloak, dir] = [
    await createOwnRealm(),
    await startSwitch(keycloakUrl),
    await mkdtemp(join(tmpdir(), 'database-away-test-')),
  ];
  sidecar = realm.sidecar({ IMPORT_DIR: dir, KEYCLOAK_URL: keycloak.url, KEYCLOAK_PUBLIC_URL: keycloakUrl });
});
afterEach(() => keycloak.restore());
afterAll(async () => {
  await keycloak?.stop();
  await realm?.remove();
  await rm(dir, { recursive: true, force: true });
});

test('an import makes and mails everybody once, whatever Keycloak answers meanwhile, or where its answer is lost', async () => {
  const { csv, addresses } = newFile(ROWS);
  keycloak.answerNext(3, 'POST', /\/users$/, BROKEN_OFF);
  keycloak.answerNext(6, 'POST', /\/users$/, FAILURE);
  keycloak.answerNext(1, 'GET', /\/users\/0{8}-/, HALF_AN_ANSWER);
  // The account is made all the same.
  keycloak.loseNext('POST', /\/users$/, 'answer');
  keycloak.answerNext(3, 'PUT', /\/execute-actions-email/, FAILURE);
  expect(await importFile(sidecar, csv)).toMatchObject({
    state: 'done',
    rows: ROWS,
    created: ROWS,
    sent: ROWS,
    failed: 0,
    skipped: 0,
  });
  expect(keycloak.hasLost).toBe(true);
  expect(await mailedOnce(addresses)).toBe(true);
});

test('an import goes on by itself after a proxy has answered 429 to everything for a while, to new tokens, too', async () => {
  const { csv, addresses } = newFile(ROWS);
  keycloak.doBeforeAnswer('POST', /\/users$/, async () => {
    sidecar.admin.onTokenRefused?.();
    keycloak.cut(429);
    setTimeout(() => keycloak.restore(), 6000);
  });
  const counts = { state: 'done', rows: ROWS, created: ROWS, sent: ROWS, failed: 0, skipped: 0 };
  expect(await importFile(sidecar, csv)).toMatchObject(counts);
  expect(await mailedOnce(addresses)).toBe(true);
});

test('a dry run asks again, too: how many there are, for the list of them, and for single rows', async () => {
  const alias = 'sal';
  const { id: company = '' } = await realm.console.organizations.create({ alias, name: 'Sal', enabled: true, domains: [] });
  const { csv, addresses } = newFile(ROWS);
  const [email = ''] = addresses;
  const { id: userId = '' } = await realm.console.users.create({ username: email, email, enabled: true });
  await realm.console.organizations.addMember({ orgId: company, userId });
  const lists = { admin: /\/users\/?\?first=/, member: /\/members\/?\?/ };
  for (const [actor, list] of [
    [anAdmin, lists.admin],
    [companyAdmin({ id: company, alias, name: 'Sal' }), lists.member],
  ] as const) {
    keycloak.answerNext(1, 'GET', /\/count/, FAILURE);
    keycloak.answerNext(2, 'GET', list, FAILURE);
    keycloak.answerNext(1, 'GET', /\/users\/?\?email=/, FAILURE);
    const checked = await importFile(sidecar, csv, actor, true);
    expect(checked).toMatchObject({ state: 'done', rows: ROWS, skipped: 1, failed: 0, ok: ROWS - 1, created: 0 });
    expect(keycloak.hasLost).toBe(true);
  }
});
