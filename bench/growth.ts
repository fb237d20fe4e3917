import { randomUUID } from 'node:crypto';
import { sealedSession } from '../src/access/session.ts';
import { REALM } from '../src/dev/keycloak/fixed-names.ts';
import { allOrganizations } from '../src/keycloak/realm/organizations.ts';
import { median, percentile, timed } from './figures.ts';
import type { BenchGround, Measurement, Topic } from './ground.ts';
import { layLargeGround } from './growth/ground.ts';
import { endSidecar, startSidecar } from './sidecar-process.ts';

/**
 * Pages of the list in a realm of GROWTH_USERS people on PostgreSQL, with a company of GROWTH_LARGE and one of GROWTH_MIDDLE: over HTTP, as an admin and
 * as a company admin, against Keycloak's own `q=` query for the very same users, in turn. A machine that does other work meets both sides; the ratios
 * hold there, the milliseconds do not.
 */
export const topic: Topic = {
  title: 'Growth: large companies in a large realm',
  lay: (log) => layLargeGround(SIZES, log),
  measure,
};

const SIZES = {
  users: Number(process.env.GROWTH_USERS ?? 500_000),
  large: Number(process.env.GROWTH_LARGE ?? 50_000),
  middle: Number(process.env.GROWTH_MIDDLE ?? 20_000),
};
const PAIRS = Number(process.env.GROWTH_PAIRS ?? 15);
const WARM_UP = Number(process.env.GROWTH_WARM_UP ?? 10);
const PAGE = 25;
/** Milliseconds that a warm page may take, and the first one after a start. */
const WARM = 300;
const COLD = 500;
const [LARGE, MIDDLE] = ['e00', 'e01'];

async function measure(ground: BenchGround): Promise<Measurement[]> {
  const { env, admin } = ground;
  // The first question to a Keycloak that has just started may take longer than any later one.
  const found = await allOrganizations(admin).catch(() => allOrganizations(admin));
  const companies = new Map(found.map(({ id, alias }) => [alias, id]));
  const member = async (alias: string) =>
    (await admin.organizations.listMembers({ orgId: companies.get(alias) ?? '', first: 0, max: 1 }))[0]?.id ?? '';
  const as = {
    admin: await cookieOf(env, randomUUID(), 'admin'),
    large: await cookieOf(env, await member(LARGE), 'company-admin'),
    middle: await cookieOf(env, await member(MIDDLE), 'company-admin'),
  };
  const key = (text: string) => `"${text.padEnd(256, '.')}"`;
  const ofCompany = (alias: string, status: string) => `invitation.organizations:${key(`${companies.get(alias)} ${status}`)}`;
  const raw = async (q: string, first: number) => {
    const query = { q, first: String(first), max: String(PAGE), briefRepresentation: 'false' };
    const url = `${env.KEYCLOAK_URL}/admin/realms/${REALM}/users?${new URLSearchParams(query)}`;
    await ask(url, { authorization: `Bearer ${await admin.getAccessToken()}` });
  };
  const rest = (cookie: string, query: Record<string, string | number>) => {
    const search = new URLSearchParams({ max: String(PAGE), ...(query as Record<string, string>) });
    return () => ask(`${env.PUBLIC_URL}/api/v1/invitations?${search}`, { cookie });
  };
  const page = (cookie: string, query: string) => () => ask(`${env.PUBLIC_URL}/admin${query}`, { cookie });

  const measured: Measurement[] = [];
  const sidecar = await startSidecar({ ...env, ROLE: 'web' });
  try {
    for (const [what, q, first, ours] of [
      ['realm, sent', 'invitation.status:sent', 0, rest(as.admin, { status: 'sent' })],
      [`${SIZES.middle}, its admin, sent`, ofCompany(MIDDLE, 'sent'), 0, rest(as.middle, { status: 'sent' })],
      [`${SIZES.middle}, its admin, all`, ofCompany(MIDDLE, 'failed'), 0, page(as.middle, '')],
      [`${SIZES.middle}, an admin, sent`, ofCompany(MIDDLE, 'sent'), 0, rest(as.admin, { status: 'sent', organization: MIDDLE })],
      [`${SIZES.middle}, far inside`, ofCompany(MIDDLE, 'sent'), 5000, rest(as.middle, { status: 'sent', first: 5000 })],
      [`${SIZES.large}, its admin, sent`, ofCompany(LARGE, 'sent'), 0, rest(as.large, { status: 'sent' })],
      [`${SIZES.large}, its admin, all`, ofCompany(LARGE, 'failed'), 0, page(as.large, '')],
      [
        `${SIZES.middle}, its admin, search`,
        `invitation.words:${key('garcia')} invitation.organizations:${key(companies.get(MIDDLE) ?? '')}`,
        0,
        rest(as.middle, { search: 'García' }),
      ],
    ] as const) {
      ground.log(`  ${what}`);
      const { theirs, own, slow, ratio } = await compare(() => raw(q, first), ours);
      measured.push(
        { what: `Keycloak’s q= (${what})`, value: theirs, unit: 'ms' },
        { what: `ours: ${what}`, value: own, unit: 'ms', goal: { atMost: WARM } },
        { what: `ours, p95: ${what}`, value: slow, unit: 'ms' },
        { what: `ours / Keycloak’s (${what})`, value: ratio, unit: '×', goal: { atMost: 1.5 } },
      );
    }
  } finally {
    await endSidecar(sidecar);
  }
  for (const [what, cookie, path] of [
    ['first page of the realm after the start', as.admin, ''],
    ['first page of a company admin after the start', as.middle, ''],
  ] as const) {
    const fresh = await startSidecar({ ...env, ROLE: 'web' });
    measured.push({ what, value: await timed(page(cookie, path)), unit: 'ms', goal: { atMost: COLD } });
    await endSidecar(fresh);
  }
  return measured;
}

/** In turn, so that whatever else the machine does meets both sides; the ratio is the median of the pairs'. */
async function compare(theirs: () => Promise<void>, ours: () => Promise<void>) {
  const pairs: [number, number][] = [];
  for (let i = 0; i < WARM_UP + PAIRS; i++) {
    const first = await timed(i % 2 === 0 ? theirs : ours);
    const second = await timed(i % 2 === 0 ? ours : theirs);
    pairs.push(i % 2 === 0 ? [first, second] : [second, first]);
  }
  const settled = pairs.slice(WARM_UP);
  const own = settled.map(([, time]) => time);
  return {
    theirs: median(settled.map(([time]) => time)),
    own: median(own),
    slow: percentile(own, 95),
    ratio: median(settled.map(([a, b]) => b / a)),
  };
}

async function ask(url: string, headers: Record<string, string>): Promise<void> {
  const answer = await fetch(url, { headers });
  await answer.text();
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
}

async function cookieOf(env: Record<string, string>, id: string, role: string): Promise<string> {
  const user = { id, name: 'Bench', roles: [role], idToken: '', refreshToken: '', checkedAt: Date.now() + 3 * 3_600_000 };
  const sealed = sealedSession({ publicUrl: env.PUBLIC_URL ?? '', sessionSecrets: [env.SESSION_SECRET ?? ''] });
  return `${sealed.name}=${await sealed.seal({ user })}`;
}
