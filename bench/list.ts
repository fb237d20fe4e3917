import { randomUUID } from 'node:crypto';
import { consoleAdmin } from '../src/dev/keycloak/console-admin.ts';
import { CONSOLE_ADMIN, REALM } from '../src/dev/keycloak/fixed-names.ts';
import { ask, compare } from './figures.ts';
import type { BenchGround, Measurement, Topic } from './ground.ts';
import { sessionCookie } from './session-cookie.ts';
import { endSidecar, startSidecar } from './sidecar-process.ts';

/**
 * A page of the list among many invitations, over HTTP as people and programs ask for it, against Keycloak's own `q=` query for the
 * very same users. LIST_USERS says how many there are; 100,000 take Keycloak a while to make.
 */
export const topic: Topic = { title: 'List: a page among many invitations', measure };

const USERS = Number(process.env.LIST_USERS ?? 20_000);
const CHUNK = 500;
const PAIRS = 50;
/** Of both sides, before they are timed: as in a process and a Keycloak that have been used for a while. */
const WARM_UP = 150;
const PAGE = 25;
const COMPANY = 'bench';
/** How often each status is met in a hundred. */
const MIX = { sent: 58, activated: 36, opened: 2, expired: 1, failed: 1, queued: 1, revoked: 1 };

async function measure(ground: BenchGround): Promise<Measurement[]> {
  const { env, admin } = ground;
  await fill(ground);
  const sidecar = await startSidecar({ ...env, ROLE: 'web' });
  try {
    // Rights to the whole list do not depend on who it is.
    const cookie = sessionCookie(env, randomUUID(), 'admin');
    const keycloak = `${env.KEYCLOAK_URL}/admin/realms/${REALM}/users`;
    const raw = async (status: string, first: number) => {
      const query = { q: `invitation.status:${status}`, first: String(first), max: String(PAGE), briefRepresentation: 'false' };
      await ask(`${keycloak}?${new URLSearchParams(query)}`, { authorization: `Bearer ${await admin.getAccessToken()}` });
    };
    const ours = (path: string) => async () => ask(`${env.PUBLIC_URL}${path}`, { cookie: await cookie() });
    const measured: Measurement[] = [];
    for (const [what, status, first, path] of [
      ['REST, sent', 'sent', 0, `/api/v1/invitations?status=sent&max=${PAGE}`],
      ['REST, sent, far inside', 'sent', USERS / 4, `/api/v1/invitations?status=sent&max=${PAGE}&first=${USERS / 4}`],
      ['REST, failed', 'failed', 0, `/api/v1/invitations?status=failed&max=${PAGE}`],
      ['page, sent', 'sent', 0, '/admin?status=sent'],
      ['page, all (the failed come first)', 'failed', 0, '/admin'],
    ] as const) {
      const { theirs, own, ratio } = await compare(() => raw(status, first), ours(path), WARM_UP, PAIRS);
      measured.push(
        { what: `Keycloak’s q= query (${what})`, value: theirs, unit: 'ms' },
        { what: `ours: ${what}`, value: own, unit: 'ms' },
        { what: `ours / Keycloak’s (${what})`, value: ratio, unit: '×', goal: { atMost: 1.5 } },
      );
    }
    return measured;
  } finally {
    await endSidecar(sidecar);
  }
}

/** Users with invitations, straight into the realm: what they came from does not matter to a list. */
async function fill({ env, log }: BenchGround): Promise<void> {
  const console = consoleAdmin({ url: env.KEYCLOAK_URL ?? '', realm: REALM, ...CONSOLE_ADMIN });
  await console.organizations.create({ alias: COMPANY, name: 'Bench', enabled: true, domains: [] });
  const statuses = Object.entries(MIX).flatMap(([status, share]) => Array<string>(share).fill(status));
  for (let made = 0; made < USERS; made += CHUNK) {
    if (made % 5000 === 0) log(`  ${made} of ${USERS} invitations are made`);
    const users = Array.from({ length: Math.min(CHUNK, USERS - made) }, (_, i) => {
      const number = made + i;
      return userOf(number, statuses[(number * 37) % statuses.length] ?? 'sent');
    });
    await console.realms.partialImport({ realm: REALM, rep: { ifResourceExists: 'SKIP', users } });
  }
}

function userOf(number: number, status: string) {
  const email = `persona-${number}@bench.test`;
  return {
    username: email,
    email,
    firstName: 'Persona',
    lastName: `Número ${number}`,
    enabled: true,
    attributes: {
      locale: ['es'],
      'invitation.id': [randomUUID()],
      'invitation.status': [status],
      'invitation.sends': ['1'],
      'invitation.by': ['Bench'],
      'invitation.organization': [number % 3 === 0 ? COMPANY : '-'],
      'invitation.sentAt': [new Date().toISOString()],
      'invitation.expiresAt': [new Date(Date.now() + 7 * 86_400_000).toISOString()],
    },
  };
}
