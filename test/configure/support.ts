import { execFile } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type RealmRepresentation from '@keycloak/keycloak-admin-client/lib/defs/realmRepresentation.js';
import { DIST } from '../../src/common/paths.ts';
import { consoleAdmin } from '../../src/dev/keycloak/console-admin.ts';
import { createKeycloakAdmin, type KeycloakAdmin } from '../../src/keycloak/api/keycloak-admin.ts';
import { keycloakServer } from '../../src/keycloak/api/server.ts';
import type { RealmFile } from '../../src/keycloak/realm/realm-file.ts';
import { LOCALES } from '../../src/settings/brand.ts';
import { loadConfig } from '../../src/settings/config.ts';
import { keyed, testEnvironment } from '../support/environment.ts';

/** A realm as a company has it before the sidecar comes: made in the console, with a mail server and nothing else. */
export interface BareRealm {
  name: string;
  /** What the sidecar of this realm is to sign in with. */
  clientSecret: string;
  /** With all rights, as a person in the console. */
  console: KeycloakAdmin;
  /** `npm run configure -- …args`, as the image runs it. */
  configure(args: string[], env?: Record<string, string>): Promise<Run>;
  /** Everything that the command may look at or change. */
  snapshot(): Promise<Snapshot>;
  remove(): Promise<void>;
}

/** What a sidecar of this realm has: its settings, and Keycloak as its service account sees it. */
export function sidecarParts({ name, clientSecret }: BareRealm, settings: Record<string, string> = {}) {
  const { keycloakUrl, sessionSecret } = testEnvironment();
  const config = loadConfig({
    KEYCLOAK_URL: keycloakUrl,
    KEYCLOAK_REALM: name,
    KEYCLOAK_CLIENT_SECRET: clientSecret,
    SESSION_SECRET: sessionSecret,
    ...settings,
  });
  const server = keycloakServer(config);
  return { config, server, admin: createKeycloakAdmin(config, server) };
}

export interface Run {
  code: number;
  /** Lines of the report about the realm. */
  lines: string[];
  stdout: string;
  stderr: string;
}

export type Snapshot = Awaited<ReturnType<typeof snapshotOf>>;

export const LANGUAGES = [...LOCALES];

export async function createBareRealm(settings: RealmFile = {}): Promise<BareRealm> {
  const { keycloakUrl, sidecarUrl, smtpUrl, consoleAdmin: account } = testEnvironment();
  const name = `bare-${randomUUID().slice(0, 8)}`;
  const clientSecret = randomBytes(24).toString('hex');
  const console = consoleAdmin({ url: keycloakUrl, realm: name, ...account });
  const { hostname: host, port } = new URL(smtpUrl);
  const smtpServer = { host, port, from: 'no-reply@example.test' };
  await console.realms.create(keyed({ realm: name, enabled: true, smtpServer, ...(settings as RealmRepresentation) }));

  return {
    name,
    clientSecret,
    console,
    configure: (args, env = {}) =>
      runCli(args, {
        KEYCLOAK_URL: keycloakUrl,
        KEYCLOAK_REALM: name,
        KEYCLOAK_CLIENT_SECRET: clientSecret,
        KEYCLOAK_ADMIN_USERNAME: account.username,
        KEYCLOAK_ADMIN_PASSWORD: account.password,
        PUBLIC_URL: sidecarUrl,
        ...env,
      }),
    snapshot: () => snapshotOf(console, name),
    remove: () => console.realms.del({ realm: name }),
  };
}

/** The built command in a process of its own, with no other environment than the given one. */
export function runCli(args: string[], env: Record<string, string>): Promise<Run> {
  return new Promise((resolve) => {
    const command = [join(DIST, 'server', 'configure-cli.js'), ...args];
    const child = execFile(process.execPath, command, { env: { PATH: process.env.PATH, ...env } }, (_error, stdout, stderr) => {
      const lines = stdout.split('\n').filter((line) => /^[=+~!-] /.test(line));
      resolve({ code: child.exitCode ?? -1, lines, stdout, stderr });
    });
  });
}

async function snapshotOf(console: KeycloakAdmin, realm: string) {
  const clients = (await console.clients.find()).toSorted((a, b) => String(a.clientId).localeCompare(String(b.clientId)));
  return {
    realm: await console.realms.findOne({ realm }),
    events: await console.realms.getConfigEvents({ realm }),
    clients,
    roles: await Promise.all(clients.map(({ id = '' }) => console.clients.listRoles({ id }))),
    profile: await console.users.getProfile(),
    actions: await console.authenticationManagement.getRequiredActions(),
    texts: await Promise.all(
      LANGUAGES.map((selectedLocale) => console.realms.getRealmLocalizationTexts({ realm, selectedLocale })),
    ),
  };
}

/** The service account of the sidecar's client, and the internal ids that changing its rights takes. */
export async function sidecarAccount(console: KeycloakAdmin) {
  const [client] = await console.clients.find({ clientId: 'activation-sidecar' });
  const [management] = await console.clients.find({ clientId: 'realm-management' });
  const id = client?.id ?? '';
  const account = await console.clients.getServiceAccountUser({ id });
  const clientUniqueId = management?.id ?? '';
  return {
    client: { ...client, id },
    userId: account.id ?? '',
    managementId: clientUniqueId,
    /** A role of `realm-management`, as mappings name it. */
    async role(name: string) {
      const role = await console.clients.findRole({ id: clientUniqueId, roleName: name });
      return { id: account.id ?? '', clientUniqueId, roles: [{ id: role?.id ?? '', name }] };
    },
    async roles(): Promise<string[]> {
      const roles = await console.users.listClientRoleMappings({ id: account.id ?? '', clientUniqueId });
      return roles.map(({ name }) => name ?? '').sort();
    },
  };
}
