import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { KeycloakAdmin } from '../../keycloak/api/keycloak-admin.ts';
import { serviceAccountNotes } from '../../keycloak/realm/service-account.ts';

/** The secret with which the made-up addresses of stand-ins are computed (stand-in.ts). */
export interface StandInKey {
  key: Buffer;
  /** When the key was made, in epoch milliseconds: stand-ins of version 0.1 are older. */
  since: number;
}

/**
 * A secret of the realm, made once and kept as a note at our service account, where only its admins could read it. No setting: stand-ins
 * are read for years, by all sidecars of the realm, and every secret of a sidecar may be replaced at any time.
 */
export function standInKey(admin: KeycloakAdmin): Promise<StandInKey> {
  const known = keys.get(admin) ?? readOrMake(admin);
  keys.set(admin, known);
  known.catch(() => keys.delete(admin));
  return known;
}

const keys = new WeakMap<KeycloakAdmin, Promise<StandInKey>>();

const NAME = 'standIns';
/** Milliseconds after which another sidecar that made a key at the same moment has stored it, too; the last one stored counts. */
const SETTLED = 1000;

async function readOrMake(admin: KeycloakAdmin): Promise<StandInKey> {
  const notes = serviceAccountNotes(admin);
  const there = keyOf(await notes.read(NAME));
  if (there) return there;
  await notes.write(NAME, `${randomBytes(32).toString('base64url')} ${Date.now()}`);
  await delay(SETTLED);
  return readOrMake(admin);
}

function keyOf(note = ''): StandInKey | undefined {
  const [text = '', since = ''] = note.split(' ');
  const key = Buffer.from(text, 'base64url');
  return key.length === 32 && Number(since) > 0 ? { key, since: Number(since) } : undefined;
}
