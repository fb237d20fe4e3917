import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Folding, foldedWords } from '../../../src/common/folding.ts';
import { createInvitationList } from '../../../src/invitations/listing/list.ts';
import { noteFill } from '../../../src/invitations/record/findable-state.ts';
import type { Organization } from '../../../src/keycloak/realm/organizations.ts';
import { serviceAccountNotes } from '../../../src/keycloak/realm/service-account.ts';
import { importUsers, listedCompany, listedUser } from '../../support/listed-users.ts';
import { createOwnRealm, type OwnRealm } from '../../support/own-realm.ts';
import { startOwnWorker } from '../../support/own-worker.ts';
import { until } from '../../support/wait.ts';

/** Names, by the part of the address before the @, and what people type who look for them. */
const PEOPLE: Record<string, { firstName: string; searches: string[] }> = {
  n1: { firstName: 'Hanna Straße', searches: ['strasse', 'STRASSE', 'Straße'] },
  n2: { firstName: 'Łukasz', searches: ['łukasz'] },
  n3: { firstName: 'Søren Ærø', searches: ['soren', 'aero', 'Søren aero'] },
  n4: { firstName: 'Đoàn', searches: ['doan', 'đoan'] },
  n5: { firstName: 'Işık', searches: ['isik', 'ışık', 'IŞIK', 'Işık'] },
  n6: { firstName: 'Gal·la', searches: ['galla', 'gal·la', 'GALLA', 'gal.la'] },
  n7: { firstName: 'Nora O’Connor', searches: ['oconnor', "nora o'connor"] },
  n8: { firstName: "Noel O'Connor", searches: ['noel oconnor', 'noel o’connor'] },
  n10: { firstName: `${Array.from({ length: 12 }, (_, i) => `Uno${i}`).join(' ')} Zamora`, searches: ['zamóra', 'uno11 Zamora'] },
  n9: { firstName: 'Pau l’Hospitalet', searches: ['hospitalet', 'l’hospitalet', 'lhospitalet'] },
};
/** Was invited before the upgrade, like all the others, and has a name that Łukasz is looked for by. */
const ASCII = 'n0';
const NEW = 'new';
let realm: OwnRealm;
let company: Organization;

const user = (local: string, firstName: string) => listedUser({ email: `${local}@fold.test`, firstName });
/** As an earlier version wrote it. */
function older(local: string, firstName: string) {
  const now = user(local, firstName);
  const words = [firstName, local].flatMap((text) => foldedWords(text, 'accents')).map((word) => word.padEnd(256, '.'));
  return { ...now, attributes: { ...now.attributes, 'invitation.words': words } };
}

beforeAll(async () => {
  realm = await createOwnRealm();
  const people = Object.entries(PEOPLE).map(([local, { firstName }]) => older(local, firstName));
  const users = [...people, older(ASCII, 'Lukasz'), user(NEW, 'Łukasz')];
  const ids = await importUsers(realm.console, users);
  company = await listedCompany(realm.console, 'fold');
  for (const userId of ids.values()) await realm.console.organizations.addMember({ orgId: company.id, userId });
});
afterAll(() => realm?.remove());

/** Of a sidecar that has just started. */
async function found(search: string, organization?: string): Promise<string[]> {
  const { items } = await createInvitationList(realm.sidecar()).page({ all: true }, { first: 0, max: 25, search, organization });
  return items.map(({ email }) => email.split('@')[0] ?? '').sort();
}
const inCompany = (search: string) => found(search, company.alias);
const folding = (): Promise<Folding> => realm.sidecar().findable.folding();

test('who was invited before an upgrade is found as before until the worker has been there', async () => {
  const { admin } = realm.sidecar();
  const completedAt = Date.now();
  const halfway = () => noteFill(admin, { status: 1, first: 0, completedAt, isOlder: true });
  for (const note of [() => serviceAccountNotes(admin).write('findable', `2 3 500 ${completedAt}`), halfway]) {
    await note();
    expect(await folding()).toBe('accents');
    expect(await found('Łukasz')).toEqual(['n2', NEW]);
    expect(await found('lukasz')).toEqual([ASCII, NEW]);
    expect(await found('connor')).toEqual(['n7', 'n8']);
    expect(await found('Gal·la')).toEqual(['n6']);
  }
});

test('then people are found as a plain keyboard types their names', async () => {
  await serviceAccountNotes(realm.sidecar().admin).write('findable', `2 0 0 ${Date.now()}`);
  const worker = await startOwnWorker(realm);
  try {
    await until('the plain words', async () => (await folding()) === 'plain', { timeout: 90_000, interval: 500 });
  } finally {
    await worker.stop();
  }
  for (const search of ['lukasz', 'Łukasz', 'ŁUKASZ'])
    expect([search, await found(search)]).toEqual([search, [ASCII, 'n2', NEW]]);
  for (const search of ['connor', 'oconnor', "o'connor", 'o’connor'])
    expect([search, await found(search)]).toEqual([search, ['n7', 'n8']]);
  for (const [local, { searches }] of Object.entries(PEOPLE))
    for (const search of searches) expect([search, await found(search)]).toEqual([search, expect.arrayContaining([local])]);
});

test('an address is found as mail programs copy it, in the realm, in a company, and over the API of lists', async () => {
  for (const search of ['Hanna S. <n1@fold.test>', 'mailto:n1@fold.test', 'N1@fold.test,', '<n1@fold.test>;'])
    expect([search, await found(search), await inCompany(search)]).toEqual([search, ['n1'], ['n1']]);
});

test('in a company of few, parts of words are found so, too, whatever the worker has done', async () => {
  const { admin } = realm.sidecar();
  for (const note of ['', `2 0 0 ${Date.now()}`, `3 0 0 ${Date.now()} 3`]) {
    await serviceAccountNotes(admin).write('findable', note);
    for (const search of ['lukasz', 'ŁUKASZ', 'ukas', 'ŁUK*'])
      expect([search, await inCompany(search)]).toEqual([search, [ASCII, 'n2', NEW]]);
    for (const search of ['onno', 'oconn', "o'conn", 'o’connor'])
      expect([search, await inCompany(search)]).toEqual([search, ['n7', 'n8']]);
    for (const [local, { searches }] of Object.entries(PEOPLE))
      for (const search of searches) expect([search, await inCompany(search)]).toEqual([search, expect.arrayContaining([local])]);
  }
});

test('parts of words in the whole realm are found as they are typed, and as a plain keyboard types them', async () => {
  expect(await found('Łuka*')).toEqual([ASCII, 'n2', NEW]);
  expect(await found('O’Conn*')).toEqual(['n7', 'n8']);
  // Keycloak's database compares letter by letter.
  expect(await found('luka*')).toEqual([ASCII]);
});
