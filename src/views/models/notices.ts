import type { MessageKey, MessageParams } from '../../i18n/index.ts';

/** The form behind "try again": all that was typed, but never a password. A POST to /activar without `password` shows the page as GET does. */
export interface RetryForm {
  action: string;
  fields: { name: string; value: string }[];
  /** What of the person's own words is among the fields; undefined where they typed nothing. */
  kept?: 'all' | 'withoutPassword' | undefined;
}

/**
 * Pages that say what happened and what to do next: one template, no dead end. A kind has the sentences
 * `notice.<kind>.title` and `notice.<kind>.lead`; present/notice.ts says what can be done.
 */
export type NoticeModel =
  /** The account is active already: sign in. */
  | { kind: 'used'; signInUrl: string }
  /** The password is stored, the data are asked for again at the sign-in; `faults` of them, in words. */
  | { kind: 'passwordStands'; signInUrl: string; faults: string[] }
  /** The link has done its work, and the app that the person has just set up, or the codes that they have just kept, do not count: another device came first. */
  | { kind: 'otherApp'; signInUrl: string }
  | { kind: 'otherCodes'; signInUrl: string }
  | { kind: 'otherAppAndCodes'; signInUrl: string }
  /** On the way to the company's identity provider; the page goes on by itself. */
  | { kind: 'toCompany'; signInUrl: string }
  /** The data are stored, and the sign-in at the company is still to come: one click (POST /activar with the key). `language`: that the person has chosen. */
  | { kind: 'companyWaits'; key: string; language?: string | undefined }
  /** The company's sign-in was taken out, or is not for this person any more: a new link, by one click with the key, else by the address. */
  | { kind: 'companyGone'; key?: string; language?: string | undefined }
  /** The company's provider has signed in somebody else (`who`) than the invited account: one click begins anew. */
  | { kind: 'companyOther'; who: string; account: string }
  /** The same, and whoever it is was invited, too, and is active by that. */
  | { kind: 'companyOtherActive'; who: string; account: string }
  /** It has signed in the person of the account, with the other spelling of its domain (`who`), which is another address to Keycloak. */
  | { kind: 'companySpelling'; who: string; account: string }
  /** The company's provider has refused, was cancelled, or has not answered. */
  | { kind: 'companyFailed'; account: string; signInUrl: string }
  /** It has not said that the address is the person's: others could have typed it there. */
  | { kind: 'companyUnverified'; account: string; signInUrl: string }
  /** The same of somebody who has come to the sign-in by themselves: no invited account is known. */
  | { kind: 'providerFailed'; signInUrl: string }
  | { kind: 'providerUnverified'; signInUrl: string }
  /** Just activated. */
  | { kind: 'activated'; signInUrl: string }
  /** Back from Keycloak's own pages without a way to sign in: on with the link of the mail, or with a new one. */
  | { kind: 'unfinished' }
  /** Back from there, and nobody knows whose account it is. */
  | { kind: 'back'; signInUrl: string }
  /** One click sends a new link (POST /reenviar with the key); without a key, the address does. */
  | { kind: 'expired'; key?: string; language?: string | undefined }
  /** A newer mail has been sent; its link is the good one. */
  | { kind: 'replaced'; key?: string; language?: string | undefined }
  /** Forged or unknown: ask with the address. */
  | { kind: 'invalid' }
  /** A part of the key is missing or changed: the whole link is in the mail. */
  | { kind: 'damaged' }
  /** /activar without a key. */
  | { kind: 'missing' }
  | { kind: 'disabled'; reference?: string }
  | { kind: 'revoked'; reference?: string }
  /** Fields that the person cannot see keep Keycloak from accepting the profile. */
  | { kind: 'blocked'; reference?: string }
  | { kind: 'heldBack'; reference?: string }
  /** The person is to make a passkey, which nobody can make now, and may have no password. */
  | { kind: 'passkeysOff'; reference?: string }
  /** The person is to choose a password, which nobody can now. */
  | { kind: 'passwordsOff'; reference?: string }
  /** The person's company is disabled, and nobody gets in by a link until it is on. */
  | { kind: 'companyOff'; reference?: string }
  /**
   * Further steps wait on Keycloak's own pages, which speak the account's language: where the person has chosen another (`language`), it is stored on the way
   * there (POST /activar with the key). `orPassword`: whoever has a browser that makes no passkey may choose a password.
   */
  | { kind: 'continue'; url: string; key: string; orPassword?: boolean; language?: string | undefined }
  /** Keycloak is away: try again. */
  | ({ kind: 'unavailable' } & Again)
  /** The directory that keeps the person's account does not answer Keycloak: try again. */
  | ({ kind: 'directoryAway' } & Again)
  /** The realm is not as it has to be: somebody has to mend it, and no link is worse for it. */
  | ({ kind: 'maintenance'; reference: string } & Again)
  | { kind: 'signedOut'; signInUrl: string }
  /** Sign out: one click. */
  | { kind: 'signOut'; who: string }
  /** Somebody else (`who`) is signed in than the account that is wanted: one click signs them out. */
  | { kind: 'switchAccount'; who: string; account: string }
  | { kind: 'signInFailed'; signInUrl: string }
  /** Signed in, but not with what the administration asks for. */
  | { kind: 'stepUpFailed'; signInUrl: string }
  | ({ kind: 'tooMany'; retryAfterSeconds?: number } & Again)
  /** New links have been asked for too often, for one address or with one key. */
  | { kind: 'tooManyLinks'; retryAfterSeconds: number }
  /** The form's CSRF token is of another session, or too old. `formKept`: the form came from a page of ours, and is offered to be sent again. */
  | ({ kind: 'formKept' } & Again)
  | { kind: 'formExpired' }
  | { kind: 'forbidden' }
  | { kind: 'notFound' }
  /** Any other AppError (`message` is its sentence), and faults of ours with a reference for support. */
  | { kind: 'refused'; message: MessageKey; params?: MessageParams }
  | ({ kind: 'error'; reference: string } & Again);

/** `key`: the activation key, for the language switch. */
interface Again {
  again?: RetryForm | undefined;
  key?: string | undefined;
}

export type NoticeKind = NoticeModel['kind'];
