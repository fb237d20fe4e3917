import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { consoleAdmin } from '../src/dev/keycloak/console-admin.ts';
import { CONSOLE_ADMIN } from '../src/dev/keycloak/fixed-names.ts';
import type { KeycloakAdmin } from '../src/keycloak/api/keycloak-admin.ts';
import { fillPlaceholders, REALM_FILE } from '../src/keycloak/realm/realm-file.ts';
import type { BenchGround } from './ground.ts';

/** A realm that no other topic has filled: whatever waits there, a worker sets to work on. */
export interface OwnRealm {
  /** The environment of a sidecar process that serves it. */
  env: Record<string, string>;
  /** Signed in as somebody in the console: to the sidecar, another client. */
  console: KeycloakAdmin;
}

export async function createOwnRealm({ env }: BenchGround, realm: string, smtpPort: number): Promise<OwnRealm> {
  const clientSecret = randomBytes(24).toString('hex');
  const text = fillPlaceholders(await readFile(REALM_FILE, 'utf8'), {
    KEYCLOAK_CLIENT_ENABLED: 'true',
    KEYCLOAK_CLIENT_SECRET: clientSecret,
    PUBLIC_URL: env.PUBLIC_URL ?? '',
    SMTP_PORT: String(smtpPort),
    SMTP_FROM: 'no-reply@bench.test',
  });
  const imported = JSON.parse(text, (key, value) => (key === 'enabled' && value === 'true' ? true : value));
  const console = consoleAdmin({ url: env.KEYCLOAK_URL ?? '', realm, ...CONSOLE_ADMIN });
  await console.realms.create({ ...imported, realm });
  return { console, env: { ...env, KEYCLOAK_REALM: realm, KEYCLOAK_CLIENT_SECRET: clientSecret } };
}
