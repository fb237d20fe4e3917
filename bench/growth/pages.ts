import { REALM } from '../../src/dev/keycloak/fixed-names.ts';
import { ask, compare, timed } from '../figures.ts';
import type { BenchGround, Measurement } from '../ground.ts';
import type { SessionCookie } from '../session-cookie.ts';
import { endSidecar, startSidecar } from '../sidecar-process.ts';
import type { Sizes } from './ground.ts';
import { LARGE, type Large, MIDDLE } from './visitors.ts';

const PAIRS = Number(process.env.GROWTH_PAIRS ?? 15);
const WARM_UP = Number(process.env.GROWTH_WARM_UP ?? 10);
const PAGE = 25;
/** Milliseconds that a warm page may take, and the first one after a start. */
const WARM = 300;
const COLD = 500;
const FAR = 5000;

/** Pages of the list, against Keycloak's own `q=` query for the very same users, and the first pages after a start. */
export async function measurePages(ground: BenchGround, sizes: Sizes, { as, companies }: Large): Promise<Measurement[]> {
  const { env, admin, log } = ground;
  const key = (text: string) => `"${text.padEnd(256, '.')}"`;
  const ofCompany = (alias: string, status: string) => `invitation.organizations:${key(`${companies.get(alias)} ${status}`)}`;
  const raw = async (q: string, first: number) => {
    const query = { q, first: String(first), max: String(PAGE), briefRepresentation: 'false' };
    const url = `${env.KEYCLOAK_URL}/admin/realms/${REALM}/users?${new URLSearchParams(query)}`;
    await ask(url, { authorization: `Bearer ${await admin.getAccessToken()}` });
  };
  const rest = (cookie: SessionCookie, query: Record<string, string | number>) => {
    const search = new URLSearchParams({ max: String(PAGE), ...(query as Record<string, string>) });
    return async () => ask(`${env.PUBLIC_URL}/api/v1/invitations?${search}`, { cookie: await cookie() });
  };
  const page = (cookie: SessionCookie, query: string) => async () =>
    ask(`${env.PUBLIC_URL}/admin${query}`, { cookie: await cookie() });

  const measured: Measurement[] = [];
  const sidecar = await startSidecar({ ...env, ROLE: 'web' });
  try {
    const same = (first: number) => () => first;
    /** Page after page, none of which was shown before. */
    const onward = () => {
      let page = 0;
      return () => PAGE * page++;
    };
    const walk = (cookie: SessionCookie, status: string) => {
      const next = onward();
      return () => rest(cookie, { status, cursor: `0.${next()}` })();
    };
    for (const [what, q, first, ours] of [
      ['realm, sent', 'invitation.status:sent', same(0), rest(as.admin, { status: 'sent' })],
      [`${sizes.middle}, its admin, sent`, ofCompany(MIDDLE, 'sent'), same(0), rest(as.middle, { status: 'sent' })],
      [`${sizes.middle}, its admin, all`, ofCompany(MIDDLE, 'failed'), same(0), page(as.middle, '')],
      [
        `${sizes.middle}, an admin, sent`,
        ofCompany(MIDDLE, 'sent'),
        same(0),
        rest(as.admin, { status: 'sent', organization: MIDDLE }),
      ],
      [
        `${sizes.middle}, far inside`,
        ofCompany(MIDDLE, 'sent'),
        same(FAR),
        rest(as.middle, { status: 'sent', cursor: `0.${FAR}` }),
      ],
      [`${sizes.large}, its admin, sent`, ofCompany(LARGE, 'sent'), same(0), rest(as.large, { status: 'sent' })],
      [`${sizes.large}, its admin, all`, ofCompany(LARGE, 'failed'), same(0), page(as.large, '')],
      [
        `${sizes.middle}, its admin, search`,
        `invitation.words:${key('garcia')} invitation.organizations:${key(companies.get(MIDDLE) ?? '')}`,
        same(0),
        rest(as.middle, { search: 'García' }),
      ],
      [`${sizes.middle}, page after page, sent`, ofCompany(MIDDLE, 'sent'), onward(), walk(as.middle, 'sent')],
      [`${sizes.large}, page after page, failed`, ofCompany(LARGE, 'failed'), onward(), walk(as.large, 'failed')],
    ] as const) {
      log(`  ${what}`);
      const { theirs, own, slow, ratio, ratios } = await compare(() => raw(q, first()), ours, WARM_UP, PAIRS);
      measured.push(
        { what: `Keycloak’s q= (${what})`, value: theirs, unit: 'ms' },
        { what: `ours: ${what}`, value: own, unit: 'ms', goal: { atMost: WARM } },
        { what: `ours, p95: ${what}`, value: slow, unit: 'ms' },
        { what: `ours / Keycloak’s (${what})`, value: ratio, unit: '×', goal: { atMost: 1.5 } },
        { what: '  half of the pairs: from', value: ratios.low, unit: '×' },
        { what: '  to', value: ratios.high, unit: '×' },
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
