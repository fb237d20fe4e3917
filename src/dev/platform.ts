import { join } from 'node:path';
import { DIST } from '../common/paths.ts';
import type { KeycloakAdmin } from '../keycloak/api/keycloak-admin.ts';
import { PLATFORM_CLIENT_ID } from './keycloak/fixed-names.ts';
import { freePort, isFree, LOOPBACK } from './machine/ports.ts';
import { type Supervised, supervise } from './machine/supervised-process.ts';

/** The example app (examples/platform) as the platform that people of the embedded start land in. */
const PROGRAM = join(DIST, 'examples', 'platform', 'main.js');
const USUAL_PORT = 3001;

export interface PlatformOptions extends Address {
  issuer: string;
  /** What the app calls itself. */
  name: string;
  logFile: string;
}

export interface Address {
  port: number;
  url: string;
}

/** At the port that was asked for, else at the usual one, else at any that is free: nobody has to know it beforehand. */
export async function platformAddress(wanted: number | undefined): Promise<Address> {
  const port = wanted ?? ((await isFree(USUAL_PORT)) ? USUAL_PORT : await freePort());
  return { port, url: `http://localhost:${port}` };
}

export function startPlatform({ port, url, issuer, name, logFile }: PlatformOptions): Promise<Supervised> {
  const settings = {
    PORT: String(port),
    HOST: LOOPBACK,
    BASE_URL: url,
    ISSUER: issuer,
    CLIENT_ID: PLATFORM_CLIENT_ID,
    APP_NAME: name,
  };
  return supervise({ command: process.execPath, args: [PROGRAM], env: { PATH: process.env.PATH, ...settings }, logFile });
}

/** Tells Keycloak where the app hears that somebody has signed out elsewhere (OpenID Connect Back-Channel Logout 1.0). */
export async function introducePlatform(admin: KeycloakAdmin, url: string): Promise<void> {
  const [client] = await admin.clients.find({ clientId: PLATFORM_CLIENT_ID });
  const address = `${url}/backchannel-logout`;
  if (!client?.id || client.attributes?.['backchannel.logout.url'] === address) return;
  const logout = { 'backchannel.logout.url': address, 'backchannel.logout.session.required': 'true' };
  await admin.clients.update({ id: client.id }, { ...client, attributes: { ...client.attributes, ...logout } });
}
