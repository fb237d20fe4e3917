import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { ROOT } from '../../src/common/paths.ts';
import { type Config, loadConfig, SETTING_NAMES } from '../../src/settings/config.ts';
import { composeFaults } from '../support/compose-schema.ts';

/** The stack for production: held against the compose schema, and against the code. What its proxy really does: test/special. */
const read = (name: string) => readFileSync(join(ROOT, name), 'utf8');
const text = read('compose.production.yml');
const dockerfile = read('Dockerfile');
const proxy = read('deploy/nginx/sidecar.conf.template');

interface Service {
  image: string;
  build?: { target: string };
  user?: string;
  scale?: number;
  entrypoint?: string[];
  environment: Record<string, string>;
  secrets?: string[];
  volumes?: string[];
  tmpfs: string[];
  networks: string[];
  ports?: string[];
  healthcheck?: { test: string[] };
  depends_on?: Record<string, { condition: string }>;
}
const compose: {
  services: Record<'database' | 'valkey' | 'keycloak' | 'web' | 'worker' | 'proxy', Service>;
  networks: Record<string, { internal?: boolean; ipam?: { config: { subnet: string }[] } } | null>;
  secrets: Record<string, { file: string }>;
} = parse(text, { merge: true });
const { database, keycloak, web, worker, proxy: edge } = compose.services;
const services = Object.entries(compose.services);

/** `${NAME}`, `${NAME:-default}`, `${NAME:?what to do}`. */
const variables = [...new Set([...text.matchAll(/\$\{([A-Z_]+)/g)].map(([, name]) => name as string))];
const VALUES: Record<string, string> = { START_HOST: 'start.example.test', LOGIN_HOST: 'login.example.test' };
/** As compose fills it in for whoever has set {@link VALUES} alone. */
const filled = (value: string) =>
  value.replace(/\$\{([A-Z_]+)(?::-([^}]*)|:\?[^}]*)?\}/g, (_, name, or = '') => VALUES[name] ?? or);

describe('compose.production.yml', () => {
  test('is valid by the compose specification', () => {
    expect(composeFaults(compose)).toEqual([]);
  });

  test('asks for what production.env.example explains, and for nothing else', () => {
    const example = [...read('deploy/production.env.example').matchAll(/^#? ?([A-Z_]+)=/gm)].map(([, name]) => name);
    expect(variables.toSorted()).toEqual(example.toSorted());
    // Compose reads any other dollar as a variable with a fault.
    expect(text.replaceAll('$$', '').match(/\$(?!\{[A-Z_]+[:}])/g)).toBeNull();
  });

  test('runs nothing with rights, without bounds, as root, or able to change its own files', () => {
    for (const [name, service] of services) {
      expect([name, service]).toMatchObject([
        name,
        { read_only: true, cap_drop: ['ALL'], security_opt: ['no-new-privileges:true'], restart: 'unless-stopped' },
      ]);
      expect([name, service]).toMatchObject([
        name,
        { mem_limit: expect.stringMatching(/^\d+[mg]$/), cpus: expect.any(Number), pids_limit: expect.any(Number) },
      ]);
      // The sidecar's image and the proxy's have a user of their own.
      expect([name, service.user ?? service.image]).toEqual([
        name,
        expect.stringMatching(/^(postgres|valkey|1000|activation-sidecar|nginxinc\/nginx-unprivileged:.+)$/),
      ]);
    }
  });

  test('starts each part when those that it needs are healthy', () => {
    const healthy = { condition: 'service_healthy' };
    expect(keycloak.depends_on).toEqual({ database: healthy });
    for (const part of [web, worker]) expect(part.depends_on).toEqual({ keycloak: healthy, valkey: healthy });
    expect(edge.depends_on).toEqual({ web: healthy });
    // That of the sidecar stands in its image.
    const checked = services.filter(([, { healthcheck }]) => healthcheck).map(([name]) => name);
    expect(checked).toEqual(['database', 'valkey', 'keycloak', 'proxy']);
    expect(dockerfile.slice(dockerfile.indexOf(' AS sidecar'))).toMatch(/HEALTHCHECK[\s\S]+MANAGEMENT_PORT[\s\S]+\/healthz/);
  });

  test('opens the proxy to the outside, and nothing else', () => {
    expect(services.filter(([, { ports }]) => ports).map(([name]) => name)).toEqual(['proxy']);
    expect(edge.ports).toEqual(['80:8080', '443:8443']);
    const inside = Object.entries(compose.networks).filter(([, network]) => network?.internal);
    expect(inside.map(([name]) => name)).toEqual(['database', 'counters']);
    expect([database.networks, edge.networks]).toEqual([['database'], ['front']]);
  });

  test('keeps secrets in files, each given only to those that need it', () => {
    const given = services.flatMap(([, { secrets = [] }]) => secrets);
    expect(new Set(given)).toEqual(new Set(Object.keys(compose.secrets)));
    for (const [name, { file }] of Object.entries(compose.secrets)) expect(file).toBe(`./secrets/${name}`);
    for (const [name, { environment = {}, entrypoint = [], secrets = [] }] of services) {
      const read = [...Object.values(environment), ...entrypoint].flatMap((value) =>
        [...value.matchAll(/\/run\/secrets\/(\w+)/g)].map(([, secret]) => secret),
      );
      const byProxy = name === 'proxy' ? [...proxy.matchAll(/\/run\/secrets\/(\w+)/g)].map(([, secret]) => secret) : [];
      expect([name, new Set([...read, ...byProxy])]).toEqual([name, new Set(secrets)]);
      const open = Object.keys(environment).filter((key) => /PASSWORD|SECRET|SMTP_URL/.test(key) && !key.endsWith('_FILE'));
      expect([name, open]).toEqual([name, []]);
    }
  });
});

describe('the sidecars of it', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'secrets-'));
    writeFileSync(join(folder, 'client_secret'), 'client-secret\n');
    writeFileSync(join(folder, 'session_secret'), `${'s'.repeat(40)}\n`);
    writeFileSync(join(folder, 'smtp_url'), '');
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** What the code reads from a service's environment, in the image (`NODE_ENV=production`). Throws where it would not start. */
  function configOf({ environment }: Service): Config {
    const values = Object.entries(environment).map(([name, value]) => [name, filled(value).replace('/run/secrets', folder)]);
    return loadConfig({ NODE_ENV: 'production', ...Object.fromEntries(values) });
  }

  test('have settings that the code knows, with which they start', () => {
    for (const service of [web, worker]) {
      const names = Object.keys(service.environment).map((name) => name.replace(/_FILE$/, ''));
      expect(SETTING_NAMES).toEqual(expect.arrayContaining(names));
      expect(configOf(service)).toMatchObject({
        publicUrl: 'https://start.example.test',
        keycloak: { url: 'http://keycloak:8080', publicUrl: 'https://login.example.test', clientSecret: 'client-secret' },
        sessionSecrets: ['s'.repeat(40)],
        trustProxy: 1,
        redisUrl: 'redis://valkey:6379',
      });
    }
  });

  test('are several that serve pages and one that works in the background, with one folder for imports', () => {
    expect([configOf(web).role, web.scale, configOf(worker).role, worker.scale]).toEqual(['web', 2, 'worker', undefined]);
    const [, folderOfImports] = /^ENV IMPORT_DIR=(\S+)\/imports$/m.exec(dockerfile) ?? [];
    for (const service of [web, worker]) expect(service.volumes).toEqual([`imports:${folderOfImports}`]);
  });

  test('are reached by the proxy at the port of pages, while health and metrics are on another', () => {
    const { port, managementPort } = configOf(web);
    expect(proxy).toContain(`set $web http://web:${port};`);
    expect(proxy).not.toContain(String(managementPort));
  });
});

describe('the Keycloak of it', () => {
  test('is the one of the Dockerfile, built before and started from what was built', () => {
    const image = dockerfile.slice(dockerfile.indexOf(' AS keycloak-production'), dockerfile.indexOf(' AS sidecar'));
    expect([keycloak.build?.target, web.build?.target]).toEqual(['keycloak-production', 'sidecar']);
    expect(image).toContain('RUN /opt/keycloak/bin/kc.sh build');
    expect(keycloak.entrypoint?.at(-1)).toContain('exec /opt/keycloak/bin/kc.sh start --optimized --import-realm');
    // Fixed when it is built: given at the start they would be refused.
    const builtIn = [...image.matchAll(/(KC_[A-Z_]+)=/g)].map(([, name]) => name as string);
    expect(builtIn).toEqual(['KC_DB', 'KC_HEALTH_ENABLED', 'KC_METRICS_ENABLED']);
    expect(Object.keys(keycloak.environment).filter((name) => builtIn.includes(name))).toEqual([]);
  });

  test('gets every value that the realm asks for and that has no default of use', () => {
    const exported = [...(keycloak.entrypoint?.at(-1) ?? '').matchAll(/export ([A-Z_]+)=/g)].map(([, name]) => name as string);
    const given = [...Object.keys(keycloak.environment), ...exported];
    const asked = [...new Set([...read('keycloak-realm.json').matchAll(/\$\{([A-Z_]+)/g)].map(([, name]) => name as string))];
    expect(asked.filter((name) => !given.includes(name))).toEqual([]);
    for (const [, name = '', or] of read('keycloak-realm.json').matchAll(/\$\{([A-Z]+_(?:FROM_)?NAME):([^}]*)\}/g))
      expect([name, filled(keycloak.environment[name] ?? '')]).toEqual([name, or]);
    const ours = given.filter((name) => !name.startsWith('KC_'));
    expect(ours.filter((name) => !asked.includes(name))).toEqual(['MAIL_TIME_ZONE', 'SUPPORT_EMAIL']);
  });

  test('is given its secrets by what starts it, from their files', () => {
    const folder = mkdtempSync(join(tmpdir(), 'secrets-'));
    try {
      for (const name of keycloak.secrets ?? []) writeFileSync(join(folder, name), `of ${name}$\n`);
      const [shell = '', ...args] = keycloak.entrypoint ?? [];
      const script = (args.pop() ?? '').replaceAll('$$', '$').replaceAll('/run/secrets', folder);
      const kc = 'exec /opt/keycloak/bin/kc.sh start --optimized --import-realm';
      const told = execFileSync(shell, [...args, script.replace(kc, 'exec env')], {
        env: { PATH: process.env.PATH },
        encoding: 'utf8',
      });
      expect(told.split('\n')).toEqual(
        expect.arrayContaining([
          'KC_DB_PASSWORD=of database_password$',
          'KC_BOOTSTRAP_ADMIN_PASSWORD=of keycloak_admin_password$',
          'KEYCLOAK_CLIENT_SECRET=of client_secret$',
          'SMTP_PASSWORD=of smtp_password$',
        ]),
      );
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  test('believes X-Forwarded-For of its own network alone, and knows its name', () => {
    const [{ subnet } = { subnet: '' }] = compose.networks.front?.ipam?.config ?? [];
    expect(keycloak.environment).toMatchObject({ KC_PROXY_HEADERS: 'xforwarded', KC_PROXY_TRUSTED_ADDRESSES: subnet });
    expect(filled(keycloak.environment.KC_HOSTNAME ?? '')).toBe(filled(web.environment.KEYCLOAK_PUBLIC_URL ?? ''));
    expect(proxy).toContain('set $keycloak http://keycloak:8080;');
  });
});

test('the proxy’s configuration is filled in with what compose gives it, and its names are no variables of nginx', () => {
  const asked = [...new Set([...proxy.matchAll(/\$\{(\w+)\}/g)].map(([, name]) => name))];
  expect(asked.toSorted()).toEqual(Object.keys(edge.environment).toSorted());
});
