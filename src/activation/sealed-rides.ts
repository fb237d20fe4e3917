import { createHash } from 'node:crypto';
import type { Stop } from '../keycloak/ride/ride.ts';
import type { Config } from '../settings/config.ts';
import { sealerFor } from '../settings/sealer.ts';

/**
 * Rides that have stopped, sealed into the form that the person goes on with: so any sidecar behind a load balancer can, and none keeps anything. Whoever holds
 * one is the person to Keycloak for some minutes, and so is whoever holds the key that it belongs to.
 */
export interface SealedRides {
  seal(key: string, stop: Stop): Promise<string>;
  /** Undefined for one that is not ours, of another key, or too old. */
  open(key: string, sealed: string): Promise<Stop | undefined>;
}

/** Seconds: longer than Keycloak keeps a ride. */
const LIFETIME = 30 * 60;

export function createSealedRides(config: Pick<Config, 'sessionSecrets'>): SealedRides {
  const sealer = sealerFor<{ stop: Stop; key: string }>(config, 'stopped rides', { lifetime: LIFETIME });
  const nameOf = (key: string) => createHash('sha256').update(key).digest('base64url');
  return {
    seal: (key, stop) => sealer.seal({ stop, key: nameOf(key) }),
    async open(key, sealed) {
      const opened = await sealer.open(sealed);
      return opened?.key === nameOf(key) ? opened.stop : undefined;
    },
  };
}
