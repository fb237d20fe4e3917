import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Config } from './config.ts';
import { toAppError } from './http/answer/to-app-error.ts';
import type { Places } from './http/limits/concurrency.ts';
import { createImports, type Imports } from './invitations/import/job/imports.ts';
import { countedImports } from './invitations/import/job/imports-per-person.ts';
import { openSpool } from './invitations/import/job/spool.ts';
import { createMailLog, type MailLog } from './invitations/sending/mail-log.ts';
import type { MailQuota } from './invitations/sending/mail-quota.ts';
import { standInKey } from './invitations/stand-ins/stand-in-key.ts';
import { createPace, type Pace } from './jobs/pace.ts';
import { refusalStatus } from './keycloak/api/faults.ts';
import type { KeycloakAdmin } from './keycloak/api/keycloak-admin.ts';
import { createLeanAdmin } from './keycloak/realm/lean-admin.ts';
import { createRealmSettings } from './keycloak/realm/realm-settings.ts';
import { signerFor } from './keys.ts';
import type { Logger } from './log.ts';
import { ownFolder } from './own-folder.ts';

export interface BulkDeps {
  config: Config;
  admin: KeycloakAdmin;
  logger: Logger;
  mailQuota: MailQuota;
  /** False: imports only make accounts, and the sender mails them later. */
  mails?: boolean;
  /** How many imports one person may have at once; as many as they like when undefined. */
  places?: Places;
}

/** What works on many invitations at once, in pages, API, worker and command line: all at one pace. */
export interface Bulk {
  pace: Pace;
  mailLog: MailLog;
  imports: Imports;
}

/** Throws {@link ConfigError} when the folder for the files of imports is not ours alone. */
export async function createBulk({ config, admin, logger, mailQuota, mails, places }: BulkDeps): Promise<Bulk> {
  const { directory, concurrency, mailsPerSecond } = config.bulk;
  await ownFolder('IMPORT_DIR', directory);
  const pace = createPace({ max: concurrency, mailsPerSecond, isOverload });
  const mailLog = createMailLog(admin);
  // Making it takes a moment: it is there before anybody waits for it.
  standInKey(admin).catch(() => {});
  const imports = createImports({
    config,
    admin,
    logger,
    mailQuota,
    pace,
    mailLog,
    lean: createLeanAdmin(admin),
    realm: createRealmSettings(admin, logger),
    spool: await openSpool(join(directory, placeOf(config.keycloak)), {
      signer: signerFor(config, 'import jobs'),
      onForeign: (id) =>
        logger.warn({ import: id }, 'a file in IMPORT_DIR says that it is an import, and is none of ours: it is not run'),
    }),
    ...(mails !== undefined && { mails }),
  });
  return { pace, mailLog, imports: places ? countedImports(imports, places) : imports };
}

/** Files of one realm must never end up in another one that a sidecar on the same machine serves. */
function placeOf({ url, realm }: Config['keycloak']): string {
  return createHash('sha256').update(`${url}/realms/${realm}`).digest('hex').slice(0, 16);
}

/** Keycloak is away or overtaxed. A 500 is a fault of one request, mostly of the mail server behind it. */
function isOverload(error: unknown): boolean {
  return toAppError(error).code === 'keycloak_unavailable' && refusalStatus(error) !== 500;
}
