import { type Check, CheckError } from '../../common/readiness-check.ts';
import { refusalStatus } from '../api/faults.ts';
import { MANAGEMENT } from '../rights/organization-role.ts';
import { HOW_TO_MEND } from './how-to-mend.ts';

/** What `/readyz` says where Keycloak takes no token of the service account, although it has given one. */
export const TOKENS_REFUSED =
  'Keycloak takes no tokens of the service account (status 401): is there a time before which tokens do not count (“not before” of the realm or the client), and does it lie ahead?';

/** The same check; where Keycloak refuses what it reads, the fault names the right of the service account that this takes. */
export function taking(right: 'view-events' | 'view-realm', check: Check): Check {
  return () =>
    check().catch((error) => {
      const status = refusalStatus(error);
      if (status === 401) throw new CheckError(TOKENS_REFUSED, { cause: error });
      if (status !== 403) throw error;
      const words = `the service account may not look: it has not got ${right} of ${MANAGEMENT}, or the tokens of its client leave that out; ${HOW_TO_MEND}`;
      throw new CheckError(words, { cause: error });
    });
}
