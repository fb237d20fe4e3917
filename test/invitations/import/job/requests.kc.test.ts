import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Actor } from '../../../../src/authority/actor.ts';
import { type Bulk, openBulk } from '../../../../src/wiring.ts';
import { anAdmin, companyAdmin } from '../../../support/actors.ts';
import { testEnvironment } from '../../../support/environment.ts';
import { type Switch, startSwitch } from '../../../support/keycloak-switch.ts';
import { createOwnRealm, type OwnRealm } from '../../../support/own-realm.ts';
import { mailedOnce, newFile } from '../support.ts';

/** What a row costs Keycloak: an import of 100,000 is as fast as that. */
let realm: OwnRealm;
let line: Switch;
let bulk: Bulk;
let dir: string;
let gestora: Actor;

beforeAll(async () => {
  const { keycloakUrl } = testEnvironment();
  [realm, line, dir] = [await createOwnRealm(), await startSwitch(keycloakUrl), await mkdtemp(join(tmpdir(), 'requests-test-'))];
  bulk = await openBulk(realm.sidecar({ IMPORT_DIR: dir, KEYCLOAK_URL: line.url, KEYCLOAK_PUBLIC_URL: keycloakUrl }));
  const { id } = await realm.console.organizations.create({ alias: 'mar', name: 'Mar', enabled: true, domains: [] });
  gestora = companyAdmin({ id, alias: 'mar', name: 'Mar' });
});
afterAll(async () => {
  await bulk?.imports.stop();
  await line?.stop();
  await realm?.remove();
  await rm(dir, { recursive: true, force: true });
});

const ROWS = 20;
const PER_ROW = [
  ['create', /^POST .*\/users\/?$/],
  ['join', /^POST .*\/organizations\/[^/]+\/members$/],
  ['mail', /^PUT .*\/users\/[^/]+\/execute-actions-email\?/],
  ['other', /\/users\b/],
] as const;

/** How often each was asked for. */
async function requestsOf(actor: Actor, csv: string): Promise<object> {
  line.forgetRequests();
  const { id } = await bulk.imports.start(Readable.from([Buffer.from(csv)]), { actor, dryRun: false });
  await bulk.imports.ended(id);
  expect(await bulk.imports.view(id, actor)).toMatchObject({ state: 'done', sent: ROWS, failed: 0 });
  const kindOf = (text: string) => PER_ROW.find(([, shape]) => shape.test(text))?.[0];
  const count = (name: string) => line.requests.filter((text) => kindOf(text) === name).length;
  // Once in a while an import asks for the user profile and for its rights, however many rows it has.
  expect(count('other')).toBeLessThan(ROWS);
  return { create: count('create'), join: count('join'), mail: count('mail') };
}

test('a row takes two requests, and one more where there is a company', async () => {
  const { csv, addresses } = newFile(ROWS);
  expect(await requestsOf(anAdmin, csv)).toEqual({ create: ROWS, join: 0, mail: ROWS });
  expect(await requestsOf(gestora, newFile(ROWS).csv)).toEqual({ create: ROWS, join: ROWS, mail: ROWS });
  expect(await mailedOnce(addresses)).toBe(true);
});
