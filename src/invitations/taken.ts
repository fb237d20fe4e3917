import { AppError } from '../errors.ts';
import { type Admin, adminStatus } from '../keycloak/admin.ts';
import { type Organization, organizationsOfMember, type Reach, withinReach } from '../keycloak/organizations.ts';
import type { User } from '../keycloak/users.ts';

/** Who may be asked for the companies of nobody. */
const NOBODY = '00000000-0000-4000-8000-000000000000';

/** The account that bears an address: as its own or, where there is none, as its username. */
export async function accountOf(admin: Admin, address: string): Promise<User | undefined> {
  const [[byEmail], [byUsername]] = await Promise.all([
    admin.users.find({ email: address, exact: true, max: 1 }),
    admin.users.find({ username: address, exact: true, max: 1 }),
  ]);
  return byEmail ?? byUsername;
}

/**
 * Whether an address has an account that somebody is not to know of. Asks the same questions for an address that has none: both
 * answers take the same time.
 */
export async function isTakenBeyond(admin: Admin, reach: Reach, address: string): Promise<boolean> {
  if (reach.all) return false;
  const account = await accountOf(admin, address);
  const companies = await organizationsOfMember(admin, account?.id ?? NOBODY).catch((error) => {
    if (adminStatus(error) === undefined) throw error;
    return [];
  });
  return account !== undefined && !companies.some(({ id }) => withinReach(reach, id));
}

export function isTaken(error: unknown): boolean {
  return error instanceof AppError && error.code === 'email_exists';
}

/**
 * Gives an address to a user: as their own or, where it is taken by an account that the one who asks is not to know of, to somebody who
 * stands in for it (stand-in.ts). Throws `email_exists` where the account is within reach.
 * @param company into which that account would be invited; without one nobody can stand in.
 */
export async function placeAddress<T>(
  { admin, reach, address, company }: { admin: Admin; reach: Reach; address: string; company: Organization | undefined },
  asOwn: () => Promise<T>,
  asStandIn: (company: Organization) => Promise<T>,
): Promise<T> {
  if (company && (await isTakenBeyond(admin, reach, address))) return asStandIn(company);
  try {
    return await asOwn();
  } catch (error) {
    // Taken at this very moment.
    if (company && isTaken(error) && (await isTakenBeyond(admin, reach, address))) return asStandIn(company);
    throw error;
  }
}
