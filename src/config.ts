import { readFileSync } from 'node:fs';
import { z } from 'zod';

/**
 * The only reader of the sidecar's environment (the embedded Keycloak's own settings are in src/dev/settings.ts).
 * All faults are reported at once, before anything listens. Every secret can come from a file: `NAME_FILE`.
 */

const url = z.url({ protocol: /^https?$/, error: 'must be an http(s) address' }).transform((text) => text.replace(/\/+$/, ''));
const flag = z.enum(['true', 'false']).transform((text) => text === 'true');
const secret = z.string().min(32, 'must have at least 32 characters');

const environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  PUBLIC_URL: url.optional(),
  KEYCLOAK_URL: url.optional(),
  KEYCLOAK_PUBLIC_URL: url.optional(),
  KEYCLOAK_REALM: z.string().min(1).default('amperecloud'),
  KEYCLOAK_CLIENT_ID: z.string().min(1).default('activation-sidecar'),
  KEYCLOAK_CLIENT_SECRET: z.string().min(1, 'must not be empty'),
  SESSION_SECRET: secret,
  PLATFORM_LOGIN_URL: url.optional(),
  SUPPORT_EMAIL: z.email().optional(),
  SMTP_URL: z.url({ protocol: /^smtps?$/, error: 'must be an address like smtp://user:password@host:port' }).optional(),
  TRUST_PROXY: z.coerce.number().int().min(0).default(0),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
  INVITATION_LIFESPAN_HOURS: z.coerce.number().int().min(1).max(8760).default(168),
  INVITE_CONSOLE_USERS: flag.default(true),
  PASSWORD_MIN_SCORE: z.coerce.number().int().min(0).max(4).default(0),
  BRAND_FILE: z.string().optional(),
});

export interface Config {
  port: number;
  /** Where browsers reach the sidecar, without a trailing slash. Every link is built from it, never from a Host header. */
  publicUrl: string;
  keycloak: {
    /** Where the sidecar reaches Keycloak. */
    url: string;
    /** Where browsers reach Keycloak. */
    publicUrl: string;
    realm: string;
    clientId: string;
    clientSecret: string;
  };
  sessionSecret: string;
  /** Where a person goes after activation; the sidecar's own `/entrar` when undefined. */
  platformLoginUrl: string | undefined;
  /** Overrides the brand's support address. */
  supportEmail: string | undefined;
  smtpUrl: string | undefined;
  /** How many proxies stand in front (Express `trust proxy`): 0 believes no X-Forwarded-* header. */
  trustProxy: number;
  logLevel: string;
  /** How long a new activation link holds, in hours. */
  invitationLifespanHours: number;
  /** Whether users created in the Keycloak console or by other clients are invited. */
  inviteConsoleUsers: boolean;
  /** The zxcvbn score (0–4) below which a password is refused; 0 only warns. */
  passwordMinScore: number;
  brandFile: string | undefined;
}

export type Environment = Record<string, string | undefined>;

/** Every faulty setting in one message, one line each. */
export class ConfigError extends Error {
  constructor(faults: string[]) {
    super(`The configuration has faults:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
    this.name = 'ConfigError';
  }
}

/** Names that {@link loadConfig} reads: the README's table and docker-compose.yml are tested against them. */
export const SETTING_NAMES = Object.keys(environment.shape) as (keyof typeof environment.shape)[];

/** Reads and checks the environment. Throws {@link ConfigError}. `KEYCLOAK_URL` must be set: the embedded start sets it. */
export function loadConfig(env: Environment): Config {
  const faults: string[] = [];
  const values = readValues(env, faults);
  const parsed = environment.required({ KEYCLOAK_URL: true }).safeParse(values);
  for (const issue of parsed.error?.issues ?? []) {
    const name = String(issue.path[0]);
    faults.push(`${name} ${values[name] === undefined ? 'is missing' : issue.message}`);
  }
  if (!parsed.success || faults.length > 0) throw new ConfigError(faults);
  const e = parsed.data;
  return {
    port: e.PORT,
    publicUrl: e.PUBLIC_URL ?? `http://localhost:${e.PORT}`,
    keycloak: {
      url: e.KEYCLOAK_URL,
      publicUrl: e.KEYCLOAK_PUBLIC_URL ?? e.KEYCLOAK_URL,
      realm: e.KEYCLOAK_REALM,
      clientId: e.KEYCLOAK_CLIENT_ID,
      clientSecret: e.KEYCLOAK_CLIENT_SECRET,
    },
    sessionSecret: e.SESSION_SECRET,
    platformLoginUrl: e.PLATFORM_LOGIN_URL,
    supportEmail: e.SUPPORT_EMAIL,
    smtpUrl: e.SMTP_URL,
    trustProxy: e.TRUST_PROXY,
    logLevel: e.LOG_LEVEL,
    invitationLifespanHours: e.INVITATION_LIFESPAN_HOURS,
    inviteConsoleUsers: e.INVITE_CONSOLE_USERS,
    passwordMinScore: e.PASSWORD_MIN_SCORE,
    brandFile: e.BRAND_FILE,
  };
}

/** An empty variable counts as unset: compose files and shells make them easily. */
function readValues(env: Environment, faults: string[]): Environment {
  const values: Environment = {};
  for (const name of SETTING_NAMES) {
    const file = env[`${name}_FILE`];
    try {
      const text = file ? readFileSync(file, 'utf8').trim() : env[name];
      if (text) values[name] = text;
    } catch (error) {
      faults.push(`${name}_FILE cannot be read (${(error as NodeJS.ErrnoException).code})`);
    }
  }
  return values;
}
