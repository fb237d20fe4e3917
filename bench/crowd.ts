import { createHttp } from '../src/keycloak/api/http.ts';
import { createKeycloakAdmin, type KeycloakAdmin } from '../src/keycloak/api/keycloak-admin.ts';
import { keycloakServer } from '../src/keycloak/api/server.ts';
import { invitationRedirectUri } from '../src/keycloak/ride/action-token.ts';
import { PAGE_ACTIONS } from '../src/keycloak/ride/required-actions.ts';
import { startVisit } from '../src/keycloak/ride/visit.ts';
import { type Config, loadConfig } from '../src/settings/config.ts';
import { openCountingProxy } from './counting-proxy.ts';
import { median, percentile, timed } from './figures.ts';
import type { BenchGround, Measurement, Topic } from './ground.ts';
import { type Mailbox, openMailbox } from './mailbox.ts';
import { createOwnRealm } from './own-realm.ts';
import { endSidecar, startSidecar } from './sidecar-process.ts';

/**
 * Nine in the morning: many people follow their mails at once. Each opens the link and sends the form; beside it, round by round, as many people
 * go through Keycloak's own pages (in our theme) without us. CROWD_PEOPLE, CROWD_AT_ONCE and CROWD_ROUNDS change the sizes.
 */
export const topic: Topic = { title: 'Crowd: people who activate at once, on our page and on Keycloak’s own', measure };

const PEOPLE = Number(process.env.CROWD_PEOPLE ?? 200);
const AT_ONCE = Number(process.env.CROWD_AT_ONCE ?? 40);
const ROUNDS = Number(process.env.CROWD_ROUNDS ?? 2);
/** People of each side who only count requests. */
const FIRST = 10;
/** People of each side who warm Keycloak's compiler up. */
const WARM = 100;
const PASSWORD = 'Faro-8-nube-Lima';
const NAMES = { firstName: 'Ana', lastName: 'Prado', phone: '' };

/** One person's steps: opening the link, and what comes after the form was filled in. */
type Side = (key: string) => Promise<{ send(): Promise<void> }>;

interface CrowdGround extends Pick<BenchGround, 'env' | 'config' | 'log'> {
  /** Makes people who are invited, as far as the pages can tell, and gives the keys of their mails. */
  newKeys(count: number): Promise<string[]>;
}

/** How a round went: seconds in all, milliseconds of each sending, and what went wrong. */
interface Round {
  seconds: number;
  sendings: number[];
  faults: string[];
}

async function measure(ground: BenchGround): Promise<Measurement[]> {
  const { log } = ground;
  const mailbox = await openMailbox();
  try {
    const realm = await createOwnRealm(ground, 'bench-crowd', mailbox.port);
    const env = { ...realm.env, ACTIVATION_RATE_LIMIT: '1000000' };
    const config = loadConfig(env);
    const admin = createKeycloakAdmin(config, keycloakServer(config));
    const crowdGround: CrowdGround = { env, config, log, newKeys: createNewKeys(admin, config, mailbox) };
    const counts = await countRequests(crowdGround);
    const count = 2 * (WARM + ROUNDS * PEOPLE);
    log(`  inviting ${count} people`);
    const keys = await crowdGround.newKeys(count);
    const sidecar = await startSidecar(env);
    const sides = { raw: rawSide(config.keycloak), ours: ourSide(config) };
    const rounds: Record<keyof typeof sides, Round[]> = { raw: [], ours: [] };
    try {
      for (const side of ['raw', 'ours'] as const) await crowd(sides[side], keys.splice(0, WARM), AT_ONCE);
      for (let round = 0; round < ROUNDS; round += 1) {
        // Who goes first changes, as what others do on this machine does.
        const order = round % 2 === 0 ? (['raw', 'ours'] as const) : (['ours', 'raw'] as const);
        for (const side of order) {
          const done = await crowd(sides[side], keys.splice(0, PEOPLE), AT_ONCE);
          rounds[side].push(done);
          log(
            `  ${side}: ${(PEOPLE / done.seconds).toFixed(1)}/s, p95 ${percentile(done.sendings, 95).toFixed(0)} ms ${done.faults.slice(0, 3)}`,
          );
        }
      }
    } finally {
      await endSidecar(sidecar);
    }
    return [...counts, ...compared(rounds.raw, rounds.ours)];
  } finally {
    await mailbox.close();
  }
}

function compared(raw: Round[], ours: Round[]): Measurement[] {
  const rate = (rounds: Round[]) => (rounds.length * PEOPLE) / rounds.reduce((sum, { seconds }) => sum + seconds, 0);
  const late = (rounds: Round[]) =>
    percentile(
      rounds.flatMap(({ sendings }) => sendings),
      95,
    );
  const middle = (rounds: Round[]) => median(rounds.flatMap(({ sendings }) => sendings));
  const failed = ours.reduce((sum, { faults }) => sum + faults.length, 0);
  return [
    { what: `Keycloak’s own pages, ${AT_ONCE} at once`, value: rate(raw), unit: 'people/s' },
    { what: `our page, ${AT_ONCE} at once`, value: rate(ours), unit: 'people/s' },
    { what: 'our page / Keycloak’s own pages', value: rate(ours) / rate(raw), unit: '×', goal: { atLeast: 0.9 } },
    { what: 'Keycloak’s own pages, after the first: p50', value: middle(raw), unit: 'ms' },
    { what: 'POST /activar: p50', value: middle(ours), unit: 'ms' },
    { what: 'Keycloak’s own pages, after the first: p95', value: late(raw), unit: 'ms' },
    { what: 'POST /activar: p95', value: late(ours), unit: 'ms' },
    { what: 'POST / Keycloak’s own pages: p95', value: late(ours) / late(raw), unit: '×', goal: { atMost: 1.15 } },
    { what: 'failed on our page', value: failed, unit: 'people', goal: { atMost: 0 } },
  ];
}

/** Sends people through, so many at a time. */
async function crowd(side: Side, keys: string[], atOnce: number): Promise<Round> {
  const open = keys.values();
  const [sendings, faults]: [number[], string[]] = [[], []];
  const person = async () => {
    for (const key of open) {
      try {
        const form = await side(key);
        sendings.push(await timed(() => form.send()));
      } catch (error) {
        faults.push((error as Error).message);
      }
    }
  };
  const time = await timed(() => Promise.all(Array.from({ length: atOnce }, person)));
  return { seconds: time / 1000, sendings, faults };
}

function rawSide(keycloak: Config['keycloak']): Side {
  const server = keycloakServer({ keycloak });
  return async (key) => {
    const visit = startVisit(server, { ip: '127.0.0.1', locale: 'es' });
    const info = await visit.get(`${server.issuer}/login-actions/action-token?key=${key}`);
    return {
      async send() {
        const profile = await visit.get(info.state?.actionUri ?? '');
        const password = await visit.post(profile.state?.action ?? '', new URLSearchParams({ ...NAMES, locale: 'es' }));
        const form = new URLSearchParams({ 'password-new': PASSWORD, 'password-confirm': PASSWORD, 'logout-sessions': 'on' });
        const end = await visit.post(password.state?.action ?? '', form);
        if (end.state?.message?.code !== 'accountUpdatedMessage') throw new Error('the raw steps did not arrive');
      },
    };
  };
}

function ourSide({ publicUrl }: Config): Side {
  const http = createHttp(60_000);
  const page = `${publicUrl}/activar`;
  return async (key) => {
    const { status, text, headers } = await http(`${page}?key=${key}`);
    if (status !== 200) throw new Error(`GET /activar answered ${status}`);
    const csrf = /name="_csrf" value="([^"]+)"/.exec(text)?.[1] ?? '';
    const cookie = (headers['set-cookie'] ?? []).map((line) => line.split(';')[0]).join('; ');
    return {
      async send() {
        const body = new URLSearchParams({ _csrf: csrf, key, ...NAMES, password: PASSWORD });
        const answer = await http(page, { method: 'POST', body, headers: { cookie } });
        if (answer.status !== 303) throw new Error(`POST /activar answered ${answer.status}`);
      },
    };
  };
}

/** What Keycloak is asked for each person, by its own pages and by ours, when nobody else is there. */
async function countRequests({ env, config, log, newKeys }: CrowdGround): Promise<Measurement[]> {
  const proxy = await openCountingProxy(env.KEYCLOAK_URL ?? '');
  const { publicUrl } = config.keycloak;
  const sidecar = await startSidecar({ ...env, ROLE: 'web', KEYCLOAK_URL: proxy.url, KEYCLOAK_PUBLIC_URL: publicUrl });
  try {
    const perPerson: Record<string, number> = {};
    const counted = async (what: string, work: () => Promise<unknown>) => {
      const before = proxy.count;
      await work();
      perPerson[what] = (proxy.count - before) / FIRST;
    };
    const keys = await newKeys(2 * FIRST);
    const raw = rawSide({ ...config.keycloak, url: proxy.url });
    await counted('Keycloak’s own pages', () => crowd(raw, keys.splice(0, FIRST), 4));
    const forms: Awaited<ReturnType<Side>>[] = [];
    const ours = ourSide(config);
    const seen = new Map(proxy.byPath());
    await counted('GET /activar', async () => {
      forms.push(...(await Promise.all(keys.map(ours))));
    });
    await counted('POST /activar and after it', async () => {
      await Promise.all(forms.map(({ send }) => send()));
      // In good order it ends when all is written down.
      await endSidecar(sidecar);
    });
    for (const [what, times] of proxy.byPath()) {
      const more = times - (seen.get(what) ?? 0);
      if (more >= FIRST / 4) log(`  ${(more / FIRST).toFixed(1)} × ${what}`);
    }
    return Object.entries(perPerson).map(([what, value]) => ({ what: `${what}: requests to Keycloak`, value, unit: 'a person' }));
  } finally {
    await endSidecar(sidecar);
    proxy.close();
  }
}

function createNewKeys(admin: KeycloakAdmin, { publicUrl, keycloak }: Config, mailbox: Mailbox): CrowdGround['newKeys'] {
  let made = 0;
  async function newKey(email: string): Promise<string> {
    const attributes = { 'invitation.id': ['x'], 'invitation.status': ['sent'] };
    const actions = [...PAGE_ACTIONS];
    const { id } = await admin.users.create({ username: email, email, enabled: true, requiredActions: actions, attributes });
    const redirectUri = invitationRedirectUri(publicUrl, 'x');
    await admin.users.executeActionsEmail({ id, clientId: keycloak.clientId, redirectUri, actions });
    return new URL(await mailbox.linkTo(email)).searchParams.get('key') ?? '';
  }
  return async (count) => {
    const keys: string[] = [];
    const last = made + count;
    const maker = async () => {
      while (made < last) {
        made += 1;
        keys.push(await newKey(`crowd-${made}@bench.test`));
      }
    };
    await Promise.all(Array.from({ length: 8 }, maker));
    return keys;
  };
}
