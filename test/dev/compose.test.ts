import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { NODE_FLAGS } from '../../bench/node-flags.ts';
import { ROOT } from '../../src/common/paths.ts';
import { NEWEST } from '../../src/dev/keycloak/versions.ts';
import { EMBEDDED_SETTING_NAMES } from '../../src/dev/settings.ts';
import { placeholdersFor } from '../../src/dev/start.ts';
import { readBrand } from '../../src/settings/brand.ts';
import { SETTING_NAMES } from '../../src/settings/config.ts';
import { composeFaults } from '../support/compose-schema.ts';

/** There is no Docker engine where the tests run: so the files are held against the compose schema, and against the code. */
const read = (name: string) => readFileSync(join(ROOT, name), 'utf8');
const text = read('docker-compose.yml');
const dockerfile = read('Dockerfile');

interface Service {
  read_only?: boolean;
  cap_drop?: string[];
  security_opt?: string[];
  mem_limit?: string;
  pids_limit?: number;
  networks?: { default: { ipv4_address: string } };
  image?: string;
  build?: { target: string };
  environment: Record<string, string>;
  ports: string[];
}
const compose: {
  services: Record<'mail' | 'valkey' | 'keycloak' | 'sidecar', Service>;
  networks: { default: { ipam: { config: { subnet: string; gateway: string }[] } } };
} = parse(text, { merge: true });
const { mail, keycloak, sidecar } = compose.services;

/** `${NAME}`, `${NAME:-default}`, `${NAME:?what to do}` in compose; `${NAME:default}` in the realm. */
const names = (source: string) => [...new Set([...source.matchAll(/\$\{([A-Z_]+)/g)].map(([, name]) => name as string))];

describe('docker-compose.yml', () => {
  test('is valid by the compose specification', () => {
    expect(composeFaults(compose)).toEqual([]);
    expect(composeFaults({ services: { sidecar: { imagine: 'x' } } })).not.toEqual([]);
  });

  test('gives the sidecar settings that it has, and all that it must have', () => {
    const given = Object.keys(sidecar.environment);
    expect(SETTING_NAMES).toEqual(expect.arrayContaining(given));
    expect(given).toEqual(expect.arrayContaining(['KEYCLOAK_URL', 'KEYCLOAK_CLIENT_SECRET', 'SESSION_SECRET', 'PUBLIC_URL']));
  });

  test('gives Keycloak every value that the realm, the themes and the mails ask for and that cannot be left to its default', () => {
    const realm = read('keycloak-realm.json');
    const required = [...realm.matchAll(/\$\{([A-Z_]+)\}/g)].map(([, name]) => name);
    expect(required).toEqual(['KEYCLOAK_CLIENT_SECRET']);
    const wanted = [...required, 'KEYCLOAK_CLIENT_ENABLED', 'PUBLIC_URL', 'SMTP_HOST', 'SMTP_PORT', 'SUPPORT_EMAIL'];
    expect(Object.keys(keycloak.environment)).toEqual(expect.arrayContaining(wanted));

    const known = [...names(realm), 'SUPPORT_EMAIL', 'MAIL_TIME_ZONE'];
    const ours = Object.keys(keycloak.environment).filter((name) => !name.startsWith('KC_'));
    expect(known).toEqual(expect.arrayContaining(ours));
  });

  test('and the embedded start fill the same placeholders', () => {
    const settings = {
      ports: { PORT: 1, KEYCLOAK_PORT: 2, MAIL_SMTP_PORT: 3, MAIL_WEB_PORT: 4 },
      publicUrl: 'x',
      platformUrl: 'x',
      dataDir: 'x',
    };
    const filled = Object.keys(placeholdersFor(settings, { clientSecret: 'x', sessionSecret: 'x' }, { MAIL_TIME_ZONE: 'x' }));
    expect(filled).toEqual(expect.arrayContaining(names(read('keycloak-realm.json'))));
    expect(filled).toEqual(expect.arrayContaining(Object.keys(keycloak.environment).filter((name) => !name.startsWith('KC_'))));
  });

  test('reads only variables that .env.example explains and the code knows, and stops without a secret', () => {
    const example = names(read('.env.example').replace(/^#? ?([A-Z_]+)=/gm, '${$1}'));
    const asked = names(text);
    expect(example).toEqual(expect.arrayContaining(asked));
    const known = [...SETTING_NAMES, ...EMBEDDED_SETTING_NAMES, 'KEYCLOAK_ADMIN_PASSWORD'];
    expect(known).toEqual(expect.arrayContaining([...asked, ...example]));
    const guarded = [...text.matchAll(/\$\{([A-Z_]+):\?/g)].map(([, name]) => name);
    expect(new Set(guarded)).toEqual(new Set(['KEYCLOAK_ADMIN_PASSWORD', 'KEYCLOAK_CLIENT_SECRET', 'SESSION_SECRET']));
  });

  test('has the ports, the brand and the addresses that the code has', () => {
    expect(sidecar.ports).toEqual(['127.0.0.1:${PORT:-3000}:3000']);
    expect(keycloak.ports).toEqual(['127.0.0.1:${KEYCLOAK_PORT:-8080}:8080']);
    expect(mail.ports).toEqual(['127.0.0.1:${MAIL_WEB_PORT:-1080}:1080']);
    expect(sidecar.environment).toMatchObject({
      PORT: '3000',
      KEYCLOAK_URL: 'http://keycloak:8080',
      SMTP_URL: 'smtp://mail:1025',
    });
    expect(sidecar.environment.SUPPORT_EMAIL).toBe(`\${SUPPORT_EMAIL:-${readBrand().supportEmail}}`);
    expect(sidecar.environment.KEYCLOAK_PUBLIC_URL).toBe(keycloak.environment.KC_HOSTNAME);
  });
});

describe('what runs in a container', () => {
  test('has no rights, and bounds for memory and processes; only Keycloak, which rebuilds itself, may write into its own files', () => {
    for (const [name, service] of Object.entries(compose.services)) {
      expect([name, service]).toMatchObject([name, { cap_drop: ['ALL'], security_opt: ['no-new-privileges:true'] }]);
      expect([name, service.mem_limit, service.pids_limit]).toEqual([
        name,
        expect.stringMatching(/^\d+[mg]$/),
        expect.any(Number),
      ]);
      expect([name, service.read_only ?? false]).toEqual([name, name !== 'keycloak']);
    }
  });

  test('is believed by Keycloak about others’ addresses only if it is the sidecar, or comes by a port of this machine alone', () => {
    const address = sidecar.networks?.default.ipv4_address ?? '';
    const [{ subnet, gateway } = { subnet: '', gateway: '' }] = compose.networks.default.ipam.config;
    for (const one of [address, gateway]) expect(one.split('.').slice(0, 3)).toEqual(subnet.split('.').slice(0, 3));
    expect(keycloak.environment).toMatchObject({
      KC_PROXY_HEADERS: 'xforwarded',
      KC_PROXY_TRUSTED_ADDRESSES: `${address},${gateway}`,
    });
    for (const port of keycloak.ports) expect(port).toMatch(/^127\.0\.0\.1:/);
  });

  test('is started by Node as `npm start` and the bench start it', () => {
    const [, command = ''] = /^CMD (\["node".*\])$/m.exec(dockerfile) ?? [];
    expect(NODE_FLAGS).not.toEqual([]);
    expect(JSON.parse(command)).toEqual(['node', ...NODE_FLAGS, 'dist/server/main.js']);
  });

  test('reaches a Keycloak that knows its own name, in the arrangement that test/access/arrangements.long.kc.test.ts signs in in', () => {
    expect(keycloak.environment.KC_HOSTNAME).toMatch(/^\$\{KEYCLOAK_PUBLIC_URL:-/);
    expect(keycloak.environment.KC_HOSTNAME_BACKCHANNEL_DYNAMIC).toBe('true');
    expect(sidecar.environment.KEYCLOAK_URL).toMatch(/^http:/);
  });
});

describe('packages', () => {
  test('run nothing when they are installed, and what is started needs no hook for it', () => {
    expect(read('.npmrc')).toContain('\nignore-scripts=true\n');
    const { scripts } = JSON.parse(read('package.json'));
    // npm leaves out hooks, too.
    const hooks = Object.keys(scripts).flatMap((name) => [`pre${name}`, `post${name}`]);
    expect(hooks.filter((name) => scripts[name])).toEqual([]);
    expect(scripts.start).toMatch(/^npm run build && exec node /);
  });

  test('are listed in the image, those that it holds', () => {
    expect(dockerfile).toContain('npm pkg delete devDependencies && npm run -s sbom > sbom.cdx.json');
    expect(dockerfile).toContain('COPY --from=build /app/sbom.cdx.json ./');
  });
});

describe('the images', () => {
  test('are built for the Keycloak that the tests run, on one Node, and not run as root', () => {
    expect(dockerfile).toContain(`FROM quay.io/keycloak/keycloak:${NEWEST} AS keycloak`);
    expect(new Set(dockerfile.match(/node:[\w.-]+/g))).toHaveProperty('size', 1);
    for (const { build } of [keycloak, sidecar]) expect(dockerfile).toContain(` AS ${build?.target}\n`);
    expect(dockerfile.slice(dockerfile.indexOf(' AS sidecar'))).toContain('\nUSER node\n');
  });

  test('get every file that they copy, and nothing that is not needed', () => {
    const ignore = read('.dockerignore').trim().split('\n');
    expect(ignore[0]).toBe('*');
    const copied = [...dockerfile.matchAll(/^COPY (?!--from)(?:--\S+ )?(.+) \S+$/gm)].flatMap(([, files]) =>
      (files as string).split(' '),
    );
    expect(new Set(ignore.slice(1))).toEqual(new Set(copied.map((file) => `!${file}`)));
  });

  test('hold every package that the sidecar loads: none is for development only', () => {
    const { dependencies } = JSON.parse(read('package.json'));
    // Loaded on other ways than by the running sidecar: the embedded start, the build, and what esbuild bundles.
    const apart = /^(dev|build|browser)[/\\]/;
    const files = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' }).filter(
      (file) => file.endsWith('.ts') && !apart.test(file),
    );
    const loaded = files.flatMap((file) =>
      [...read(join('src', file)).matchAll(/^(?:import|export) (?!type).*?from '([^'.]+)'/gms)].map(([, name]) => name as string),
    );
    const packages = new Set(
      loaded
        .filter((name) => !name.startsWith('node:'))
        .map((name) =>
          name
            .split('/')
            .slice(0, name.startsWith('@') ? 2 : 1)
            .join('/'),
        ),
    );
    expect(packages.size).toBeGreaterThan(5);
    expect(Object.keys(dependencies)).toEqual(expect.arrayContaining([...packages]));
  });
});

test('the unit tests run on the Node of the image, too', () => {
  const [, major] = /^FROM node:(\d+)-slim AS sidecar$/m.exec(dockerfile) ?? [];
  expect(JSON.parse(read('package.json')).scripts['image-node']).toContain(` --package=node@${major} `);
});
