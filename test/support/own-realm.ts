import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger } from '../../src/common/log.ts';
import { letManageCompanies } from '../../src/dev/keycloak/company-rights.ts';
import { consoleAdmin } from '../../src/dev/keycloak/console-admin.ts';
import { CLIENT_ID } from '../../src/dev/keycloak/fixed-names.ts';
import type { KeycloakAdmin } from '../../src/keycloak/api/keycloak-admin.ts';
import { fillPlaceholders, REALM_FILE } from '../../src/keycloak/realm/realm-file.ts';
import { hasOrganizationRole } from '../../src/keycloak/rights/organization-role.ts';
import { loadConfig } from '../../src/settings/config.ts';
import { type Parts, wire } from '../../src/wiring.ts';
import { keyed, testEnvironment } from './environment.ts';

/**
 * A realm of the suite's own, imported from keycloak-realm.json under another name: the shared sidecar does not work in it, so a test
 * can start, stop and break workers of its own.
 */
export interface OwnRealm {
  /** With all rights, as a person in the console. */
  console: KeycloakAdmin;
  /** What a sidecar of this realm runs with; settings can be added. */
  sidecar(settings?: Record<string, string>): OwnSidecar;
  remove(): Promise<void>;
}

/** What a sidecar of such a realm is made of, in this process. */
export type OwnSidecar = Parts;

export async function createOwnRealm(): Promise<OwnRealm> {
  const { keycloakUrl, sidecarUrl, smtpUrl, consoleAdmin: account } = testEnvironment();
  const realm = `own-${randomUUID().slice(0, 8)}`;
  const directory = await mkdtemp(join(tmpdir(), 'own-realm-'));
  const clientSecret = randomBytes(24).toString('hex');
  const text = fillPlaceholders(await readFile(REALM_FILE, 'utf8'), {
    KEYCLOAK_CLIENT_ENABLED: 'true',
    KEYCLOAK_CLIENT_SECRET: clientSecret,
    PUBLIC_URL: sidecarUrl,
    SMTP_PORT: new URL(smtpUrl).port,
    SMTP_FROM: 'no-reply@example.test',
  });
  const imported = JSON.parse(text, (key, value) => (key === 'enabled' && value === 'true' ? true : value));
  const console = consoleAdmin({ url: keycloakUrl, realm, ...account });
  await console.realms.create(keyed({ ...imported, realm }));
  if (!(await hasOrganizationRole(console))) await letManageCompanies(console);
  return {
    console,
    sidecar: (settings = {}) => sidecarOf(realm, clientSecret, { IMPORT_DIR: join(directory, 'imports'), ...settings }),
    async remove() {
      await console.realms.del({ realm });
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** What a sidecar of a realm works with, in this process. */
export function sidecarOf(realm: string, clientSecret: string, settings: Record<string, string> = {}): OwnSidecar {
  const { keycloakUrl, sidecarUrl, sessionSecret } = testEnvironment();
  const config = loadConfig({
    KEYCLOAK_URL: keycloakUrl,
    KEYCLOAK_REALM: realm,
    KEYCLOAK_CLIENT_ID: CLIENT_ID,
    KEYCLOAK_CLIENT_SECRET: clientSecret,
    SESSION_SECRET: sessionSecret,
    PUBLIC_URL: sidecarUrl,
    LOG_LEVEL: 'silent',
    ...settings,
  });
  return wire(config, createLogger(config.logLevel));
}
