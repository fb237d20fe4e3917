import { join, resolve } from 'node:path';
import { z } from 'zod';
import { brandFile, ConfigError, type Environment, given, site } from '../settings/config.ts';
import { CLIENT_ID, REALM } from './keycloak/fixed-names.ts';
import { KEYCLOAK_VERSIONS, ONE_OF_THEM } from './keycloak/versions.ts';

/** The embedded start's own part of the environment. The sidecar's settings are in src/settings/config.ts. */

const portNumber = { error: 'must be a port number' };
const aPort = z.coerce.number(portNumber).int(portNumber).min(1, portNumber).max(65535, portNumber);
const port = (fallback: number) => aPort.default(fallback);
const url = z.url({ protocol: /^https?$/, error: 'must be an http(s) address' }).transform((text) => text.replace(/\/+$/, ''));
const fixed = (value: string) =>
  z
    .literal(value, { error: `must be ${value} with the embedded Keycloak; set KEYCLOAK_URL to use a server of your own` })
    .default(value);

const environment = z.object({
  PORT: port(3000),
  PUBLIC_URL: site.optional(),
  PLATFORM_LOGIN_URL: url.optional(),
  KEYCLOAK_REALM: fixed(REALM),
  KEYCLOAK_CLIENT_ID: fixed(CLIENT_ID),
  KEYCLOAK_PORT: port(8080),
  KEYCLOAK_VERSION: z.enum(KEYCLOAK_VERSIONS, { error: ONE_OF_THEM }).optional(),
  MAIL_SMTP_PORT: port(1025),
  MAIL_WEB_PORT: port(1080),
  PLATFORM_PORT: aPort.optional(),
  DATA_DIR: z.string().default('.data'),
  BRAND_FILE: brandFile.optional(),
});

export const EMBEDDED_SETTING_NAMES = [
  'KEYCLOAK_VERSION',
  'KEYCLOAK_PORT',
  'MAIL_SMTP_PORT',
  'MAIL_WEB_PORT',
  'PLATFORM_PORT',
  'DATA_DIR',
] as const;

export interface EmbeddedSettings {
  /** Port by the name of the setting that changes it. */
  ports: { PORT: number; KEYCLOAK_PORT: number; MAIL_SMTP_PORT: number; MAIL_WEB_PORT: number; PLATFORM_PORT?: number };
  publicUrl: string;
  /** Where the platform's client may send people back to; undefined = to the example app, which then is the platform. */
  platformUrl: string | undefined;
  /** Absolute: Keycloak, its data, mails and the generated secrets. */
  dataDir: string;
}

/** Throws {@link ConfigError} with every fault. */
export function readEmbeddedSettings(env: Environment): EmbeddedSettings {
  const parsed = environment.safeParse(given(env));
  if (!parsed.success) throw new ConfigError(parsed.error.issues.map((issue) => `${String(issue.path[0])} ${issue.message}`));
  const { PORT, KEYCLOAK_PORT, MAIL_SMTP_PORT, MAIL_WEB_PORT, PLATFORM_PORT, ...e } = parsed.data;
  const ports = { PORT, KEYCLOAK_PORT, MAIL_SMTP_PORT, MAIL_WEB_PORT, ...(PLATFORM_PORT && { PLATFORM_PORT }) };
  const twice = sharedPorts(ports);
  if (twice.length > 0) throw new ConfigError(twice);
  const publicUrl = e.PUBLIC_URL ?? `http://localhost:${PORT}`;
  const platformUrl = e.PLATFORM_LOGIN_URL ? new URL(e.PLATFORM_LOGIN_URL).origin : isHere(publicUrl) ? undefined : publicUrl;
  return { ports, publicUrl, platformUrl, dataDir: resolve(e.DATA_DIR) };
}

/** The example app can be opened on this machine alone. */
const isHere = (url: string): boolean => ['localhost', '127.0.0.1', '[::1]'].includes(new URL(url).hostname);

/** The files of imports lie beside everything else of the embedded start. */
export const importDirOf = ({ dataDir }: EmbeddedSettings): string => join(dataDir, 'imports');

function sharedPorts(ports: Record<string, number>): string[] {
  const names = Object.keys(ports);
  return names.flatMap((name, i) => {
    const other = names.slice(0, i).find((earlier) => ports[earlier] === ports[name]);
    return other ? [`${name} must be another port than ${other} (${ports[name]})`] : [];
  });
}
