import { INVITATION_STATUSES, type InvitationStatus } from '../../common/statuses.ts';
import type { FieldError } from '../../errors.ts';
import type { MessageKey } from '../../i18n/index.ts';
import type { SignIn } from '../../settings/sign-in.ts';

/** Models of the administration: invitations that the signed-in person may see. */
export { INVITATION_STATUSES, type InvitationStatus };

export interface OrganizationChoice {
  alias: string;
  name: string;
}

/** An app that an invitation may lead to, and what it is called. */
export interface AppChoice {
  clientId: string;
  name: string;
}

/** What a form offers to let an invitation carry: paths of groups, and apps. */
export interface Offered {
  groups: string[];
  apps: AppChoice[];
}

/** What of that was chosen: `app` is a client id. */
export interface Chosen {
  groups: string[];
  app: string;
  target: string;
}

/** A fault of a field, and what the field is called. */
export interface LabelledFault extends FieldError {
  label: string;
}

export interface InvitationRow {
  /** The Keycloak user id. */
  id: string;
  email: string;
  /** What the person signs in with, where that is not the address. */
  username?: string;
  /** First and last name; empty before the person has filled them in. */
  name: string;
  /** Display name of the company. */
  organization?: string;
  status: InvitationStatus;
  /** What of the account breaks the rules of the realm, each with what the attribute is called. */
  faults?: LabelledFault[];
  sentAt?: Date;
  expiresAt?: Date;
}

export interface InvitationValues {
  email: string;
  firstName: string;
  lastName: string;
  locale: string;
  organization: string;
  lifespanHours: string;
  /** The last day of what the invitation gives, as `2026-12-31`. */
  accessUntil: string;
  message: string;
  /** One of the choices, or empty: as the address has it. */
  signIn: string;
}

/** How forms let somebody be invited to sign in; `company`: by the provider of the chosen company, or of the address's. */
export const SIGN_IN_CHOICES = ['password', 'passkey', 'company'] as const;
export type SignInChoice = (typeof SIGN_IN_CHOICES)[number];
/** What forms and files call them. */
export const SIGN_IN_LABELS: Record<SignInChoice, MessageKey> = {
  password: 'signIn.password',
  passkey: 'signIn.passkey',
  company: 'form.signIn.company',
};

/** The invitation of whoever has an address that was refused because it is taken. */
export interface Taken {
  id: string;
  who: string;
}

export interface AdminInvitationNewModel {
  taken?: Taken;
  values: InvitationValues;
  offered: Offered;
  chosen: Chosen;
  /** None where there is nothing to choose. */
  signIns: SignInChoice[];
  errors: FieldError[];
  organizations: OrganizationChoice[];
  /** A company admin must choose one of their companies; an admin may leave it open. */
  organizationRequired: boolean;
  /** Whether they may add a word of their own. */
  mayWrite: boolean;
  /** Languages of the mails, as tags: `es`, `en` … */
  locales: string[];
  /** Hours that a link holds if nothing is said. */
  defaultLifespanHours: number;
  maxLifespanHours: number;
}

export interface AdminInvitationModel {
  invitation: InvitationRow & {
    locale: string;
    /** How its person gets to sign in, where it is not with a password. */
    signIn?: SignIn;
    /** How many mails were sent. */
    sends: number;
    /** Who invited: a name or an address. */
    by?: string;
    /** Why the last mail could not be sent. */
    error?: string;
    /** Paths of the groups that it gives. */
    groups?: string[];
    /** What the app is called that the person goes to, and the address in it. */
    app?: string;
    target?: string;
    /** What of these the person does not get. */
    missing?: FieldError[];
    /** The last retry has failed; no more will follow. */
    failedForGood?: boolean;
    /** The last day of what the invitation gave (`2026-12-31`), and when that ended. */
    accessUntil?: string;
    accessEndedAt?: Date;
  };
  /** What happened, newest first. */
  history: HistoryItem[];
  /** Reference for support: the user id, from which no link can be made. */
  reference: string;
  /** Idempotency key: pressing "send another" twice sends one mail. */
  resendKey: string;
  /** The last day of the access as the form has it, where it may be moved without correcting anything else: of somebody who is active. */
  limit?: { accessUntil: string; errors: FieldError[] };
  canResend: boolean;
  canAmend: boolean;
  canRevoke: boolean;
}

const HISTORY_EVENTS = [
  'created',
  'amended',
  ...INVITATION_STATUSES,
  'neverActivated',
  'accessEnded',
  'signedIn',
  'linkRefused',
] as const;

export interface HistoryItem {
  at: Date;
  event: (typeof HISTORY_EVENTS)[number];
  /** Who did it, where that is told. */
  doer?: { kind: 'user' | 'client'; name: string } | { kind: 'worker' | 'person' } | undefined;
  /** Why a mail could not be sent. */
  reason?: string | undefined;
  /** The groups and the app of the invitation came with it. */
  carries?: true;
}

export interface AmendValues {
  email: string;
  firstName: string;
  lastName: string;
  locale: string;
  accessUntil: string;
  message: string;
  /** One of the choices, or empty: as the address has it. */
  signIn: string;
}

/** An attribute that has to be corrected. */
export interface AmendedAttribute {
  /** Name of the form's field: `attributes.` and the attribute's name. */
  field: string;
  label: string;
  value: string;
}

export interface AdminAmendModel {
  id: string;
  /** Name or address of the person. */
  who: string;
  taken?: Taken;
  values: AmendValues;
  attributes: AmendedAttribute[];
  /** None where there is nothing to choose. */
  signIns: SignInChoice[];
  /** How the person gets to sign in as it stands, chosen or not. */
  signInNow: SignInChoice;
  mayWrite: boolean;
  offered: Offered;
  chosen: Chosen;
  errors: FieldError[];
  locales: string[];
}

export interface AdminRevokeModel {
  id: string;
  email: string;
  name: string;
  /** Revoking deletes the account: it cannot be undone. */
  deletes: boolean;
  /** The account may not be wholly the company's: then the person only leaves the company. */
  mayLeave: boolean;
}
