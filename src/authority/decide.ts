import { AppError } from '../errors.ts';
import type { Actor } from './actor.ts';

/**
 * What an actor wants to do. `move` corrects the address; `amend` corrects anything else; `end` is the sidecar’s own end of what nobody activated. `limit`
 * says until when what the invitation gave holds, also of an account that is active; `close` is the end of that, by the sidecar itself.
 */
export type Wish = 'amend' | 'move' | 'resend' | 'revoke' | 'end' | 'limit' | 'close';

/** What is known of an account. Where Keycloak does not tell, the fact has the value that permits less. */
export interface Facts {
  /** Somebody can sign in with it by themselves. */
  active: boolean;
  /** The account is disabled, and not by a revocation through the sidecar. */
  disabledByOthers: boolean;
  /** It may hold a role with rights over the realm, the server or the sidecar. */
  privileged: boolean;
  /** It counts as privileged only because Keycloak's log does not say whether client roles were given to it; no right was seen. */
  rightsUntold: boolean;
  /**
   * Made by an invitation and touched by nobody else: by one of their company alone where a company admin asks. Of `limit` the invitation alone is
   * meant: that nobody but them has given anything by it.
   */
  whollyTheirs: boolean;
}

/**
 * What may be done: the wish itself to the `account`; a `mail` to the account's own address, which changes nothing else; the account
 * may only `leave` the company; or its `invitation` alone may be ended, and the account stays as it is; or only
 * what its invitation has `given` may be taken back.
 */
export type Permission = 'account' | 'mail' | 'leave' | 'invitation' | 'given';

/**
 * The one table of who may do what to an account that is within their reach: to see an account is not to control it. Throws
 * `already_active`, `account_disabled` and `not_yours`; the last for each reason, harmless ones, too, so that it tells none.
 */
export function decide({ kind }: Pick<Actor, 'kind'>, wish: Wish, facts: Facts): Permission {
  if (wish === 'close') return atItsEnd(kind, facts);
  if (wish === 'limit') return ofEnd(kind, facts);
  if (facts.active) throw new AppError('already_active');
  if (wish === 'end') return ofNobody(kind, facts);
  if (kind === 'company-admin') return ofCompanyAdmin(wish, facts);
  if (kind === 'admin') return ofAdmin(wish, facts);
  if (facts.disabledByOthers) throw new AppError('account_disabled');
  return 'account';
}

/** Nobody asks for it, so that every doubt counts for the account. */
function ofNobody(kind: Actor['kind'], { disabledByOthers, whollyTheirs, privileged }: Facts): Permission {
  if (kind !== 'worker' || privileged || !whollyTheirs) throw new AppError('not_yours');
  if (disabledByOthers) throw new AppError('account_disabled');
  return 'account';
}

/** The account itself ends with what its invitation gave only where it is nothing else; every doubt counts for the account. */
function atItsEnd(kind: Actor['kind'], { disabledByOthers, whollyTheirs, privileged }: Facts): Permission {
  if (kind !== 'worker') throw new AppError('not_yours');
  return whollyTheirs && !privileged && !disabledByOthers ? 'account' : 'given';
}

/** A date changes nothing of the account, so that only rights that are seen keep anybody from it. */
function ofEnd(kind: Actor['kind'], { privileged, rightsUntold, whollyTheirs }: Facts): Permission {
  const mayRule = privileged && !rightsUntold;
  if (mayRule || (kind !== 'admin' && !(kind === 'company-admin' && whollyTheirs))) throw new AppError('not_yours');
  return 'account';
}

function ofCompanyAdmin(wish: Wish, { disabledByOthers, whollyTheirs, privileged }: Facts): Permission {
  const theirs = whollyTheirs && !privileged;
  if (wish === 'revoke') return theirs && !disabledByOthers ? 'account' : 'leave';
  if (disabledByOthers) throw new AppError('account_disabled');
  if (theirs) return 'account';
  if (wish === 'resend') return 'mail';
  throw new AppError('not_yours');
}

/** An admin of the sidecar need not be one of Keycloak: accounts with rights there are for its console. */
function ofAdmin(wish: Wish, { disabledByOthers, privileged, rightsUntold }: Facts): Permission {
  // A mail would be of no use while the account is disabled; and only those who disabled it may enable it.
  if (disabledByOthers && (wish === 'resend' || wish === 'move')) throw new AppError('account_disabled');
  if (!privileged) return 'account';
  if (wish === 'resend') return 'mail';
  if (wish === 'revoke' && rightsUntold) return 'invitation';
  throw new AppError('not_yours');
}
