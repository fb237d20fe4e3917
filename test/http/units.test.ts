import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { loginAfterActivation } from '../../src/activation/next-login.ts';
import { maskEmail, pathForLog } from '../../src/common/log.ts';
import { ROOT } from '../../src/common/paths.ts';
import { toAppError } from '../../src/http/answer/to-app-error.ts';
import { localPath } from '../../src/http/request/local-path.ts';
import { faultsOf } from '../../src/http/request/validation.ts';
import { translate } from '../../src/i18n/index.ts';
import { keycloakServer } from '../../src/keycloak/api/server.ts';
import { MAX_KEY_LENGTH, readActionToken } from '../../src/keycloak/ride/action-token.ts';
import { readPageState } from '../../src/keycloak/ride/steps/page-state.ts';
import { ConfigError, loadConfig } from '../../src/settings/config.ts';

const MINIMAL = { KEYCLOAK_URL: 'http://kc:8080/', KEYCLOAK_CLIENT_SECRET: 's', SESSION_SECRET: 'x'.repeat(32) };

describe('configuration', () => {
  test('needs three settings; the rest has defaults', () => {
    const config = loadConfig(MINIMAL);
    expect(config.publicUrl).toBe('http://localhost:3000');
    expect(config.keycloak).toMatchObject({ url: 'http://kc:8080', publicUrl: 'http://kc:8080', realm: 'amperecloud' });
  });

  test('reports every fault at once', () => {
    expect.assertions(5);
    try {
      loadConfig({ PORT: 'abc', PUBLIC_URL: 'ftp://x', KEYCLOAK_URL: 'http://kc', SESSION_SECRET: 'short' });
    } catch (error) {
      expect(error).toBeInstanceOf(ConfigError);
      for (const name of ['PORT', 'PUBLIC_URL', 'SESSION_SECRET', 'KEYCLOAK_CLIENT_SECRET is missing']) {
        expect((error as Error).message).toContain(name);
      }
    }
  });

  test('outside of this machine links and webhooks go over https, and every fault is told at once', () => {
    const faults = (settings: Record<string, string>) => {
      try {
        loadConfig({ ...MINIMAL, ...settings });
        return [];
      } catch (error) {
        return (error as Error).message.split('\n  ').slice(1);
      }
    };
    const webhook = { WEBHOOK_URL: 'http://erp.test/hooks', WEBHOOK_SECRET: `whsec_${Buffer.alloc(32).toString('base64')}` };
    const production = { NODE_ENV: 'production', PUBLIC_URL: 'http://activar.test' };
    expect(faults({ ...production, ...webhook, PORT: '80', MANAGEMENT_PORT: '80', LOG_LEVEL: 'loud' })).toEqual([
      expect.stringMatching(/^LOG_LEVEL /),
      'MANAGEMENT_PORT must be another port than PORT',
      'PUBLIC_URL must be https with NODE_ENV=production: its links are keys to accounts',
      'WEBHOOK_URL must be https, or ALLOW_INSECURE_WEBHOOK=true: it tells names and addresses',
    ]);
    expect(faults({ ...webhook, ALLOW_INSECURE_WEBHOOK: 'true' })).toEqual([]);
    for (const host of ['localhost:3000', 'sidecar.localhost', '127.0.0.1', '[::1]:3000']) {
      expect(faults({ ...webhook, ...production, PUBLIC_URL: `http://${host}`, WEBHOOK_URL: `http://${host}` })).toEqual([]);
    }
    for (const host of ['127.0.0.1.evil.test', 'localhost.evil.test', '10.0.0.7']) {
      expect(faults({ ...production, PUBLIC_URL: `http://${host}` })).toHaveLength(1);
    }
    expect(faults({ PUBLIC_URL: 'http://activar.test' })).toEqual([]);
    expect(faults({ ...production, PUBLIC_URL: 'https://activar.test' })).toEqual([]);
  });

  test('the store’s address has a scheme and a database that Redis knows', () => {
    const redisUrl = 'rediss://sidecar:a%40b@valkey.test:6380/2';
    expect(loadConfig({ ...MINIMAL, REDIS_URL: redisUrl })).toMatchObject({ redisUrl });
    for (const wrong of ['valkey:6379', 'http://valkey:6379', 'redis://valkey/counters']) {
      expect(() => loadConfig({ ...MINIMAL, REDIS_URL: wrong })).toThrow('REDIS_URL must');
    }
  });

  test('an empty variable counts as unset, and a secret can come from a file', () => {
    expect(loadConfig({ ...MINIMAL, PLATFORM_LOGIN_URL: '' }).platformLoginUrl).toBeUndefined();
    expect(() => loadConfig({ ...MINIMAL, SESSION_SECRET: '', SESSION_SECRET_FILE: '/nowhere' })).toThrow('SESSION_SECRET_FILE');
  });

  test('a session secret has one value or several, each long enough', () => {
    const [one, other] = ['x'.repeat(32), 'y'.repeat(32)];
    expect(loadConfig({ ...MINIMAL, SESSION_SECRET: `${one}\n ${other} ` }).sessionSecrets).toEqual([one, other]);
    expect(() => loadConfig({ ...MINIMAL, SESSION_SECRET: `${one} short` })).toThrow('SESSION_SECRET must have at least 32');
  });

  test('a time zone is one that there is', () => {
    expect(loadConfig(MINIMAL).timeZone).toBe('Europe/Madrid');
    expect(loadConfig({ ...MINIMAL, MAIL_TIME_ZONE: 'Atlantic/Canary' }).timeZone).toBe('Atlantic/Canary');
    expect(() => loadConfig({ ...MINIMAL, MAIL_TIME_ZONE: 'Madrid' })).toThrow('MAIL_TIME_ZONE must');
  });

  test('sites that share what people sign in with are https origins', () => {
    const origins = (text: string) => loadConfig({ ...MINIMAL, SHARED_LOGIN_ORIGINS: text }).sharedLoginOrigins;
    expect(origins('')).toEqual([]);
    expect(origins('https://login.sol.test/, https://Login.luna.test:8443')).toEqual([
      'https://login.sol.test',
      'https://login.luna.test:8443',
    ]);
    for (const wrong of ['login.sol.test', 'http://login.sol.test', 'https://login.sol.test/realms', 'https://a@login.sol.test'])
      expect(() => origins(wrong)).toThrow('SHARED_LOGIN_ORIGINS must');
  });

  test('a brand file that cannot be used is a fault among the others', () => {
    const load = (file: string) => () => loadConfig({ ...MINIMAL, PORT: 'abc', BRAND_FILE: file });
    expect(load('/nowhere.json')).toThrow(/PORT [\s\S]*BRAND_FILE cannot be read \(ENOENT\)$/);
    expect(load(join(ROOT, 'README.md'))).toThrow(/BRAND_FILE cannot be used: .*JSON/);
    expect(load(join(ROOT, 'package.json'))).toThrow(/BRAND_FILE cannot be used: .*supportEmail: [^\n]*; [^\n]*$/);
  });

  test('a file of certificates that cannot be used is a fault: Node itself only warns', () => {
    const load = (file: string) => () => loadConfig({ ...MINIMAL, NODE_EXTRA_CA_CERTS: file });
    expect(load('/nowhere.pem')).toThrow(/NODE_EXTRA_CA_CERTS cannot be read$/);
    expect(load(join(ROOT, 'package.json'))).toThrow(/NODE_EXTRA_CA_CERTS holds no certificate/);
  });

  test('the platform’s address stays as it is written, slashes at its end included', () => {
    for (const platformLoginUrl of ['https://app.test/login?next=/', 'https://app.test/login/']) {
      expect(loadConfig({ ...MINIMAL, PLATFORM_LOGIN_URL: platformLoginUrl })).toMatchObject({ platformLoginUrl });
    }
    expect(() => loadConfig({ ...MINIMAL, PLATFORM_LOGIN_URL: 'app.test/login' })).toThrow('PLATFORM_LOGIN_URL must');
  });
});

test('after signing in a browser goes to paths of ours only', () => {
  expect(localPath('/admin?status=sent')).toBe('/admin?status=sent');
  for (const path of ['//evil.test', '/\\evil.test', 'https://evil.test/', 'admin', '', undefined, '/\t/evil.test']) {
    expect(localPath(path)).toBeUndefined();
  }
});

test('dots in front of another site’s name do not make it a path of ours', () => {
  for (const path of ['/.//evil.test', '/x/..//evil.test', '/%2e//evil.test', '/.\\/evil.test', '/.//']) {
    expect(localPath(path)).toBeUndefined();
  }
  expect(localPath('/admin//x?to=//evil.test')).toBe('/admin//x?to=//evil.test');
});

test('the platform’s login gets issuer and address, and keeps what its own address says', () => {
  const config = { publicUrl: 'http://s', platformLoginUrl: 'https://platform.test/login?tenant=1' };
  const url = new URL(loginAfterActivation(config, 'https://kc/realms/a', 'ana+1@sol.test'));
  expect(Object.fromEntries(url.searchParams)).toEqual({ tenant: '1', iss: 'https://kc/realms/a', login_hint: 'ana+1@sol.test' });
  expect(url.hash).toBe('#cuenta-activada');
  const withCodes = new URL(loginAfterActivation(config, 'https://kc/realms/a', 'ana+1@sol.test', { activatedWith: 'codes' }));
  expect(withCodes.hash).toBe('#cuenta-activada-con-codigos');
  const byPasskey = new URL(loginAfterActivation(config, 'https://kc/realms/a', 'ana+1@sol.test', { activatedWith: 'passkey' }));
  expect(byPasskey.hash).toBe('#cuenta-activada-con-llave');
});

test('a number that will not do is answered with the bounds that it must keep', () => {
  const hours = z.object({ hours: z.int().min(1).max(8760) });
  const fault = (value: unknown) => faultsOf(hours.safeParse({ hours: value }, { reportInput: true }).error as z.ZodError)[0];
  expect(fault(0)).toEqual({ field: 'hours', key: 'field.number_min', params: { min: 1 } });
  expect(fault(9000)).toEqual({ field: 'hours', key: 'field.number_max', params: { max: 8760 } });
  expect(fault(1.5)).toEqual({ field: 'hours', key: 'field.integer' });
  expect(fault(Number.NaN)).toEqual({ field: 'hours', key: 'field.integer' });
  expect(fault('12')).toEqual({ field: 'hours', key: 'field.type' });
});

test('a list that is too long is answered with how many it may hold', () => {
  const { error } = z
    .object({ groups: z.array(z.string()).max(2) })
    .safeParse({ groups: ['a', 'b', 'c'] }, { reportInput: true });
  expect(faultsOf(error ?? new z.ZodError([]))).toEqual([{ field: 'groups', key: 'field.too_many', params: { max: 2 } }]);
});

test('a value of the wrong kind is told in the words of its field, and a list is named as a whole', () => {
  const schema = z.strictObject({
    name: z.string(),
    count: z.int(),
    groups: z.array(z.string().min(2)),
    more: z.looseObject({}),
  });
  const found = schema.safeParse({ name: 5, count: 1.5, groups: ['x', 7, 'y'], more: {} }, { reportInput: true });
  const told = faultsOf(found.error ?? new z.ZodError([])).map(({ field, key }) => [field, key]);
  expect(told).toEqual([
    ['name', 'field.type'],
    ['count', 'field.integer'],
    ['groups', 'field.too_short'],
    ['groups', 'field.type'],
  ]);
  expect(faultsOf(z.string().safeParse(true, { reportInput: true }).error ?? new z.ZodError([]))).toMatchObject([
    { key: 'field.type' },
  ]);
});

test('a body in an encoding or character set that we do not read is refused with what we do', () => {
  for (const [type, expected] of [
    ['encoding.unsupported', 'gzip, deflate, br'],
    ['charset.unsupported', 'UTF-8'],
  ]) {
    const { code, params } = toAppError(Object.assign(new Error('body'), { type }));
    expect(translate('es', `error.${code}`, params)).toContain(expected);
  }
});

test('an address in the log cannot be written to', () => {
  expect(maskEmail('ana.lopez@sol.test')).toBe('a***@sol.test');
  expect(maskEmail('ana@camión.example')).toBe('a***@camión.example');
});

test.each(['Ana-1234!', 'ana@sol.test, luis@sol.test', 'Ana <ana@sol.test>', 'ana＠sol.test', 'a@b@sol.test', '@sol.test', ''])(
  'nothing is told in the log of what is not one address: %s',
  (typed) => {
    expect(maskEmail(typed)).toBe('***');
  },
);

test('a path in the log holds neither an address nor a key', () => {
  const key = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ4In0.c2ln';
  expect(pathForLog(`/api/v1/invitations/ana%40sol.test/x?key=${key}`)).toBe('/api/v1/invitations/[email]/x');
  expect(pathForLog(`/activar%3Fkey=${key}`)).toBe('/[token]');
  expect(pathForLog('/admin/invitaciones/31c4-5')).toBe('/admin/invitaciones/31c4-5');
});

describe('a key', () => {
  const key = (claims: object) => `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.c2ln`;
  const claims = {
    sub: '0b8e4d5e-1111-4222-8333-444455556666',
    exp: 1_800_000_000,
    typ: 'execute-actions',
    rqac: ['UPDATE_PASSWORD'],
  };

  test('names its user and the invitation that it was sent for', () => {
    const token = readActionToken(key({ ...claims, reduri: 'http://s/activada?i=7' }));
    expect(token).toMatchObject({ userId: claims.sub, invitationId: '7', requiredActions: ['UPDATE_PASSWORD'] });
    expect(readActionToken(key(claims))?.invitationId).toBeUndefined();
  });

  test('of another kind, or none at all, is no key', () => {
    for (const text of [
      '',
      'a',
      'a.b.c',
      key({ ...claims, typ: 'reset-credentials' }),
      key({ ...claims, sub: '../x' }),
      'x'.repeat(MAX_KEY_LENGTH + 1),
    ]) {
      expect(readActionToken(text)).toBeUndefined();
    }
  });
});

test('the state block is the last of the page, and anything else is none', () => {
  const block = (json: string) => `<p>x</p><script type="application/json" id="keycloak-state">${json}</script></html>`;
  expect(readPageState(block('{"version":1,"page":"info","message":null}'))).toMatchObject({ page: 'info', attributes: [] });
  for (const html of [
    '',
    '<html></html>',
    block('{'),
    block('{"version":2,"page":"info","message":null}'),
    '<script id="keycloak-state">',
  ]) {
    expect(readPageState(html)).toBeUndefined();
  }
});

test('addresses that Keycloak writes are asked at the address where the sidecar reaches it', () => {
  const server = keycloakServer({
    keycloak: { url: 'http://kc:8080/auth', publicUrl: 'https://id.test/auth', realm: 'a', clientId: 'c', clientSecret: 's' },
  });
  expect(server.issuer).toBe('https://id.test/auth/realms/a');
  expect(server.toInternal('https://id.test/auth/realms/a/x?y=1').href).toBe('http://kc:8080/auth/realms/a/x?y=1');
  expect(server.toInternal('https://id.test.evil/auth/x').href).toBe('http://kc:8080/auth/x');
});
