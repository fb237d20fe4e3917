import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { KeycloakAdmin } from '../../keycloak/api/keycloak-admin.ts';
import { fillPlaceholders, type Placeholders, REALM_FILE } from '../../keycloak/realm/realm-file.ts';

/** The parts of a realm that hold addresses, ports and secrets of one installation. */
interface Installed {
  displayName: string;
  smtpServer: Record<string, string>;
  clients: InstalledClient[];
}
interface InstalledClient {
  clientId: string;
  baseUrl: string;
  redirectUris: string[];
  secret?: string;
  attributes: Record<string, string>;
}

/**
 * Keycloak imports the realm only once. When ports or addresses are different at a later start, what depends on them in the realm
 * follows here; everything else in it is the user's.
 */
export async function followSettings(admin: KeycloakAdmin, realm: string, values: Placeholders): Promise<void> {
  const wanted: Installed = JSON.parse(fillPlaceholders(await readFile(REALM_FILE, 'utf8'), values));
  const current = await admin.realms.findOne({ realm });
  // Keycloak shows a password, even an empty one, as stars.
  const shown = { ...wanted.smtpServer, password: '**********' };
  if (!isDeepStrictEqual(current?.smtpServer, shown) || current?.displayName !== wanted.displayName) {
    await admin.realms.update({ realm }, { smtpServer: wanted.smtpServer, displayName: wanted.displayName });
  }
  for (const { clientId, baseUrl, redirectUris, secret, attributes } of wanted.clients) {
    const [client] = await admin.clients.find({ clientId });
    if (!client?.id) continue;
    const same =
      client.baseUrl === baseUrl &&
      isDeepStrictEqual(client.redirectUris?.toSorted(), redirectUris.toSorted()) &&
      (secret === undefined || client.secret === secret);
    if (same) continue;
    const merged = { ...client, baseUrl, redirectUris, attributes: { ...client.attributes, ...attributes } };
    await admin.clients.update({ id: client.id }, secret === undefined ? merged : { ...merged, secret });
  }
}

/** True when keycloak-realm.json is another one than at the first start of this unpacked Keycloak, which holds its data: only a fresh one imports it. */
export async function realmFileChanged(home: string): Promise<boolean> {
  const file = join(home, 'realm.sha256');
  const hash = createHash('sha256')
    .update(await readFile(REALM_FILE))
    .digest('hex');
  const known = await readFile(file, 'utf8').catch(() => undefined);
  if (known === undefined) await writeFile(file, hash);
  return known !== undefined && known !== hash;
}
