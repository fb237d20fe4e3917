import { homedir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import {
  acr,
  brandFile,
  ConfigError,
  certificates,
  type Environment,
  flag,
  isInsecure,
  list,
  origins,
  parseSettings,
  port,
  redis,
  secrets,
  server,
  site,
  timeOfDay,
  timeZone,
  url,
  webhookSecret,
} from './setting-kinds.ts';
import { SIGN_INS, type SignIn } from './sign-in.ts';

export { brandFile, ConfigError, type Environment, given, parseSettings, site } from './setting-kinds.ts';

/**
 * The only reader of the sidecar's environment (the embedded Keycloak's own settings are in src/dev/settings.ts).
 * All faults are reported at once, before anything listens. Every secret can come from a file: `NAME_FILE`.
 */

/** Hours that a link holds where nobody says otherwise. */
const WEEK = 168;

/** The settings of the sidecar, by the name of their variable. */
export const environment = z.object({
  PORT: port.default(3000),
  HOST: z.string().min(1).optional(),
  MANAGEMENT_PORT: port.optional(),
  PUBLIC_URL: site.optional(),
  KEYCLOAK_URL: server.optional(),
  KEYCLOAK_PUBLIC_URL: server.optional(),
  KEYCLOAK_REALM: z.string().min(1).default('amperecloud'),
  KEYCLOAK_CLIENT_ID: z.string().min(1).default('activation-sidecar'),
  KEYCLOAK_CLIENT_SECRET: z.string().min(1, 'must not be empty'),
  /** Read by Node when it starts, for all that this process connects to; here only its faults are told. */
  NODE_EXTRA_CA_CERTS: certificates.optional(),
  SESSION_SECRET: secrets,
  API_CLIENTS: list,
  ADMIN_ACR: acr.optional(),
  PLATFORM_LOGIN_URL: url.optional(),
  SUPPORT_EMAIL: z.email().optional(),
  SMTP_URL: z.url({ protocol: /^smtps?$/, error: 'must be an address like smtp://user:password@host:port' }).optional(),
  TRUST_PROXY: z.coerce.number().int().min(0).default(0),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
  INVITATION_LIFESPAN_HOURS: z.coerce.number().int().min(1).max(8760).optional(),
  INVITATION_MAX_LIFESPAN_HOURS: z.coerce.number().int().min(1).max(8760).default(720),
  COMPANY_ADMIN_ATTRIBUTES: list,
  COMPANY_ADMIN_MESSAGES: flag.default(false),
  INVITATION_APPS: list,
  REVOKE_ACTION: z.enum(['disable', 'delete']).default('disable'),
  NEVER_ACTIVATED_AFTER_DAYS: z.coerce.number().int().min(0).max(3650).default(0),
  DAILY_SUMMARY_AT: timeOfDay.optional(),
  SIGN_IN: z.enum(SIGN_INS).default('password'),
  SHARED_LOGIN_ORIGINS: origins,
  INVITE_CONSOLE_USERS: flag.default(true),
  INVITE_CATCH_UP_HOURS: z.coerce.number().int().min(0).max(8760).default(24),
  INVITE_DELAY_SECONDS: z.coerce.number().min(0).max(3600).default(0),
  INVITE_EXCEPT_CLIENTS: list,
  INVITE_EXCEPT_GROUPS: list,
  INVITE_EXCEPT_ATTRIBUTES: list,
  INVITE_EXCEPT_ORGANIZATIONS: list,
  INVITE_EXCEPT_DOMAINS: list,
  REMINDERS: z.coerce.number().int().min(0).max(10).default(1),
  REMINDER_HOURS: z.coerce.number().int().min(1).max(8760).default(48),
  WEBHOOK_URL: url.optional(),
  WEBHOOK_SECRET: webhookSecret.optional(),
  ALLOW_INSECURE_WEBHOOK: flag.default(false),
  IMPORT_DIR: z.string().default(join(homedir(), '.local', 'state', 'activation-sidecar', 'imports')),
  IMPORTS_PER_PERSON: z.coerce.number().int().min(1).default(3),
  STREAMS_PER_PERSON: z.coerce.number().int().min(1).default(5),
  BULK_CONCURRENCY: z.coerce.number().int().min(1).max(64).default(32),
  MAILS_PER_RECIPIENT_AND_DAY: z.coerce.number().int().min(1).max(1000).default(10),
  MAIL_RATE_LIMIT: z.coerce.number().min(0).max(10_000).default(0),
  ROLE: z.enum(['all', 'web', 'worker']).default('all'),
  REDIS_URL: redis.optional(),
  ACTIVATION_RATE_LIMIT: z.coerce.number().int().min(1).default(300),
  PASSWORD_MIN_SCORE: z.coerce.number().int().min(0).max(4).default(0),
  BRAND_FILE: brandFile.optional(),
  MAIL_TIME_ZONE: timeZone.default('Europe/Madrid'),
});

export interface Config {
  port: number;
  /** The address to listen on; every one of this machine when undefined. */
  host: string | undefined;
  /** Where health and metrics are, and nothing else; beside everything else, on {@link port}, when undefined. */
  managementPort: number | undefined;
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
  /** The first seals cookies and signs; all of them open and are believed. Keys are derived in derived-keys.ts alone. */
  sessionSecrets: readonly [string, ...string[]];
  /** Clients of the realm whose users' access tokens the API takes, beside our own client and service accounts. */
  apiClients: readonly string[];
  /** The `acr` (OpenID Connect Core §2) that people of the administration sign in with; any when undefined. */
  adminAcr: string | undefined;
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
  /** The longest that anybody may ask for, in hours; what was promised for longer before is cut to it at its next mail. */
  invitationMaxLifespanHours: number;
  /** Attributes that company admins may give, beside those that people may change in their own account. */
  companyAdminAttributes: readonly string[];
  /** Whether company admins may write a word of their own into the mail. */
  companyAdminMessages: boolean;
  /** Client ids of the apps that forms offer to administrators of the realm. */
  invitationApps: readonly string[];
  /** What becomes of the user whose invitation is revoked: they can be invited again only if they are not deleted. */
  revokeAction: 'disable' | 'delete';
  /** Days after the end of its last link at which the invitation of an account that nobody activated is ended; 0 = never. */
  neverActivatedAfterDays: number;
  /** Milliseconds after midnight, in {@link timeZone}, at which inviters are told what has become of their invitations; never when undefined. */
  dailySummaryAt: number | undefined;
  /** How people get to sign in whose invitation does not say. */
  signIn: SignIn;
  /** Other sites at which password managers may offer what people have saved here. */
  sharedLoginOrigins: readonly string[];
  /** Whether users created in the Keycloak console or by other clients are invited. */
  inviteConsoleUsers: boolean;
  /** How far back the first start looks for such users, in hours; later starts go on where the last one ended. */
  inviteCatchUpHours: number;
  /** How long after their creation such users are invited, in seconds: time to add a company or a password in the console. */
  inviteDelaySeconds: number;
  /** Such users who are not invited. */
  inviteExcept: {
    /** Clients that create users: the client id of one of this realm, or Keycloak's internal id of any. */
    clients: readonly string[];
    /** Groups by path (`/staff/external`) or by name. */
    groups: readonly string[];
    /** Attributes of users: any value, or the one given. */
    attributes: readonly { name: string; value: string | undefined }[];
    /** Organizations by alias: their members, and whoever has an address of one of their domains. */
    organizations: readonly string[];
    /** What stands behind the @ of addresses. */
    domains: readonly string[];
  };
  reminders: {
    /** How many are sent at most; 0 for none. */
    count: number;
    /** How long before the link expires, in hours. */
    hoursBefore: number;
  };
  /** Where changes of invitations are told (Standard Webhooks), and the key that signs them. */
  webhook: { url: string; secret: Buffer } | undefined;
  /** How many imports one person may have under way at once, and how many streams of progress. */
  atOnce: { imports: number; streams: number };
  bulk: {
    /** Where imports keep their files for a day: this process's user's own (private-folder.ts). A disk that several sidecars share lets one go on with another's import. */
    directory: string;
    /** Most requests to Keycloak that bulk work has under way; how many it really has is found out as it goes. */
    concurrency: number;
    /** Mails a second that bulk work sends at most; 0 = as many as Keycloak can. */
    mailsPerSecond: number;
  };
  /** Mails that one address gets within 24 hours at most, whoever has them sent. */
  mailsPerRecipientAndDay: number;
  /** What this process does: pages and API, the jobs in the background, or both. */
  role: 'all' | 'web' | 'worker';
  /** A Redis or Valkey in which all sidecars count requests together; each counts by itself when undefined. */
  redisUrl: string | undefined;
  /** Requests to the activation page a minute and client address; a whole office may share one. */
  activationRateLimit: number;
  /** The zxcvbn score (0–4) below which a password is refused; 0 only warns. */
  passwordMinScore: number;
  brandFile: string | undefined;
  /** IANA time zone of dates on pages; Keycloak reads the same setting for those in mails. */
  timeZone: string;
}

/** Names that {@link loadConfig} reads: the README's table and docker-compose.yml are tested against them. */
export const SETTING_NAMES = Object.keys(environment.shape) as (keyof typeof environment.shape)[];

/** Reads and checks the environment. Throws {@link ConfigError}. `KEYCLOAK_URL` must be set: the embedded start sets it. */
export function loadConfig(env: Environment): Config {
  const { settings: e, values, faults } = parseSettings(environment.required({ KEYCLOAK_URL: true }), env);
  faults.push(...disagreements(values, env.NODE_ENV === 'production'));
  const maxHours = e?.INVITATION_MAX_LIFESPAN_HOURS ?? 0;
  if (e?.INVITATION_LIFESPAN_HOURS && e.INVITATION_LIFESPAN_HOURS > maxHours) {
    faults.push(`INVITATION_LIFESPAN_HOURS must not be more than INVITATION_MAX_LIFESPAN_HOURS (${maxHours})`);
  }
  if (!e || faults.length > 0) throw new ConfigError(faults);
  return {
    port: e.PORT,
    host: e.HOST,
    managementPort: e.MANAGEMENT_PORT,
    publicUrl: e.PUBLIC_URL ?? `http://localhost:${e.PORT}`,
    keycloak: {
      url: e.KEYCLOAK_URL,
      publicUrl: e.KEYCLOAK_PUBLIC_URL ?? e.KEYCLOAK_URL,
      realm: e.KEYCLOAK_REALM,
      clientId: e.KEYCLOAK_CLIENT_ID,
      clientSecret: e.KEYCLOAK_CLIENT_SECRET,
    },
    sessionSecrets: e.SESSION_SECRET,
    apiClients: e.API_CLIENTS,
    adminAcr: e.ADMIN_ACR,
    platformLoginUrl: e.PLATFORM_LOGIN_URL,
    supportEmail: e.SUPPORT_EMAIL,
    smtpUrl: e.SMTP_URL,
    trustProxy: e.TRUST_PROXY,
    logLevel: e.LOG_LEVEL,
    invitationLifespanHours: e.INVITATION_LIFESPAN_HOURS ?? Math.min(WEEK, maxHours),
    invitationMaxLifespanHours: maxHours,
    companyAdminAttributes: e.COMPANY_ADMIN_ATTRIBUTES,
    companyAdminMessages: e.COMPANY_ADMIN_MESSAGES,
    invitationApps: e.INVITATION_APPS,
    revokeAction: e.REVOKE_ACTION,
    neverActivatedAfterDays: e.NEVER_ACTIVATED_AFTER_DAYS,
    dailySummaryAt: e.DAILY_SUMMARY_AT,
    signIn: e.SIGN_IN,
    sharedLoginOrigins: e.SHARED_LOGIN_ORIGINS,
    inviteConsoleUsers: e.INVITE_CONSOLE_USERS,
    inviteCatchUpHours: e.INVITE_CATCH_UP_HOURS,
    inviteDelaySeconds: e.INVITE_DELAY_SECONDS,
    inviteExcept: {
      clients: e.INVITE_EXCEPT_CLIENTS,
      groups: e.INVITE_EXCEPT_GROUPS,
      attributes: e.INVITE_EXCEPT_ATTRIBUTES.map(nameAndValue),
      organizations: e.INVITE_EXCEPT_ORGANIZATIONS,
      domains: e.INVITE_EXCEPT_DOMAINS.map((domain) => domain.replace(/^@/, '').toLowerCase()),
    },
    reminders: { count: e.REMINDERS, hoursBefore: e.REMINDER_HOURS },
    webhook: e.WEBHOOK_URL && e.WEBHOOK_SECRET ? { url: e.WEBHOOK_URL, secret: e.WEBHOOK_SECRET } : undefined,
    atOnce: { imports: e.IMPORTS_PER_PERSON, streams: e.STREAMS_PER_PERSON },
    bulk: { directory: e.IMPORT_DIR, concurrency: e.BULK_CONCURRENCY, mailsPerSecond: e.MAIL_RATE_LIMIT },
    mailsPerRecipientAndDay: e.MAILS_PER_RECIPIENT_AND_DAY,
    role: e.ROLE,
    redisUrl: e.REDIS_URL,
    activationRateLimit: e.ACTIVATION_RATE_LIMIT,
    passwordMinScore: e.PASSWORD_MIN_SCORE,
    brandFile: e.BRAND_FILE,
    timeZone: e.MAIL_TIME_ZONE,
  };
}

/** What settings must not be together, or outside of this machine. */
function disagreements(values: Environment, inProduction: boolean): string[] {
  const { PORT = '3000', MANAGEMENT_PORT, PUBLIC_URL, WEBHOOK_URL, WEBHOOK_SECRET, ALLOW_INSECURE_WEBHOOK } = values;
  const { DAILY_SUMMARY_AT, COMPANY_ADMIN_MESSAGES, SMTP_URL } = values;
  const faults: string[] = [];
  if (DAILY_SUMMARY_AT !== undefined && SMTP_URL === undefined)
    faults.push('SMTP_URL is missing: the sidecar sends daily summaries (DAILY_SUMMARY_AT) itself');
  if (MANAGEMENT_PORT === PORT) faults.push('MANAGEMENT_PORT must be another port than PORT');
  if (inProduction && isInsecure(PUBLIC_URL))
    faults.push('PUBLIC_URL must be https with NODE_ENV=production: its links are keys to accounts');
  if (ALLOW_INSECURE_WEBHOOK !== 'true' && isInsecure(WEBHOOK_URL))
    faults.push('WEBHOOK_URL must be https, or ALLOW_INSECURE_WEBHOOK=true: it tells names and addresses');
  if ((WEBHOOK_URL === undefined) !== (WEBHOOK_SECRET === undefined))
    faults.push(`${WEBHOOK_URL ? 'WEBHOOK_SECRET' : 'WEBHOOK_URL'} is missing: webhooks need both`);
  if (COMPANY_ADMIN_MESSAGES === 'true' && SMTP_URL === undefined)
    faults.push('SMTP_URL is missing: with COMPANY_ADMIN_MESSAGES it carries the word to people who have an account elsewhere');
  return faults;
}

/** `name` or `name=value`. */
function nameAndValue(text: string): { name: string; value: string | undefined } {
  const [name = '', ...rest] = text.split('=');
  return { name, value: rest.length > 0 ? rest.join('=') : undefined };
}
