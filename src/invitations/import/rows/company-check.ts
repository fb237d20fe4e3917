import { cachedByKey } from '../../../common/cache.ts';
import type { FieldError } from '../../../errors.ts';
import type { KeycloakAdmin } from '../../../keycloak/api/keycloak-admin.ts';

/** Milliseconds for which an answer is used again, so that a file of 100,000 rows does not ask as often. */
const FRESH = 10_000;
const MOST_CACHED = 1000;

/**
 * Tells whether a company has been disabled or deleted since the import began, as the fault of a row. Where company admins import for their own
 * company the whole import stops (oversight.ts); in an admin's import, that company's rows fail.
 */
export function companyCheck(admin: KeycloakAdmin): (companyId: string) => Promise<FieldError['key'] | undefined> {
  return cachedByKey(
    async (id) => {
      const company = await admin.organizations.findOne({ id });
      if (!company) return 'field.organization_unknown';
      return company.enabled === false ? 'field.organization_disabled' : undefined;
    },
    FRESH,
    MOST_CACHED,
  );
}
