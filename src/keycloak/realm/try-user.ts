import { KeycloakRefusal, refusalBody, refusalStatus } from '../api/faults.ts';
import type { KeycloakAdmin } from '../api/keycloak-admin.ts';
import { reportedFaults } from '../profile/profile-errors.ts';
import { makeUser } from './create-user.ts';
import { neighbour } from './same-shape.ts';
import type { User } from './users.ts';

/** Tries, each with another name beside the user's own: one may be taken. */
const TRIES = 5;

/**
 * Asks Keycloak what it would refuse of a new user but that address or username are taken. Makes none: address and username are given with a second
 * value each, which the realm's rules are held to and which nobody may have; Keycloak asks of the first value alone whether it is free. Throws Keycloak's
 * refusal, without what it says of the second values.
 */
export async function tryUser(admin: KeycloakAdmin, { username = '', email = '', ...user }: User): Promise<void> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    // Keycloak takes this prefix off.
    const names = {
      'user.attributes.email': [neighbour(email), email],
      'user.attributes.username': [neighbour(username), username],
    };
    try {
      const id = await makeUser(admin, { ...user, enabled: false, attributes: { ...user.attributes, ...names } });
      // Only where the realm lets people have several addresses.
      return await admin.users.del({ id });
    } catch (error) {
      const status = refusalStatus(error);
      if (status === 409) {
        continue;
      }
      if (status !== 400) throw error;
      const errors = reportedFaults(refusalBody(error)).filter(
        ({ field, errorMessage }) =>
          !((field === 'email' || field === 'username') && errorMessage === 'error-invalid-multivalued-size'),
      );
      if (errors.length > 0) throw new KeycloakRefusal(400, { errors }, error as Error);
      return;
    }
  }
}

/** The same of address and username alone, which a user is to have. */
export async function tryNames(admin: KeycloakAdmin, email: string, username: string): Promise<void> {
  await tryUser(admin, { username, email }).catch((error) => {
    const errors = reportedFaults(refusalBody(error)).filter(({ field }) => field === 'email' || field === 'username');
    if (refusalStatus(error) !== 400) throw error;
    if (errors.length > 0) throw new KeycloakRefusal(400, { errors }, error);
  });
}
