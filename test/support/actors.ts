import { type Actor, signedIn } from '../../src/authority/actor.ts';
import type { Organization } from '../../src/keycloak/realm/organizations.ts';

/** An actor with the role `admin`. */
export const anAdmin: Actor = signedIn({ userId: 'test', name: 'Alba Ferrer', reach: { all: true } });

/** A company admin of these companies. */
export function companyAdmin(...organizations: Organization[]): Actor {
  return signedIn({ userId: 'test', name: 'Lucía Marín', reach: { all: false, organizations } });
}
