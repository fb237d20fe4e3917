import type { ListOrder } from '../../common/list-orders.ts';
import type { InvitationStatus } from '../../common/statuses.ts';
import type { FieldError } from '../../errors.ts';
import type { MessageKey, MessageParams } from '../../i18n/index.ts';
import type { AppChoice, InvitationRow, OrganizationChoice } from './admin.ts';

/** Models of the list of invitations, and of what is done with several of them. */
export interface ListFilter {
  search: string;
  status?: InvitationStatus | undefined;
  organization?: string | undefined;
  /** Keycloak user id of who invited. */
  inviter?: string | undefined;
  /** Path of a group, and client id of an app, that the invitation carries. */
  group?: string | undefined;
  app?: string | undefined;
  /** First and last day of the last mail, `YYYY-MM-DD`. */
  sentFrom?: string | undefined;
  sentUntil?: string | undefined;
  sort: ListOrder;
  /** Rows of a page. */
  max: number;
}

export interface ListRow extends InvitationRow {
  /** How many mails were sent. */
  sends: number;
  /** Who invited, where that is told: as the mail said it, and the user id. */
  by?: string;
  inviterId?: string;
  /** Somebody has whom the viewer may not know. */
  byOther?: true;
  canResend: boolean;
  canAmend: boolean;
  canRevoke: boolean;
}

export interface AdminInvitationsModel {
  items: ListRow[];
  /** How many match the filter; `about`: counted a while ago; `unknown`: at least so many. */
  total: number;
  totalIs: 'exact' | 'about' | 'unknown';
  /** Only so many matches were looked at to sort or filter, and there are more. */
  within?: number;
  /** Found by whole words, while parts of words might find more. */
  isWholeWords?: true;
  /** Cursor of the next page, where there is one. */
  next?: string;
  /** Index of the first one shown. */
  first: number;
  filter: ListFilter;
  /** What was typed to be searched for and cannot be: it stays to be corrected. */
  unreadableSearch?: string;
  /** Filters that can match nobody, by their fields. */
  errors: FieldError[];
  /** Counts per status, whatever status the filter has; none of a status that is not counted yet. */
  counts: Partial<Record<InvitationStatus, number>>;
  /** The companies to choose from; the filter is shown from two on. */
  organizations: OrganizationChoice[];
  /** Inviters to choose from: whoever looks comes first, and one whose name is not told has none. */
  inviters: { id: string; name?: string; isViewer?: boolean }[];
  /** Paths of groups, and apps, to choose from. */
  groups: string[];
  apps: AppChoice[];
  /** Whether the rows show a company. */
  showCompany: boolean;
  /** Index of the first row of the last page, where it can be told and reached. */
  lastFirst?: number;
}

/** What can be done with several invitations at once. */
export const SELECTION_COMMANDS = ['resend', 'revoke'] as const;
export type SelectionCommand = (typeof SELECTION_COMMANDS)[number];

export type AdminSelectionModel = { command: SelectionCommand } & (
  | {
      state: 'asked';
      people: { id: string; name: string; email: string; status: InvitationStatus }[];
      /** How many of those chosen are not there any more. */
      gone: number;
      /** Idempotency key: sending the form twice does everything once. */
      key: string;
      /** Revoking deletes accounts: it cannot be undone. */
      deletes: boolean;
      /** Some accounts may not be wholly the company's: then their people only leave it. */
      mayLeave: boolean;
    }
  | { state: 'none' }
  | {
      state: 'done';
      done: number;
      /** Mails that could not be sent and are tried again. */
      failed: { id: string; who: string }[];
      refused: { id: string; who: string; key: MessageKey; params?: MessageParams | undefined; fields: FieldError[] }[];
    }
);
