import type { FieldError } from '../../errors.ts';
import type { MessageKey, MessageParams, PageLocale } from '../../i18n/index.ts';
import type { FormGroup } from '../../keycloak/profile/form-field.ts';
import type { AdminAmendModel, AdminInvitationModel, AdminInvitationNewModel, AdminRevokeModel } from './admin.ts';
import type { ApiDocsModel } from './api.ts';
import type { AdminBulkModel } from './bulk.ts';
import type { AdminImportModel, AdminImportStatusModel } from './import.ts';
import type { AdminInvitationsModel, AdminSelectionModel } from './list.ts';
import type { NoticeModel } from './notices.ts';
import type { WaysModel } from './ways.ts';

/** The model of each page. A page is drawn from its model and the context alone. */
export interface PageModels {
  home: HomeModel;
  activate: ActivateModel;
  notice: NoticeModel;
  resend: ResendModel;
  profile: ProfileModel;
  help: HelpModel;
  support: SupportModel;
  feedbackThanks: FeedbackThanksModel;
  apiDocs: ApiDocsModel;
  adminInvitations: AdminInvitationsModel;
  adminInvitationNew: AdminInvitationNewModel;
  adminInvitation: AdminInvitationModel;
  adminAmend: AdminAmendModel;
  adminRevoke: AdminRevokeModel;
  adminSelection: AdminSelectionModel;
  adminBulk: AdminBulkModel;
  adminImport: AdminImportModel;
  adminImportStatus: AdminImportStatusModel;
}
export type PageName = keyof PageModels;

/** What every page needs besides its model. */
export interface PageContext {
  locale: PageLocale;
  /**
   * Path and query of the page, for the language switch (`?lang=en` is added, a `key` is dropped) and for "try again".
   * After a POST give a path that answers to GET.
   */
  path: string;
  /** Value of the hidden field `_csrf` of each form. */
  csrfToken: string;
  /** The person who is signed in. */
  user?: { name: string; isAdmin: boolean };
  /** Query of the list of invitations from which the person has come, for the way back; without `?`. */
  list?: string;
  /** The time for dates told as "yesterday"; now by default. */
  now?: Date;
  /** Messages on top of the page about what was just done, each shown once. */
  flash?: Flash[];
}

export interface Flash {
  kind: 'success' | 'info' | 'warning' | 'error';
  key: MessageKey;
  params?: MessageParams;
  /** What people mostly do next: a link. */
  next?: { key: MessageKey; href: string };
}

/** The form of an activation link. A model with a `key` changes the language by POST, so that no link ever holds the key. */
export interface ActivateModel {
  /** The action token. It travels in a hidden field only. */
  key: string;
  /** The language that the person has chosen on this page, which becomes their account's. */
  language?: PageLocale | undefined;
  /** Address of the account. */
  email: string;
  /** For the rules about it. */
  username: string;
  /** Where the person signs in with the username and not with the address: the page says so. */
  signsInByUsername: boolean;
  /** What password managers keep beside the password; none where the page has a field for it. */
  signInName?: string | undefined;
  /** The realm's user profile, with what was typed. */
  groups: FormGroup[];
  /** The realm's password rules (`passwordChecklist`): `check` is for the browser; without it only Keycloak can judge. */
  rules: { id: string; text: string; check?: unknown; state?: 'met' | 'unmet' | 'unknown' }[];
  /** Sentences for the live checklist and the meter (`passwordWords`): serialised for src/browser. */
  passwordWords: object;
  /** Value of the attribute `passwordrules`, for password managers that make a password up. */
  passwordRules?: string;
  /** Words that make a password weak for this person (address, names, company), for the strength meter. */
  personalWords: string[];
  /** Faults of the password, in words. */
  passwordErrors: string[];
  /** Faults that belong to no field, in words. */
  errors: string[];
  /** What the app is called that the person goes to afterwards, where it is one of the invitation's own. */
  app?: string;
  /** Details and password are those of a directory, and can be changed only there. */
  keptElsewhere?: true;
  /** The person signs in by their company's identity provider: no password is asked for. `confirms`: and confirms the address by a second mail then. */
  company?: true | 'confirms';
  /** A password in the place of the passkey that the invitation is to: the person has asked for it, or nobody can make one now. */
  passwordInstead?: 'asked' | 'passkeysOff';
  /** What else the realm asks for. */
  ways?: WaysModel;
  /** A ride that has stopped (activation/sealed-rides.ts): the form asks for what is missing. */
  ride?: string;
  /** Keycloak has stored the password in it. */
  passwordStands?: true;
}

export type ResendModel =
  /** `byKey`: the key did not tell the account, so the address is asked for. */
  | { state: 'form'; email: string; errors: FieldError[]; byKey?: boolean }
  /** The same for known and unknown addresses. Without `email` the address was asked for by a key. */
  | { state: 'sent'; email?: string };

export interface HomeModel {
  /** Where signing in starts. */
  signInUrl: string;
}

export interface ProfileModel {
  name: string;
  /** Empty for an account without an address, which is told its username instead. */
  email: string;
  username: string;
  /** Display names of the companies the person belongs to. */
  companies: string[];
  /** A new one is offered, cannot be chosen while the realm's required action is off, or is had from whoever manages the directory that keeps it. */
  password?: 'offered' | 'off' | 'directory';
  /** Where the realm's required action for it is on. */
  offerPasskey: boolean;
  /** Where the person looks after their passkeys, where they have some. */
  passkeys?: string;
  /** The account's language and those to choose from, as tags (POST /perfil/idioma). */
  locale: string;
  locales: string[];
}

/** Beside the first one, which most people get. */
export interface WaysIn {
  first: 'password' | 'passkey';
  /** What a mail may say otherwise. */
  others: ('password' | 'passkey' | 'company')[];
  /** What everybody is asked for beside it. */
  more: ('terms' | 'totp' | 'codes' | 'passkey')[];
  /** The realm signs nobody in by their address. */
  byUsername: boolean;
}

export interface HelpModel {
  ways: WaysIn;
  /** The realm's password rules in the page's language; empty when Keycloak cannot be asked. */
  passwordRules: string[];
  /** Hours that a link holds. */
  linkHours: number;
  feedback: { useful?: 'yes' | 'no'; comment: string; errors: FieldError[] };
}

export const SUPPORT_TOPICS = ['mail', 'link', 'form', 'password', 'signin', 'other'] as const;
export type SupportTopic = (typeof SUPPORT_TOPICS)[number];

export interface SupportValues {
  topic: SupportTopic | '';
  email: string;
  name: string;
  company: string;
  message: string;
  when: string;
  /** Reference of an invitation or a fault, filled in from `?ref=`; never a key. */
  reference: string;
}

export type SupportModel =
  | { state: 'form'; values: SupportValues; errors: FieldError[] }
  /** The mail server is away: the text stays, and the person can send it with a mail program. */
  | { state: 'failed'; values: SupportValues; errors: FieldError[] }
  | { state: 'sent'; ticket: string; email: string };

/** Name of the field that people never see and robots fill in (support and feedback forms). */
export const HONEYPOT_FIELD = 'website';

export interface FeedbackThanksModel {
  useful: 'yes' | 'no';
}
