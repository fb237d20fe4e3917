import { createHash } from 'node:crypto';
import { EncryptJWT, jwtDecrypt } from 'jose';
import type { Stop } from '../keycloak/ride/ride.ts';
import type { Config } from '../settings/config.ts';
import { keysFor } from '../settings/derived-keys.ts';

/**
 * Rides that have stopped, sealed into the form that the person goes on with: so any sidecar behind a load balancer can, and none keeps anything. Whoever holds
 * one is the person to Keycloak for some minutes, and so is whoever holds the key that it belongs to.
 */
export interface SealedRides {
  seal(key: string, stop: Stop): Promise<string>;
  /** Undefined for one that is not ours, of another key, or too old. */
  open(key: string, sealed: string): Promise<Stop | undefined>;
}

/** Longer than Keycloak keeps a ride. */
const LIFETIME = '30 minutes';
const ALGORITHMS = { alg: 'dir', enc: 'A256GCM' } as const;
const ACCEPTED = { keyManagementAlgorithms: [ALGORITHMS.alg], contentEncryptionAlgorithms: [ALGORITHMS.enc] };

export function createSealedRides(config: Pick<Config, 'sessionSecrets'>): SealedRides {
  const secrets = keysFor(config, 'stopped rides');
  const nameOf = (key: string) => createHash('sha256').update(key).digest('base64url');
  return {
    seal: (key, stop) =>
      new EncryptJWT({ stop, key: nameOf(key) }).setProtectedHeader(ALGORITHMS).setExpirationTime(LIFETIME).encrypt(secrets[0]),
    async open(key, sealed) {
      for (const secret of secrets) {
        const opened = await jwtDecrypt<{ stop: Stop; key: string }>(sealed, secret, ACCEPTED).catch(() => undefined);
        if (opened) return opened.payload.key === nameOf(key) ? opened.payload.stop : undefined;
      }
      return undefined;
    },
  };
}
