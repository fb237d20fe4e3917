import { AppError } from '../errors.ts';
import type { Admin } from '../keycloak/admin.ts';
import { organizationsOfMember, type Reach, withinReach } from '../keycloak/organizations.ts';

/**
 * What to tell somebody whose invitation met an account that exists: `email_exists` where they can see that account anyway, and
 * else `address_unavailable`, which says neither that there is one nor where. Any other error comes back as it is.
 */
export async function refusalWithin(admin: Admin, reach: Reach, email: string, error: unknown): Promise<unknown> {
  if (!(error instanceof AppError) || error.code !== 'email_exists' || reach.all) return error;
  const [user] = await admin.users.find({ email, exact: true, max: 1 });
  const companies = user?.id ? await organizationsOfMember(admin, user.id) : [];
  if (companies.some(({ id }) => withinReach(reach, id))) return error;
  return new AppError('address_unavailable', { cause: error, fields: [{ field: 'email', key: 'error.address_unavailable' }] });
}
