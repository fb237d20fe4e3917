import { type Actor, signedIn } from '../../../authority/actor.ts';
import { AppError } from '../../../errors.ts';
import type { KeycloakAdmin } from '../../../keycloak/api/keycloak-admin.ts';
import { type Evidence, standingOf } from '../../../keycloak/rights/author-rights.ts';
import type { ImportRequest } from './imports.ts';
import { type Oversight, oversee, UNSUPERVISED } from './oversight.ts';
import type { Phase, StoredJob } from './spool.ts';

/** The owner's fields of a stored job. Without evidence the job was started by an operator at the command line. */
export function ownerFields({ userId: owner, name: by, clientId, reach }: Actor, evidence: Evidence | undefined) {
  return { owner, by, clientId, reach, roleAt: evidence?.at };
}

export function newJob(phase: Phase, request: ImportRequest): Omit<StoredJob, 'digest'> {
  const { actor, evidence, organization, locale, groups, app, target, accessUntil, signIn, message, lifespanHours, columns } =
    request;
  return {
    phase,
    state: 'running',
    startedAt: Date.now(),
    rows: 0,
    ...ownerFields(actor, evidence),
    ...(organization !== undefined && { organization }),
    ...(locale !== undefined && { locale }),
    ...(groups && { groups: [...groups] }),
    ...(app !== undefined && { app }),
    ...(target !== undefined && { target }),
    ...(accessUntil !== undefined && { accessUntil }),
    ...(signIn !== undefined && { signIn }),
    ...(message !== undefined && { message }),
    ...(lifespanHours !== undefined && { lifespanHours }),
    ...(columns && { columns }),
  };
}

/** Who may see everything sees a dry run of somebody else, but it is the author's to do, with their rights. Throws `forbidden`. */
export function requireAuthor({ owner }: StoredJob, { userId }: Actor): void {
  if (owner !== userId) throw new AppError('forbidden');
}

export function actorOf({ owner: userId, by: name, clientId, reach }: StoredJob): Actor {
  return signedIn({ userId, name, clientId, reach });
}

/**
 * Watches the rights of a job's owner while it runs. A dry run changes nothing and is not watched.
 * @param known the request that has started the job has just confirmed the rights.
 */
export function overseeOwner(admin: KeycloakAdmin, job: StoredJob, evidence: () => Evidence, known: boolean): Oversight {
  const { phase, roleAt, owner: userId, reach, organization } = job;
  if (roleAt === undefined || phase === 'check') return UNSUPERVISED;
  const used = reach.all ? [] : reach.organizations.filter(({ alias }) => organization === undefined || alias === organization);
  const author = { userId, role: reach.all ? 'admin' : 'company-admin', companies: used.map(({ id }) => id) } as const;
  return oversee({ ask: () => standingOf(admin, { ...author, evidence: evidence() }), known });
}
