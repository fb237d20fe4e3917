import type { Evidence } from '../keycloak/rights/author-rights.ts';
import type { Reach } from './reach.ts';

/**
 * Who gives a command that may change an account. `admin` and `company-admin` hold a role of the sidecar; a `person` asks for a link of
 * their own, and nobody has proved yet who they are; the `worker` is the sidecar itself, in the background.
 */
export interface Actor {
  kind: 'admin' | 'company-admin' | 'person' | 'worker';
  /** Keycloak user id (a service account's where a machine acts); `worker` or `person` where nobody has signed in. */
  userId: string;
  /** `client_id` of the client that the token was issued to, where there is a token that tells it. */
  clientId?: string | undefined;
  /** The companies whose people the actor may see. */
  reach: Reach;
  /** Display name, for "invited by"; undefined for a machine. */
  name: string | undefined;
}

/** Who calls the administration, in a browser or over the API. The guards of src/access hand it to the routes behind them. */
export interface Caller {
  actor: Actor;
  /** The same as `actor.reach`. */
  reach: Reach;
  /** How Keycloak was asked for their role. */
  evidence: Evidence;
}

/** The sidecar's own work: what is queued, reminders, users that others have created. */
export const WORKER: Actor = { kind: 'worker', userId: 'worker', reach: { all: true }, name: undefined };

/** The actor of `/reenviar`, which anybody may use. */
export const PERSON: Actor = { kind: 'person', userId: 'person', reach: { all: true }, name: undefined };

/** The actor for a person or machine that has signed in: an `admin` if the reach is everything, else a `company-admin`. */
export function signedIn(who: Pick<Actor, 'userId' | 'clientId' | 'name' | 'reach'>): Actor {
  const { userId, clientId, name, reach } = who;
  return { kind: reach.all ? 'admin' : 'company-admin', userId, ...(clientId !== undefined && { clientId }), name, reach };
}
