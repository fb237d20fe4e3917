import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Reach } from '../../../src/authority/reach.ts';
import { createInvitationList, type InvitationList } from '../../../src/invitations/listing/list.ts';
import { noteFill } from '../../../src/invitations/record/findable-state.ts';
import type { Organization } from '../../../src/keycloak/realm/organizations.ts';
import { openBulk } from '../../../src/wiring.ts';
import { anAdmin } from '../../support/actors.ts';
import { importUsers, listedCompany, listedUser } from '../../support/listed-users.ts';
import { createOwnRealm, type OwnRealm, type OwnSidecar } from '../../support/own-realm.ts';
import { startOwnWorker } from '../../support/own-worker.ts';
import { until } from '../../support/wait.ts';
import { newFile } from '../import/support.ts';

/** Lists of companies that are too large to be read as a whole: of more than 100 members. */
let realm: OwnRealm;
let sidecar: OwnSidecar;
let list: InvitationList;
let [mar, sal]: Organization[] = [];
/** User ids by username. */
let ids: Map<string, string>;
const MEMBERS = 110;
/** The worker looks at the log of memberships every 15 s, and goes through all invitations with pauses. */
const PATIENT = { timeout: 90_000, interval: 500 };
const username = (i: number) => `p${String(i).padStart(3, '0')}@mar.test`;
const of = (company: Organization | undefined): Reach => ({ all: false, organizations: company ? [company] : [] });

const join = (into: Organization | undefined, email: string) =>
  realm.console.organizations.addMember({ orgId: into?.id ?? '', userId: ids.get(email) ?? '' });
const leave = (from: Organization | undefined, email: string) =>
  realm.console.organizations.delMember({ orgId: from?.id ?? '', userId: ids.get(email) ?? '' });

/** All pages of a list, one by one, as somebody follows `next`. */
async function walk(reach: Reach, query: object = {}, max = 40): Promise<string[]> {
  const seen: string[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await list.page(reach, { first: 0, max, cursor, ...query });
    seen.push(...page.items.map(({ email }) => email));
    cursor = page.next;
    if (cursor === undefined) return seen;
    expect(page.items).toHaveLength(max);
  }
}

beforeAll(async () => {
  realm = await createOwnRealm();
  sidecar = realm.sidecar();
  list = createInvitationList(sidecar);
  [mar, sal] = [await listedCompany(realm.console, 'mar'), await listedCompany(realm.console, 'sal')];
  const people = Array.from({ length: MEMBERS }, (_, i) => {
    const person = { email: username(i), firstName: i === 7 ? 'Lucía' : 'Ana', lastName: i % 2 ? 'Martínez Ibáñez' : 'Vega' };
    return listedUser(person, mar && [mar], i < 5 ? 'failed' : i < MEMBERS - 5 ? 'sent' : 'revoked');
  });
  ids = await importUsers(realm.console, people);
  const queue = Array.from({ length: MEMBERS }, (_, i) => username(i)).values();
  const work = async () => {
    for (const email of queue) await join(mar, email);
  };
  await Promise.all(Array.from({ length: 6 }, work));
  await noteFill(sidecar.admin, { status: 0, first: 0, completedAt: Date.now() });
});
afterAll(() => realm?.remove());

const all = Array.from({ length: MEMBERS }, (_, i) => username(i));

test('every page is full, what wants attention comes first, and nobody is missing or twice', async () => {
  expect(await walk(of(mar))).toEqual(all);
  expect(await walk(of(mar), { status: 'failed' })).toEqual(all.slice(0, 5));
  const { counts, total, totalIs } = await list.page(of(mar), { first: 0, max: 25 });
  expect(counts).toMatchObject({ failed: 5, sent: 100, revoked: 5 });
  expect([total, totalIs]).toEqual([110, 'about']);
  const page = await list.page(of(mar), { first: 100, max: 25 });
  expect(page.items.map(({ email }) => email)).toEqual(all.slice(100));
});

test('an admin who asks for a company gets the same list', async () => {
  expect(await walk({ all: true }, { organization: 'mar' })).toEqual(all);
});

describe('an attribute that lies', () => {
  const [stranger = '', hidden = ''] = [username(20), username(21)];

  test('shows nobody to a company that they do not belong to', async () => {
    await leave(mar, stranger);
    expect(await walk(of(mar))).toEqual(all.filter((email) => email !== stranger));
    expect((await list.page(of(mar), { first: 0, max: 25, search: stranger })).items).toEqual([]);
  });

  test('hides nobody for ever: the worker writes what is true', async () => {
    const user = await realm.console.users.findOne({ id: ids.get(hidden) ?? '' });
    const attributes = { ...user?.attributes, 'invitation.organizations': [] };
    await realm.console.users.update({ id: ids.get(hidden) ?? '' }, { ...user, attributes });
    expect(await walk(of(mar))).not.toContain(hidden);
    // Its first round is due: nothing is noted yet.
    await noteFill(sidecar.admin, { status: 0, first: 0 });
    const worker = await startOwnWorker(realm);
    try {
      await until(
        'the round',
        async () => (await realm.sidecar().findable.isComplete()) && (await walk(of(mar))).includes(hidden),
        PATIENT,
      );
    } finally {
      await worker.stop();
    }
    expect(await walk(of(mar))).toEqual(all.filter((email) => email !== stranger));
    const mended = await realm.console.users.findOne({ id: ids.get(stranger) ?? '' });
    expect(mended?.attributes?.['invitation.organizations'] ?? []).toEqual([]);
    await join(mar, stranger);
  });
});

test('who is added to a company in the console is in its list, and who is taken out is not, within moments', async () => {
  const [both = ''] = [username(30)];
  const worker = await startOwnWorker(realm);
  const attribute = async () =>
    (await realm.console.users.findOne({ id: ids.get(both) ?? '' }))?.attributes?.['invitation.organizations'] ?? [];
  try {
    await join(sal, both);
    await until('the company in the attribute', async () => (await attribute()).length === 4, PATIENT);
    const { items } = await list.page(
      { all: false, organizations: [mar, sal].flatMap((one) => one ?? []) },
      { first: 0, search: both, max: 1 },
    );
    expect(items.map(({ email, company: shown }) => [email, shown?.alias])).toEqual([[both, 'mar']]);
    const reach: Reach = { all: false, organizations: [sal, mar].flatMap((one) => one ?? []) };
    expect((await walk(reach)).filter((email) => email === both)).toHaveLength(1);
    await leave(mar, both);
    expect(await walk(of(mar))).not.toContain(both);
    await until('the company out of the attribute', async () => (await attribute()).length === 2, PATIENT);
  } finally {
    await worker.stop();
  }
});

test('who is added to one of two companies, and nobody has written it down yet, does not vanish from the list of both', async () => {
  const added = username(31);
  await join(sal, added);
  for (const organizations of [[sal, mar] as Organization[], [mar, sal] as Organization[]])
    expect((await walk({ all: false, organizations })).filter((email) => email === added)).toEqual([added]);
  await leave(sal, added);
});

test('a page that is shown again asks for no membership while the log tells of no change, and for each where it cannot tell', async () => {
  let asked = 0;
  const { lean } = sidecar;
  const organizationsOf = (id: string) => {
    asked += 1;
    return lean.organizationsOf(id);
  };
  const counted = createInvitationList({ ...sidecar, lean: { ...lean, organizationsOf } });
  const ofPage = async () => {
    asked = 0;
    expect((await counted.page(of(mar), { first: 0, max: 25 })).items).toHaveLength(25);
    return asked;
  };
  const untilKnown = () => until('a page that asks nobody', async () => (await ofPage()) === 0, PATIENT);
  expect(await ofPage()).toBe(25);
  await untilKnown();
  const elsewhere = username(40);
  await join(sal, elsewhere);
  expect(await ofPage()).toBe(25);
  await untilKnown();
  await leave(sal, elsewhere);
  expect(await ofPage()).toBe(25);
  await realm.console.realms.update({ realm: realm.console.realmName }, { adminEventsEnabled: false });
  await until('the setting', async () => (await ofPage()) + (await ofPage()) === 50, PATIENT);
  await realm.console.realms.update({ realm: realm.console.realmName }, { adminEventsEnabled: true });
});

describe('a search', () => {
  const found = async (search: string, reach = of(mar)) =>
    (await list.page(reach, { first: 0, max: 100, search })).items.map(({ email }) => email);
  const odd = all.filter((_, i) => i % 2 === 1);

  test('finds whole words, whatever their accents and order', async () => {
    expect(await found('lucia')).toEqual([username(7)]);
    expect(await found('LÚCIA')).toEqual([username(7)]);
    expect(await found('ibañez lucia martínez')).toEqual([username(7)]);
    expect((await found('Martinez')).sort()).toEqual(odd);
    expect(await found('Martinez', { all: true })).toHaveLength(odd.length);
    expect(await found('Martinez', of(sal))).toEqual([]);
    expect(await found('lucia vega')).toEqual([]);
  });

  test('finds an address, and parts of words where no whole word fits', async () => {
    expect(await found(username(9))).toEqual([username(9)]);
    expect(await found('p009')).toEqual([username(9)]);
    expect(await found('tíne')).toEqual(expect.arrayContaining(odd));
    expect(await found('ucía')).toEqual([username(7)]);
    // Keycloak finds parts letter by letter, and is asked for them as a plain keyboard types them, too.
    expect(await found('lúc*')).toEqual([username(7)]);
    expect(await found('LÚC*', { all: true })).toEqual([username(7)]);
    expect(await found('ucia*')).toEqual([]);
  });
});

describe('the check of a file', () => {
  /** What is said of each address: the company admin of Mar asks, with so many new rows beside. */
  async function saidOf(addresses: readonly string[], others: number): Promise<(string | undefined)[]> {
    const { imports } = await openBulk(realm.sidecar());
    const actor = { ...anAdmin, reach: of(mar) };
    const { csv } = newFile(others);
    const file = Readable.from([Buffer.from(`${csv}${addresses.map((address) => `${address},Ana,Vega\n`).join('')}`)]);
    const { id } = await imports.start(file, { actor, dryRun: true });
    await imports.ended(id);
    const said = new Map<string, string>();
    for await (const row of await imports.report(id, actor, 'en')) said.set(row.email, `${row.outcome} ${row.message}`);
    return addresses.map((address) => said.get(address));
  }

  test('tells who is a member already, and of nobody else that they have an account, whatever the sizes', async () => {
    const [elsewhere, nowhere] = ['fuera@sal.test', 'nadie@otra.test'];
    for (const [email, into] of [
      [elsewhere, sal],
      [nowhere, undefined],
    ] as const) {
      const { id } = await realm.console.users.create({ username: email, email, enabled: true });
      ids.set(email, id);
      if (into) await join(into, email);
    }
    // Few rows are asked for one by one; beside many, the members are read first.
    for (const others of [1, 3 * MEMBERS]) {
      const [member, ofSal, ofNone, unknown] = await saidOf([username(9), elsewhere, nowhere, 'nuevo@mar.test'], others);
      expect(member).toMatch(/^skipped /);
      expect(member).not.toBe(unknown);
      expect([ofSal, ofNone]).toEqual([unknown, unknown]);
    }
  });
});

describe('totals', () => {
  // The worker lets them be.
  const revoked = all.slice(-5);
  /** As a process tells it that has just started. */
  const afresh = () => {
    const fresh = createInvitationList(realm.sidecar());
    return (reach: Reach, query: object = {}) => fresh.page(reach, { first: 0, max: 25, ...query });
  };

  test('are exact where everybody is on the page, and else of a while ago', async () => {
    const asked = afresh();
    // One of them has left Mar above.
    for (const [reach, total] of [
      [{ all: true }, MEMBERS],
      [of(mar), MEMBERS - 1],
    ] as [Reach, number][]) {
      await until('a count', async () => (await asked(reach)).totalIs !== 'unknown', PATIENT);
      expect(await asked(reach)).toMatchObject({ total, totalIs: 'about' });
      expect(await asked(reach, { max: 200 })).toMatchObject({ total, totalIs: 'exact', next: undefined });
      expect(await asked(reach, { status: 'revoked' })).toMatchObject({ total: 5, totalIs: 'exact', counts: { revoked: 5 } });
      expect(await asked(reach, { first: 100 })).toMatchObject({ total, totalIs: 'about', next: undefined });
    }
  });

  test('count nobody who is not there, and none where nobody comes', async () => {
    const asked = afresh();
    await until('a count', async () => (await asked(of(mar))).counts.revoked === 5, PATIENT);
    for (const email of revoked) await leave(mar, email);
    const { items, next, total, totalIs, counts } = await asked(of(mar), { status: 'revoked' });
    expect([items, next, total, totalIs, counts.revoked]).toEqual([[], undefined, 0, 'exact', 0]);
    const worker = await startOwnWorker(realm);
    try {
      await until('the counts of the others', async () => (await asked(of(mar))).counts.revoked === 0, PATIENT);
    } finally {
      await worker.stop();
    }
    const left = await asked(of(mar));
    expect([left.total, left.totalIs]).toEqual([MEMBERS - 1 - 5, 'about']);
    const told = await asked({ all: true }, { status: 'revoked' });
    expect(told.items.map(({ email, company }) => [email, company?.alias])).toEqual(revoked.map((email) => [email, undefined]));
  });
});

test('a company that is made again under an alias gets nobody of the one before', async () => {
  const before = await listedCompany(realm.console, 'luz');
  const email = 'antes@luz.test';
  await importUsers(realm.console, [listedUser({ email, firstName: 'Ana' }, [before])]);
  const [{ id: userId = '' } = {}] = await realm.console.users.find({ username: email, exact: true });
  await realm.console.organizations.addMember({ orgId: before.id, userId });
  const companyOf = async () => {
    const fresh = createInvitationList(realm.sidecar());
    const { items } = await fresh.page({ all: true }, { first: 0, max: 25, search: email });
    return items.map(({ company }) => company?.alias);
  };
  expect(await companyOf()).toEqual(['luz']);
  await realm.console.organizations.delById({ id: before.id });
  const after = await listedCompany(realm.console, 'luz');
  expect(await companyOf()).toEqual([undefined]);
  await realm.console.organizations.addMember({ orgId: after.id, userId });
  expect(await companyOf()).toEqual(['luz']);
});
