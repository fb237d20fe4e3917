import { randomBytes } from 'node:crypto';
import type { EndedSession, LoginChecks, Person } from './provider.ts';

/** A sign-in that is under way at Keycloak. */
export interface PendingLogin {
  checks: LoginChecks;
  /** Whom it is meant for, if anybody in particular. */
  loginHint: string | undefined;
  /** The address of this app to go to afterwards. */
  then: string;
}

/** Milliseconds that a sign-in may take, and that somebody stays signed in here. */
const LOGIN_LIFESPAN = 30 * 60_000;
const SESSION_LIFESPAN = 8 * 3_600_000;
/** Entries of a kind; the oldest go first. Sign-ins are begun by anybody. */
const MOST = 10_000;

/** In memory: an app with several processes keeps its sessions where all of them find them. */
export function createSessions() {
  const logins = store<PendingLogin>(LOGIN_LIFESPAN);
  const people = store<Person>(SESSION_LIFESPAN);
  return {
    logins,
    people,
    /** Signs out whoever's session has ended at Keycloak: one session where the token names one, else all of the person's. */
    end({ sub, sid }: EndedSession): void {
      people.removeWhere((person) => (sid === undefined ? person.sub === sub : person.sid === sid));
    },
  };
}

function store<T>(lifespan: number) {
  const entries = new Map<string, { value: T; until: number }>();
  return {
    /** Returns the key that finds it: for a cookie, since nobody can guess it. */
    add(value: T): string {
      const oldest = entries.keys().next();
      if (entries.size >= MOST && !oldest.done) entries.delete(oldest.value);
      const key = randomBytes(32).toString('base64url');
      entries.set(key, { value, until: Date.now() + lifespan });
      return key;
    },
    find(key: string | undefined): T | undefined {
      const entry = key === undefined ? undefined : entries.get(key);
      return entry && entry.until > Date.now() ? entry.value : undefined;
    },
    /** Finds it a last time. */
    take(key: string | undefined): T | undefined {
      const found = this.find(key);
      if (key !== undefined) entries.delete(key);
      return found;
    },
    removeWhere(matches: (value: T) => boolean): void {
      for (const [key, { value }] of entries) if (matches(value)) entries.delete(key);
    },
  };
}
