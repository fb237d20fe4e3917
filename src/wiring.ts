import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { requireReach } from './access/principal.ts';
import { createRefusals } from './access/refusals.ts';
import type { Logger } from './common/log.ts';
import { createMailer } from './help/mailer.ts';
import { toAppError } from './http/answer/to-app-error.ts';
import type { Places } from './http/limits/concurrency.ts';
import { createLimits } from './http/limits/limits.ts';
import { openSharedStore } from './http/limits/shared-store.ts';
import { createImports, type Imports } from './invitations/import/job/imports.ts';
import { countedImports } from './invitations/import/job/imports-per-person.ts';
import { openSpool } from './invitations/import/job/spool.ts';
import { createCompanyLookup } from './invitations/listing/company-lookup.ts';
import { createCompanyCounts, createCounts } from './invitations/listing/counts.ts';
import { createFindableState } from './invitations/record/findable-state.ts';
import { createMailLog, type MailLog } from './invitations/sending/mail-log.ts';
import { createMailQuota } from './invitations/sending/mail-quota.ts';
import { createWordMailer } from './invitations/sending/word-by-mail.ts';
import { standInKey } from './invitations/stand-ins/stand-in-key.ts';
import { createPace, type Pace } from './jobs/pace.ts';
import { refusalStatus } from './keycloak/api/faults.ts';
import { keycloakServer } from './keycloak/api/server.ts';
import { createAdmins } from './keycloak/checks/record-protection.ts';
import { redirectCheck } from './keycloak/checks/redirect-check.ts';
import { createLeanAdmin } from './keycloak/realm/lean-admin.ts';
import { createRealmSettings } from './keycloak/realm/realm-settings.ts';
import { createApps } from './keycloak/ride/apps.ts';
import { createProviderSwitch } from './keycloak/rights/provider-switch.ts';
import { readBrand } from './settings/brand.ts';
import type { Config } from './settings/config.ts';
import { signerFor } from './settings/derived-keys.ts';
import { privateFolder } from './settings/private-folder.ts';

/**
 * What the parts of one process share. Each is made here, once, and handed in: by main.ts to pages, API and worker, by invite-cli.ts to its
 * import. Asks nobody for anything yet.
 */
export function wire(config: Config, logger: Logger) {
  const server = keycloakServer(config);
  const { admin, unprotected, protection } = createAdmins(config, server, logger);
  const store = openSharedStore(config, logger);
  const lean = createLeanAdmin(admin);
  const findable = createFindableState(admin);
  return {
    config,
    logger,
    server,
    /** Refuses while users of the realm could read or write invitations; `unprotected` does not (keycloak/checks/record-protection.ts). */
    admin,
    unprotected,
    protection,
    /** While it resolves to false, all background work pauses. */
    mayWork: protection.holds,
    lean,
    realm: createRealmSettings(unprotected, logger, {
      publicUrl: config.publicUrl,
      keycloakPublicUrl: config.keycloak.publicUrl,
    }),
    redirectCheck: redirectCheck(server, config),
    refusals: createRefusals(),
    apps: createApps(server),
    providers: createProviderSwitch(server, config),
    counts: createCounts(admin),
    companyCounts: createCompanyCounts(admin, lean),
    findable,
    companies: createCompanyLookup(admin, findable),
    /** Where all sidecars of a realm count together; its connection keeps the process alive until it is stopped. */
    store,
    limits: createLimits(config, store),
    mailQuota: createMailQuota(config, store),
    mailWord: createWordMailer(createMailer(config), readBrand(config.brandFile), logger),
  };
}

export type Parts = ReturnType<typeof wire>;

/** What works on many invitations at once, in pages, API, worker and command line; all share one pace. */
export interface Bulk {
  pace: Pace;
  mailLog: MailLog;
  imports: Imports;
}

export interface BulkOptions {
  /** False: imports only make accounts, and the sender mails them later. */
  mails?: boolean;
  /** How many imports one person may have at once; as many as they like when undefined. */
  places?: Places;
}

/** Throws {@link ConfigError} when the folder for the files of imports is not ours alone. */
export async function openBulk(
  parts: Pick<
    Parts,
    | 'config'
    | 'logger'
    | 'admin'
    | 'lean'
    | 'realm'
    | 'mailQuota'
    | 'mailWord'
    | 'redirectCheck'
    | 'apps'
    | 'providers'
    | 'counts'
    | 'companyCounts'
    | 'companies'
  >,
  { mails, places }: BulkOptions = {},
): Promise<Bulk> {
  const { config, logger, admin } = parts;
  const { directory, concurrency, mailsPerSecond } = config.bulk;
  await privateFolder('IMPORT_DIR', directory);
  const pace = createPace({ max: concurrency, mailsPerSecond, isOverload });
  const mailLog = createMailLog(admin);
  // Making the key takes a moment: it is made before anybody waits for it.
  standInKey(admin).catch(() => {});
  const spool = await openSpool(join(directory, placeOf(config.keycloak)), {
    signer: signerFor(config, 'import jobs'),
    onForeign: (id) =>
      logger.warn({ import: id }, 'a file in IMPORT_DIR says that it is an import, and is none of ours: it is not run'),
  });
  const imports = createImports({
    ...parts,
    requireReach: requireReach.bind(null, admin),
    pace,
    mailLog,
    spool,
    ...(mails !== undefined && { mails }),
  });
  return { pace, mailLog, imports: places ? countedImports(imports, places) : imports };
}

/** A folder name for each realm: a sidecar of another realm on the same machine must not resume this one's imports. */
function placeOf({ url, realm }: Config['keycloak']): string {
  return createHash('sha256').update(`${url}/realms/${realm}`).digest('hex').slice(0, 16);
}

/** Whether a fault means that Keycloak is away or overloaded. A 500 is a fault of one request, mostly of the mail server. */
function isOverload(error: unknown): boolean {
  return toAppError(error).code === 'keycloak_unavailable' && refusalStatus(error) !== 500;
}
