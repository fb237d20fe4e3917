import { beforeAll, beforeEach, expect, test } from '@jest/globals';
import { PAGES } from '../../../src/common/addresses.ts';
import { load } from '../../support/html.ts';
import { createPerson, type Person } from '../../support/people.ts';
import { uniqueEmail, userToken } from '../../support/realm.ts';
import { sidecar } from '../../support/sidecar.ts';
import { signedInCookie } from '../../support/signed-in.ts';

/** The list, its file, and commands for all that match, of the API and of the pages: all refuse the same filters. */
type Answer = { status: number; fields: string[] };
type Door = (query: string, asking: Person) => Promise<Answer>;
let boss: Person;
let company: Person;
const bearers = new Map<Person, string>();
beforeAll(async () => {
  boss = await createPerson({ roles: ['admin'] });
  company = await createPerson({ roles: ['company-admin'], companies: ['sol'] });
});
/** A token holds for five minutes. */
beforeEach(async () => {
  for (const person of [boss, company]) bearers.set(person, `Bearer ${await userToken(person.email)}`);
});

const bearer = (person: Person) => ({ Authorization: bearers.get(person) ?? '' });
const ofApi = ({ status, body }: { status: number; body: { errors?: { field: string }[] } }): Answer => ({
  status,
  fields: (body.errors ?? []).map(({ field }) => field),
});
const API: Record<string, Door> = {
  list: async (query, person) => ofApi(await sidecar().get(`/api/v1/invitations?${query}`).set(bearer(person))),
  file: async (query, person) => ofApi(await sidecar().get(`/api/v1/invitations/export.csv?${query}`).set(bearer(person))),
  command: async (query, person) => {
    const body = { action: 'revoke', dryRun: true };
    return ofApi(await sidecar().post(`/api/v1/invitations/bulk?${query}`).set(bearer(person)).send(body));
  },
};
const faultsShown = ({ text, status }: { text: string; status: number }): Answer => {
  const { $ } = load(text);
  const fields = $('[id$="-error"]').toArray();
  return { status, fields: fields.map((fault) => ($(fault).attr('id') ?? '').replace('-error', '')) };
};
const pageOf = async (query: string, person: Person) =>
  sidecar()
    .get(`${PAGES.admin}?${query}`)
    .set('Cookie', await signedInCookie(person));
const PAGE: Door = async (query, person) => faultsShown(await pageOf(query, person));
const FILE_OF_PAGE: Door = async (query, person) => {
  const cookie = await signedInCookie(person);
  return { ...(await sidecar().get(`${PAGES.exportInvitations}?${query}`).set('Cookie', cookie)), fields: [] };
};
const COMMAND_OF_PAGE: Door = async (query, person) => {
  const cookie = await signedInCookie(person);
  const list = await sidecar().get(PAGES.admin).set('Cookie', cookie);
  const kept = [list.headers['set-cookie'] ?? []].flat().map((each: string) => each.split(';')[0]);
  const form = { _csrf: load(list.text).value('_csrf'), orden: 'revoke' };
  const address = `${PAGES.bulkJobs}?${new URLSearchParams({ lista: query })}`;
  const headers = { Cookie: [...kept, cookie].join('; ') };
  return { ...(await sidecar().post(address).set(headers).type('form').send(form)), fields: [] };
};
const UNKNOWN = [
  ['organization', 'marte'],
  ['organization', '../sol'],
  ['group', '/no/existe'],
  ['group', '/..'],
  ['app', 'nobody'],
  ['app', 'a" invitation.status:"sent'],
  ['inviter', crypto.randomUUID()],
  ['inviter', '..'],
  ['inviter', 'count'],
] as const;

test.each(UNKNOWN)('an unknown %s (%s) is refused at its field everywhere', async (field, value) => {
  const query = `${new URLSearchParams({ [field]: value })}`;
  for (const [name, door] of Object.entries(API))
    expect([name, await door(query, boss)]).toEqual([name, { status: 400, fields: [field] }]);
  expect((await PAGE(query, boss)).fields).toEqual([field]);
  expect([(await FILE_OF_PAGE(query, boss)).status, (await COMMAND_OF_PAGE(query, boss)).status]).toEqual([400, 400]);
});

test.each([
  ['organization', 'marte', 'status=sent'],
  ['app', 'nobody', 'search=ana*'],
  ['inviter', '..', 'sentFrom=2020-01-01'],
] as const)('an unknown %s (%s) is refused with others, too (%s)', async (field, value, other) => {
  const query = `${new URLSearchParams({ [field]: value })}&${other}`;
  for (const [name, door] of Object.entries({ list: API.list, command: API.command, PAGE }))
    expect([name, (await door?.(query, boss))?.fields]).toEqual([name, [field]]);
});

test.each(UNKNOWN)('a company admin finds nobody by an unknown %s (%s), and is not told', async (field, value) => {
  const query = `${new URLSearchParams({ [field]: value })}`;
  for (const [name, door] of Object.entries(API)) {
    const { status, fields } = await door(query, company);
    expect([name, status < 300, fields]).toEqual([name, true, []]);
  }
});

test('of what exists, nobody found is nobody', async () => {
  const { id } = await createPerson({ roles: ['admin'] });
  for (const query of [`inviter=${id}`, `search=${encodeURIComponent(uniqueEmail())}`, 'organization=sol&search=qqqqxzz*'])
    for (const [name, door] of Object.entries({ ...API, PAGE, COMMAND_OF_PAGE })) {
      const { status, fields } = await door(query, boss);
      expect([name, query, status < 400, fields]).toEqual([name, query, true, []]);
    }
});

const UNREADABLE = [
  ...['search', 'organization', 'app', 'inviter', 'group'].map((field) => [field, `${field}=${'a'.repeat(1100)}`] as const),
  ...['search', 'organization', 'app', 'inviter', 'group', 'status', 'sentFrom'].map(
    (field) => [field, `${field}=sent&${field}=sol`] as const,
  ),
  ['status', 'status=nix'],
  ['status', 'status=SENT'],
  ['sentFrom', 'sentFrom=28/11/2026'],
  ['sentUntil', 'sentUntil=2026-02-30'],
  ['sentUntil', 'sentFrom=2026-02-02&sentUntil=2026-02-01'],
] as const;
test('what cannot be read is refused at its field everywhere', async () => {
  for (const [field, query] of UNREADABLE) {
    const named = query.slice(0, 40);
    for (const [name, door] of Object.entries(API))
      expect([name, named, await door(query, company)]).toEqual([name, named, { status: 400, fields: [field] }]);
    const { $ } = load((await pageOf(query, boss)).text);
    // What has no field on the page, as a status, or apps where there are none, is told in its empty place.
    expect([named, $('.field__error').length > 0, $('tbody tr').length]).toEqual([named, true, 0]);
  }
  const files = UNREADABLE.slice(-5).map(async ([, query]) => (await FILE_OF_PAGE(query, boss)).status);
  expect(await Promise.all(files)).toEqual([400, 400, 400, 400, 400]);
});

test('control characters and signs of a query find nobody, and lead nowhere else', async () => {
  for (const value of ['\u0000', '\u0001', '"', "'; --", '%', '*', '\\', 'a:b', '../../users', '💥'])
    for (const field of ['search', 'organization', 'app', 'group', 'inviter'])
      for (const [name, door] of Object.entries(value === '\u0000' ? { ...API, PAGE } : { list: API.list })) {
        const status = (await door?.(`${new URLSearchParams({ [field]: value })}`, boss))?.status;
        expect([name, field, value, status]).toEqual([name, field, value, expect.any(Number)]);
        expect(status).toBeLessThan(500);
      }
  // Half a character, as only JSON can say it.
  for (const field of ['search', 'organization', 'app', 'group', 'inviter']) {
    const answer = await sidecar()
      .post('/api/v1/invitations/bulk')
      .set({ ...bearer(boss), 'Content-Type': 'application/json' })
      .send(`{"action":"revoke","dryRun":true,"${field}":"a\\ud83d"}`);
    expect([field, answer.status < 500]).toEqual([field, true]);
  }
});
