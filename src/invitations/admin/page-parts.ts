import type { Response } from 'express';
import type { Reach } from '../../authority/reach.ts';
import type { Logger } from '../../common/log.ts';
import type { AppError, FieldError } from '../../errors.ts';
import type { Limits } from '../../http/limits/limits.ts';
import type { ShowPage } from '../../http/pages/pages.ts';
import { MESSAGE_UNITS } from '../../http/request/message-text.ts';
import { textOf } from '../../http/request/validation.ts';
import type { MessageKey, PageLocale } from '../../i18n/index.ts';
import { textsOfRealm } from '../../i18n/profile-texts.ts';
import type { Organization } from '../../keycloak/realm/organizations.ts';
import { displayName } from '../../keycloak/realm/users.ts';
import type { IsServiceAccount } from '../../keycloak/rights/is-service-account.ts';
import type { Config } from '../../settings/config.ts';
import type { Chosen, InvitationRow, SignInChoice, Taken } from '../../views/models/admin.ts';
import type { Flash } from '../../views/models/models.ts';
import { pathsOf } from '../carried/offered.ts';
import type { InvitationApiDeps } from '../commands/change-invitation.ts';
import { createFaultsOf, type FaultsOf } from '../listing/invitation-faults.ts';
import { usernameShown } from '../listing/timeline.ts';

import type { Invitation } from '../record/invitation.ts';
import { hasFailed } from '../record/life-cycle.ts';

export interface AdminPagesDeps extends InvitationApiDeps {
  config: Config;
  logger: Logger;
  limits: Limits;
  show: ShowPage;
  isServiceAccount: IsServiceAccount;
}

/** What is wrong with accounts, in the language of whoever looks. */
export async function faultsFor(deps: AdminPagesDeps, locale: PageLocale): Promise<FaultsOf> {
  return createFaultsOf(deps.realm, await textsOfRealm(deps.realm, locale));
}

export function rowOf(
  reach: Reach,
  invitation: Invitation,
  company: Organization | undefined,
  faultsOf: FaultsOf,
): InvitationRow {
  const { id, email, status, sentAt, expiresAt } = invitation;
  const username = usernameShown(reach, invitation);
  return {
    id,
    email,
    name: nameOf(invitation),
    status,
    faults: faultsOf(invitation),
    ...(username && { username }),
    ...(company && { organization: company.name }),
    ...(sentAt && { sentAt }),
    ...(expiresAt && { expiresAt }),
  };
}

/** First and last name; empty before they are known, as the address stands beside it. */
export function nameOf({ firstName, lastName }: Invitation): string {
  return displayName({ firstName, lastName });
}

/** Stores the message of what was done for the next page. */
export async function flash(res: Response, key: MessageKey, invitation: Invitation, next?: Flash['next']): Promise<void> {
  res.locals.audited = { account: invitation };
  const { session } = res.locals;
  const kind = hasFailed(invitation) ? 'warning' : 'success';
  session.flash = [{ kind, key, params: { email: invitation.email }, ...(next && { next }) }];
  await session.save();
}

/** What a form that comes back says of a refusal: its fields, or the refusal of the whole; empty for what is no matter of the form. */
export function faultsOnForm({ code, status, fields, params }: AppError): FieldError[] {
  return fields.length === 0 && status === 409 ? [{ field: '', key: `error.${code}`, params }] : fields;
}

/** The invitation of whoever has the address that was refused because it is taken: within reach, and nobody where it is no invitation. */
export async function takenBy(
  { list }: Pick<AdminPagesDeps, 'list'>,
  reach: Reach,
  email: string,
  errors: readonly FieldError[],
): Promise<Taken | undefined> {
  if (!errors.some(({ key }) => key === 'field.email_exists')) return undefined;
  const { items } = await list.page(reach, { search: email, first: 0, max: 1 });
  const taken = items.find((item) => item.email.toLowerCase() === email.trim().toLowerCase());
  return taken && { id: taken.id, who: nameOf(taken) || taken.email };
}

/** Values of a form as text, whatever was sent. */
export function textsOf<K extends string>(body: Record<string, unknown> | undefined, names: readonly K[]): Record<K, string> {
  return Object.fromEntries(names.map((name) => [name, textOf(body?.[name], 300)])) as Record<K, string>;
}

/** What forms say for the account of the company, whichever that is. */
export const BY_COMPANY: SignInChoice = 'company';

/** The field of the word that goes along in the mail: long enough to be told when it is too long. */
export const messageIn = (body: Record<string, unknown> | undefined) => ({ message: textOf(body?.message, 2 * MESSAGE_UNITS) });

/** Whether somebody may write one. */
export const mayWrite = ({ config }: Pick<AdminPagesDeps, 'config'>, reach: Reach): boolean =>
  reach.all || config.companyAdminMessages;

/** The groups and the app that a form has sent: what is too long stays so, and is refused. */
export function chosenIn(body: Record<string, unknown> | undefined): Chosen {
  return { groups: pathsOf(body?.groups), app: textOf(body?.app, 300), target: textOf(body?.target, 2100) };
}

/** Drops empty texts: a form sends them where the API sends nothing. */
export function given(texts: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(texts).filter(([, value]) => value.trim() !== ''));
}
