import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { DIST } from '../common/paths.ts';
import { type Placeholders, REALM_FILE } from '../keycloak/realm/realm-file.ts';
import { readBrand } from '../settings/brand.ts';
import type { Environment } from '../settings/config.ts';
import { letManageCompanies } from './keycloak/company-rights.ts';
import { consoleAdmin } from './keycloak/console-admin.ts';
import { createDemoData } from './keycloak/demo.ts';
import { CONSOLE_ADMIN, REALM } from './keycloak/fixed-names.ts';
import { fetchKeycloak, startKeycloak } from './keycloak/keycloak.ts';
import { followSettings, realmFileChanged } from './keycloak/realm.ts';
import { requireFreePorts } from './machine/ports.ts';
import { findJava } from './machine/tools.ts';
import { startMailCatcher } from './mail-catcher.ts';
import { introducePlatform, platformAddress, startPlatform } from './platform.ts';
import { keepSecrets, type Secrets } from './secrets.ts';
import { type EmbeddedSettings, importDirOf, readEmbeddedSettings } from './settings.ts';

export interface EmbeddedOptions {
  env: Environment;
  /** Progress, one line at a time. */
  log: (line: string) => void;
  /** Ends a start that is still under way. */
  signal?: AbortSignal;
}

export interface Embedded {
  /** What the sidecar needs in its environment to use this Keycloak and this mail catcher; undefined = unset it. */
  env: Environment;
  publicUrl: string;
  /** The app that people go to after activation. */
  platformUrl: string;
  keycloakUrl: string;
  mailWebUrl: string;
  /** Resolves, with a line that says so, when Keycloak ends without having been asked to. */
  died: Promise<string>;
  stop(): Promise<void>;
}

/**
 * `npm start` without KEYCLOAK_URL: a real Keycloak with our realm and themes, a mail catcher, demo companies and accounts.
 * When this throws (SetupError, ConfigError: a line for people), nothing keeps running.
 */
export async function startEmbedded({ env, log, signal }: EmbeddedOptions): Promise<Embedded> {
  const settings = readEmbeddedSettings(env);
  const { ports, dataDir, publicUrl } = settings;
  const java = await findJava(env);
  await requireFreePorts(ports);
  const example = settings.platformUrl === undefined ? await platformAddress(ports.PLATFORM_PORT) : undefined;
  const platformUrl = example?.url ?? settings.platformUrl ?? publicUrl;
  await mkdir(dataDir, { recursive: true });
  const home = await fetchKeycloak({ dataDir, env, log, signal });
  const secrets = await keepSecrets(dataDir);
  const placeholders = placeholdersFor({ publicUrl, platformUrl, ports }, secrets, env);

  const running: { stop(): Promise<void> }[] = [];
  let wanted = true;
  const stop = async () => {
    wanted = false;
    await Promise.all(running.splice(0).map((part) => part.stop()));
  };
  try {
    const mail = await startMailCatcher({
      smtpPort: ports.MAIL_SMTP_PORT,
      webPort: ports.MAIL_WEB_PORT,
      mailDir: join(dataDir, 'mails'),
      logFile: join(dataDir, 'maildev.log'),
    });
    running.push(mail);
    log('starting Keycloak (about a minute the first time, 20 seconds from then on)');
    const keycloak = await startKeycloak({
      home,
      java,
      port: ports.KEYCLOAK_PORT,
      database: 'dev-file',
      realm: REALM,
      realmFile: REALM_FILE,
      companiesLater: true,
      placeholders,
      themesDir: join(DIST, 'themes'),
      admin: CONSOLE_ADMIN,
      logFile: join(dataDir, 'keycloak.log'),
      signal,
    });
    running.push(keycloak);
    await prepareRealm(keycloak.url, placeholders, example?.url, log);
    if (example) {
      const issuer = `${keycloak.url}/realms/${REALM}`;
      const { BRAND_NAME: name = REALM } = placeholders;
      running.push(await startPlatform({ ...example, issuer, name, logFile: join(dataDir, 'platform.log') }));
    }
    if (await realmFileChanged(home))
      log(
        `keycloak-realm.json has changed since ${home} was made: "npm run configure -- --apply" brings over what the sidecar needs; delete that folder to import all of it`,
      );
    return {
      env: {
        KEYCLOAK_URL: keycloak.url,
        KEYCLOAK_CLIENT_SECRET: secrets.clientSecret,
        KEYCLOAK_CLIENT_SECRET_FILE: undefined,
        ...(env.SESSION_SECRET || env.SESSION_SECRET_FILE ? {} : { SESSION_SECRET: secrets.sessionSecret }),
        IMPORT_DIR: env.IMPORT_DIR || importDirOf(settings),
        ...(env.SMTP_URL || env.SMTP_URL_FILE ? {} : { SMTP_URL: mail.smtpUrl }),
        ...(example && { PLATFORM_LOGIN_URL: `${example.url}/login` }),
      },
      publicUrl,
      platformUrl,
      keycloakUrl: keycloak.url,
      mailWebUrl: mail.webUrl,
      died: new Promise((resolve) => {
        keycloak.exited.then((code) => {
          if (wanted) resolve(`Keycloak has ended (status ${code}); its log is ${join(dataDir, 'keycloak.log')}`);
        });
      }),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Values for the placeholders of keycloak-realm.json: Keycloak finds them in its environment. */
export function placeholdersFor(
  { ports, publicUrl, platformUrl }: Pick<EmbeddedSettings, 'ports' | 'publicUrl'> & { platformUrl: string },
  { clientSecret }: Secrets,
  env: Environment,
): Placeholders {
  const brand = readBrand(env.BRAND_FILE || undefined);
  const supportEmail = env.SUPPORT_EMAIL || brand.supportEmail;
  return {
    BRAND_NAME: brand.name,
    KEYCLOAK_CLIENT_ENABLED: 'true',
    KEYCLOAK_CLIENT_SECRET: clientSecret,
    PLATFORM_URL: platformUrl,
    PUBLIC_URL: publicUrl,
    SMTP_AUTH: 'false',
    SMTP_FROM: brand.senderAddress,
    SMTP_FROM_NAME: brand.senderName,
    SMTP_HOST: 'localhost',
    SMTP_PASSWORD: '',
    SMTP_PORT: String(ports.MAIL_SMTP_PORT),
    SMTP_REPLY_TO: supportEmail,
    SMTP_SSL: 'false',
    SMTP_STARTTLS: 'false',
    SMTP_USER: '',
    // Themes and mails read these two.
    SUPPORT_EMAIL: supportEmail,
    ...(env.MAIL_TIME_ZONE ? { MAIL_TIME_ZONE: env.MAIL_TIME_ZONE } : {}),
  };
}

/** Somebody may have changed the console's password while trying things out: then the realm is theirs, and the start goes on. */
async function prepareRealm(
  url: string,
  placeholders: Placeholders,
  exampleUrl: string | undefined,
  log: (line: string) => void,
): Promise<void> {
  const admin = consoleAdmin({ url, realm: REALM, ...CONSOLE_ADMIN });
  try {
    await admin.getAccessToken();
  } catch {
    log(`the console account "${CONSOLE_ADMIN.username}" has another password now: demo accounts and addresses stay as they are`);
    return;
  }
  await followSettings(admin, REALM, placeholders);
  await letManageCompanies(admin);
  await createDemoData(admin);
  if (exampleUrl) await introducePlatform(admin, exampleUrl);
}
