import { createHash } from 'node:crypto';
import type { Stop } from '../keycloak/ride/ride.ts';
import type { Config } from '../settings/config.ts';
import { sealerFor } from '../settings/sealer.ts';
import type { Held } from './ways/held.ts';

/** A ride that has stopped, and what was typed for what comes behind it. */
export interface HalfWay extends Stop, Held {
  /** When Keycloak has made the recovery codes that it has stored in this ride. */
  codesOf?: string | undefined;
}

/**
 * Rides that have stopped, sealed into the form that the person goes on with: so any sidecar behind a load balancer can, and none keeps anything. Whoever holds
 * one is the person to Keycloak for some minutes, and so is whoever holds the key that it belongs to. A password that Keycloak has not come to yet
 * is among what was typed: nobody without our secret can read it, and it is worth nothing before Keycloak has taken it.
 */
export interface SealedRides {
  seal(key: string, stop: HalfWay): Promise<string>;
  /** Undefined for one that is not ours, of another key, or too old. */
  open(key: string, sealed: string): Promise<HalfWay | undefined>;
}

/** Seconds: longer than Keycloak keeps a ride. */
const LIFETIME = 30 * 60;

export function createSealedRides(config: Pick<Config, 'sessionSecrets'>): SealedRides {
  const sealer = sealerFor<{ stop: HalfWay; key: string }>(config, 'stopped rides', { lifetime: LIFETIME });
  const nameOf = (key: string) => createHash('sha256').update(key).digest('base64url');
  return {
    seal: (key, stop) => sealer.seal({ stop, key: nameOf(key) }),
    async open(key, sealed) {
      const opened = await sealer.open(sealed);
      return opened?.key === nameOf(key) ? opened.stop : undefined;
    },
  };
}
