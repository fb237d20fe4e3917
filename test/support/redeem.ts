import type { KeycloakServer } from '../../src/keycloak/api/server.ts';
import { openRide, type RideResult } from '../../src/keycloak/ride/ride.ts';
import type { Submission } from '../../src/keycloak/ride/steps/step.ts';

/** Redeems a key as our page does, from this machine and in Spanish. For a key that is not good it returns Keycloak's refusal. */
export async function redeem(server: KeycloakServer, key: string, submission: Submission): Promise<RideResult> {
  const ride = await openRide(server, key, { ip: '127.0.0.1', locale: 'es' });
  return ride.kind === 'good' ? ride.redeem(submission) : ride;
}
