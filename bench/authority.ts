import { type Actor, signedIn } from '../src/authority/actor.ts';
import { createLogger } from '../src/common/log.ts';
import { authorize } from '../src/invitations/commands/authorize.ts';
import { invite } from '../src/invitations/commands/invite.ts';
import { createMailQuota } from '../src/invitations/sending/mail-quota.ts';
import { createKeycloakAdmin } from '../src/keycloak/api/keycloak-admin.ts';
import { keycloakServer } from '../src/keycloak/api/server.ts';
import { redirectCheck } from '../src/keycloak/checks/redirect-check.ts';
import { createRealmSettings } from '../src/keycloak/realm/realm-settings.ts';
import { createApps } from '../src/keycloak/ride/apps.ts';
import { createProviderSwitch } from '../src/keycloak/rights/provider-switch.ts';
import { loadConfig } from '../src/settings/config.ts';
import { openArrivals } from './arrivals.ts';
import { openCountingProxy } from './counting-proxy.ts';
import { percentile, timed } from './figures.ts';
import type { BenchGround, Measurement, Topic } from './ground.ts';
import { createOwnRealm, type OwnRealm } from './own-realm.ts';

/**
 * What it costs to ask who may do what to an account (src/authority): requests and milliseconds for each command, in a realm that is new
 * and in one with AUTHORITY_USERS users and AUTHORITY_EVENTS entries in the log of admin events.
 */
export const topic: Topic = { title: 'Authority: the question before each command', measure };

const USERS = Number(process.env.AUTHORITY_USERS ?? 3_000);
const EVENTS = Number(process.env.AUTHORITY_EVENTS ?? 20_000);
const TIMES = 60;
const AT_ONCE = 8;

async function measure(ground: BenchGround): Promise<Measurement[]> {
  const arrivals = await openArrivals();
  const proxy = await openCountingProxy(ground.env.KEYCLOAK_URL ?? '');
  try {
    const realm = await createOwnRealm(ground, 'bench-authority', arrivals.port);
    const { id = '' } = await realm.console.organizations.create({ alias: 'mar', name: 'Mar', enabled: true, domains: [] });
    const organizations = [{ id, alias: 'mar', name: 'Mar' }];
    const companyAdmin = signedIn({ userId: 'bench', name: 'Lucía Marín', reach: { all: false, organizations } });
    const anAdmin = signedIn({ userId: 'bench', name: 'Alba Ferrer', reach: { all: true } });
    const config = loadConfig({ ...realm.env, KEYCLOAK_URL: proxy.url, KEYCLOAK_PUBLIC_URL: ground.env.KEYCLOAK_URL });
    const server = keycloakServer(config);
    const admin = createKeycloakAdmin(config, server);
    const deps = {
      config,
      admin,
      redirectCheck: redirectCheck(server, config),
      apps: createApps(server),
      providers: createProviderSwitch(server, config),
      realm: createRealmSettings(admin, createLogger('silent'), {
        publicUrl: 'http://localhost',
        keycloakPublicUrl: 'http://localhost',
      }),
      mailQuota: createMailQuota(config, { prefix: '', link: () => undefined }),
      mailWord: () => {},
      logger: createLogger('silent'),
    };
    const invited = await invite(deps, { email: 'una@bench.test', organization: 'mar' }, { actor: companyAdmin });

    const ask = async (actor: Actor, where: string): Promise<Measurement[]> => {
      // The token and what is asked once are there by then.
      await authorize(admin, actor, 'resend', invited.id);
      const before = proxy.count;
      const times: number[] = [];
      for (let i = 0; i < TIMES; i += 1) times.push(await timed(() => authorize(admin, actor, 'resend', invited.id)));
      return [
        { what: `${where}: requests`, value: (proxy.count - before) / TIMES, unit: '', goal: { atMost: 14 } },
        { what: `${where}: p50`, value: percentile(times, 50), unit: 'ms' },
        { what: `${where}: p95`, value: percentile(times, 95), unit: 'ms' },
      ];
    };
    const fresh = [...(await ask(companyAdmin, 'a company admin, new realm')), ...(await ask(anAdmin, 'an admin, new realm'))];
    await fill(ground, realm);
    const full = `${USERS} users, ${EVENTS} events`;
    return [...fresh, ...(await ask(companyAdmin, `a company admin, ${full}`)), ...(await ask(anAdmin, `an admin, ${full}`))];
  } finally {
    proxy.close();
    await arrivals.close();
  }
}

/** Each creation and each change leaves an entry in the log. */
async function fill({ log }: BenchGround, { console }: OwnRealm): Promise<void> {
  log(`  making ${USERS} users and ${EVENTS} entries in the log`);
  const ids: string[] = [];
  await manyTimes(USERS, async (i) => {
    const username = `persona-${i}@bench.test`;
    ids.push((await console.users.create({ username, email: username, enabled: true, requiredActions: ['VERIFY_EMAIL'] })).id);
  });
  await manyTimes(EVENTS - USERS, async (i) => {
    const id = ids[i % ids.length] ?? '';
    await console.users.update({ id }, { firstName: `Ana ${i}` });
  });
}

async function manyTimes(count: number, work: (i: number) => Promise<void>): Promise<void> {
  let next = 0;
  const worker = async () => {
    for (let i = next++; i < count; i = next++) await work(i);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}
