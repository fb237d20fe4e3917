import type { Config } from '../../src/settings/config.ts';
import { type CountingProxy, openCountingProxy } from '../counting-proxy.ts';
import type { Measurement } from '../ground.ts';
import { endSidecar, startSidecar } from '../sidecar-process.ts';
import type { NewKeys } from './new-keys.ts';
import { crowd, ourSide, rawSide } from './sides.ts';

const PEOPLE = 10;
interface Counted {
  env: Record<string, string>;
  config: Config;
  newKeys: NewKeys;
  log: (line: string) => void;
}

/** What Keycloak is asked for each person when nobody else is there, by its own pages and by ours. */
export async function countRequests({ env, config, log, newKeys }: Counted): Promise<Measurement[]> {
  const proxy = await openCountingProxy(env.KEYCLOAK_URL ?? '');
  const behind = { ...env, KEYCLOAK_URL: proxy.url, KEYCLOAK_PUBLIC_URL: config.keycloak.publicUrl };
  const counts: Measurement[] = [];
  const counted = async (who: string, work: () => Promise<unknown>) => {
    const times = await askedDuring(proxy, work);
    for (const [what, each] of times) log(`  ${who}: ${each.toFixed(1)} × ${what}`);
    counts.push({ what: `${who}: requests`, value: times.reduce((sum, [, each]) => sum + each, 0), unit: 'a person' });
  };
  try {
    const web = await startSidecar({ ...behind, ROLE: 'web' });
    try {
      const forms: { send(): Promise<void> }[] = [];
      const keys = await newKeys(PEOPLE);
      const ours = ourSide(config);
      await counted('GET /activar', async () => {
        for (const key of keys) forms.push(await ours(key));
      });
      await counted('POST /activar and after it', async () => {
        for (const form of forms) await form.send();
        // In good order it ends when all is written down.
        await endSidecar(web);
      });
    } finally {
      await endSidecar(web);
    }
    const keys = await newKeys(PEOPLE);
    await counted('Keycloak’s own pages', () => crowd(rawSide({ ...config.keycloak, url: proxy.url }), keys, 4));
    return counts;
  } finally {
    proxy.close();
  }
}

/** How often Keycloak was asked for each thing meanwhile, a person. */
async function askedDuring(proxy: CountingProxy, work: () => Promise<unknown>): Promise<[string, number][]> {
  const before = new Map(proxy.byPath());
  await work();
  return proxy
    .byPath()
    .map(([what, times]): [string, number] => [what, (times - (before.get(what) ?? 0)) / PEOPLE])
    .filter(([, each]) => each > 0);
}
