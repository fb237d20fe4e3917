import { LRUCache } from 'lru-cache';
import type { KeycloakServer } from '../api/server.ts';
import { type GoodRide, openRide, type Ride } from './ride.ts';
import type { Visitor } from './visit.ts';

/** Milliseconds for which an opened ride is kept: shorter than Keycloak keeps it for somebody who does nothing (5 minutes). */
const KEPT = 4 * 60_000;
/** A ride takes about 10 kB. */
const MOST = 1000;

/** Rides that were opened for a page and not redeemed yet, in this process alone. */
export interface KeptRides {
  /** Opens a ride, and keeps it if the key is good. */
  open(key: string, visitor: Visitor): Promise<Ride>;
  /** The ride that was opened for a key, once. Keycloak may have forgotten it, or would refuse the key by now: the ride will find out. */
  take(key: string): GoodRide | undefined;
}

/**
 * Whoever sends a form has opened its page shortly before, mostly here: going on with that ride spares Keycloak the first of its pages. It checks
 * the key again with the next one, so that a kept ride opens nothing that a new one would not. Another process, or this one later, opens a new ride.
 */
export function createKeptRides(server: KeycloakServer): KeptRides {
  const kept = new LRUCache<string, GoodRide>({ max: MOST, ttl: KEPT });
  return {
    async open(key, visitor) {
      const before = visitor.chosen === undefined ? undefined : kept.get(key);
      const ride = await (before ? before.spoken(visitor) : openRide(server, key, visitor));
      if (ride.kind === 'good') kept.set(key, ride);
      else kept.delete(key);
      return ride;
    },
    take(key) {
      const found = kept.get(key);
      kept.delete(key);
      return found;
    },
  };
}
