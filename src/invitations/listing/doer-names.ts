import { PERSON, WORKER } from '../../authority/actor.ts';
import { type Act, UNKNOWN } from '../../authority/acts.ts';
import { type Reach, withinReach } from '../../authority/reach.ts';
import type { KeycloakAdmin } from '../../keycloak/api/keycloak-admin.ts';
import { displayName, readUser } from '../../keycloak/realm/users.ts';
import type { IsServiceAccount } from '../../keycloak/rights/is-service-account.ts';

/** Who gave a command, for showing: a person by name, a machine by its client, the worker, or the invited person. */
export type Doer = { kind: 'user' | 'client'; name: string } | { kind: 'worker' | 'person' };

/** Returns who gave a command; undefined where that is unknown or not for the viewer. */
export type DoerOf = (act: Act) => Promise<Doer | undefined>;

const SERVICE_ACCOUNT = 'service-account-';

/** Whether a viewer may know who gave a command: it was given for one of their companies, or by the worker or the person for no company. */
export function isActWithin(reach: Reach, { actor, company }: Act): boolean {
  if (reach.all) return true;
  return company === undefined ? actor === WORKER.userId || actor === PERSON.userId : withinReach(reach, company);
}

/** Looks names up in Keycloak, each once. Company admins are told only of commands for their own companies. */
export function createDoerOf(admin: KeycloakAdmin, isServiceAccount: IsServiceAccount, reach: Reach): DoerOf {
  const known = new Map<string, Promise<Doer | undefined>>();
  const named = async (userId: string): Promise<Doer | undefined> => {
    const user = await readUser(admin, userId);
    if (!user) return undefined;
    const { username = '' } = user;
    const client = username.startsWith(SERVICE_ACCOUNT) ? username.slice(SERVICE_ACCOUNT.length) : undefined;
    if (client && (await isServiceAccount(userId, client))) return { kind: 'client', name: client };
    return { kind: 'user', name: displayName(user) };
  };
  return async (act) => {
    const { actor } = act;
    if (actor === UNKNOWN || !isActWithin(reach, act)) return undefined;
    if (actor === WORKER.userId) return { kind: 'worker' };
    if (actor === PERSON.userId) return { kind: 'person' };
    const asked = known.get(actor) ?? named(actor);
    known.set(actor, asked);
    return asked;
  };
}
