import { z } from 'zod';
import type { Actor } from '../../authority/actor.ts';
import { LONGEST_PATH, requireAssignable } from '../../authority/assignable-groups.ts';
import { requireKnownAttributes } from '../../authority/fillable-attributes.ts';
import type { Reach } from '../../authority/reach.ts';
import { AppError } from '../../errors.ts';
import { emailSchema, languageSchema, messageSchema, nameSchema } from '../../http/request/validation.ts';
import type { MessageKey } from '../../i18n/index.ts';
import { attributesFromAdmin } from '../../keycloak/profile/given-attributes.ts';
import { unknownLanguage } from '../../keycloak/profile/languages.ts';
import { makeUser } from '../../keycloak/realm/create-user.ts';
import { type Organization, organizationByAlias } from '../../keycloak/realm/organizations.ts';
import type { RealmSettings } from '../../keycloak/realm/realm-settings.ts';
import type { Apps } from '../../keycloak/ride/apps.ts';
import type { Config } from '../../settings/config.ts';
import { refused, type Sentences } from '../answers/keycloak-refusal.ts';
import { appOfInvitation } from '../carried/app-of-invitation.ts';
import { requireSignIn } from '../carried/sign-in.ts';
import { signInWish } from '../carried/sign-in-wish.ts';
import type { Invitation } from '../record/invitation.ts';
import { accessUntilSchema, lifespanSchema, type MaxLifespan, mailedAt } from '../record/lifespan.ts';
import { requireMayWrite } from '../sending/inviter-message.ts';
import { atAddress } from '../sending/mail-quota.ts';
import { type SendDeps, sendMail } from '../sending/send-mail.ts';
import { accessUntilOf } from './access-until.ts';
import { makeAccount } from './new-account.ts';

const attributesSchema = z.record(z.string().max(255), z.union([z.string().max(2048), z.array(z.string().max(2048)).max(50)]));

/** Refuses `__proto__` as a name: zod's `record` drops it without a fault. */
function refuseProto(input: unknown, { issues }: { issues: z.core.$ZodRawIssue[] }): unknown {
  const record: Record<string, unknown> = Object(input);
  if (Object.hasOwn(record, '__proto__')) issues.push({ code: 'unrecognized_keys', keys: ['__proto__'], input: record });
  return input;
}

/** Who is invited, and into which company. */
export const inviteeSchema = z.strictObject({
  email: emailSchema,
  firstName: nameSchema.optional(),
  lastName: nameSchema.optional(),
  locale: languageSchema.optional(),
  /** Alias of a company (Keycloak organization). */
  organization: z.string().trim().min(1).max(255).optional(),
  groups: z
    .array(z.string().trim().min(2).max(LONGEST_PATH).startsWith('/'))
    .max(20)
    .optional()
    .describe(
      'Paths of groups (`/staff/night`) that the account gets at once. Those that whoever invites may give: groups whose attribute `invitation.assignable` is `admin` or `company-admin`, and that give no rights over the realm.',
    ),
  app: z
    .string()
    .trim()
    .min(1)
    .max(255)
    .optional()
    .describe(
      'Client id of the app that the person goes to after activation. For administrators of the realm; the client bears the attribute `invitation.app` = `true`.',
    ),
  target: z
    .string()
    .refine((target) => !/\p{Cc}/u.test(target), { params: { key: 'field.target_outside' satisfies MessageKey } })
    .trim()
    .min(1)
    .max(2048)
    .optional()
    .describe('Where in that app to arrive: a path, or an address that its redirect URIs take.'),
  accessUntil: accessUntilSchema(),
  signIn: signInWish
    .optional()
    .describe(
      'How the person gets to sign in: with a `password`, with a `passkey` and never with a password, where the realm has those, or by the identity provider of a company, `idp:<alias>`. By default, and with an empty text, by the provider of the organization whose domain the address has (`npm run configure -- --company-sign-in`), else as the setting SIGN_IN says.',
    ),
  message: messageSchema
    .min(1)
    .optional()
    .describe(
      'A word from whoever invites, as plain text: the mail shows it as theirs, under their name. Line breaks are kept; what looks like a link or an address is refused. Of company admins only where the setting COMPANY_ADMIN_MESSAGES allows it. Kept until the account is active or the invitation is revoked.',
    ),
  /** Attributes that the realm's user profile knows. */
  attributes: z
    .preprocess(refuseProto, attributesSchema)
    .optional()
    .describe(
      'Attributes of the user profile. A company admin gives those that people may change in their own account, and those of the setting COMPANY_ADMIN_ATTRIBUTES.',
    ),
});

/** What an invitation is made of: the body of `POST /api/v1/invitations` and the form of the administration. */
export const inviteSchema = (config: MaxLifespan) => inviteeSchema.extend({ lifespanHours: lifespanSchema(config) });
export type InviteRequest = z.output<ReturnType<typeof inviteSchema>>;

export interface InviteDeps extends SendDeps {
  apps: Apps;
  config: SendDeps['config'] & Pick<Config, 'companyAdminAttributes' | 'companyAdminMessages'>;
  realm: SendDeps['realm'] & Pick<RealmSettings, 'languages' | 'usernames' | 'profile' | 'dateLanguage' | 'defaultActions'>;
}

/** Who invites. */
export interface InvitedBy {
  actor: Actor;
  words?: Sentences | undefined;
}

/**
 * Creates a user who has an invitation, and has Keycloak send the mail. Where the address has an account beyond the inviter's reach, the user stands
 * in for it (stand-in.ts), and nothing in the result tells so. Throws `directory_keeps_nothing` (the user is removed again), `email_exists`,
 * `too_many_mails` (nothing is changed) or `invalid_request` with the faults of the fields.
 */
export async function invite(
  deps: InviteDeps,
  request: InviteRequest,
  { actor, words }: InvitedBy,
  batch?: string,
): Promise<Invitation> {
  requireMayWrite(deps.config, actor, request.message);
  await requireKnownAttributes(
    deps.admin,
    Object.keys(request.attributes ?? {}),
    actor.reach,
    deps.config.companyAdminAttributes,
  );
  const company = await requireOrganization(deps, request.organization);
  await deps.redirectCheck.requireLinks();
  await using place = await atAddress(deps.mailQuota.take(request.email));
  const { lifespanHours, app, target, groups: paths, accessUntil, message, signIn: wish, ...asked } = request;
  const access = accessUntilOf(deps.config, accessUntil, mailedAt(deps.config, { lifespanHours }, new Date()).expiresAt);
  const destination = await appOfInvitation(deps.apps, actor, { app, target });
  // A file with many rows does not ask for each.
  const asking = { afresh: batch === undefined };
  const wayIn = await requireSignIn(deps, actor, { email: asked.email, company, wish: wish || undefined }, asking);
  const groups = await requireAssignable(deps.admin, actor, paths);
  const usernameFor = await deps.realm.usernames();
  const locale = await languageFor(deps, request.locale);
  const attributes = await givenAttributes(deps, request.attributes, locale);
  const invitee = { ...asked, username: usernameFor(asked.email), locale, attributes };
  const { id, record } = await makeAccount(
    deps.admin,
    { actor, command: 'invite', invitee, company, lifespanHours, batch, destination, groups, access, wayIn, message },
    {
      looksFirst: true,
      createUser: (user) => makeUser(deps.admin, user).catch(refused(words)),
      refuse: refused(words),
    },
  );
  return await sendMail(deps, id, record, place);
}

/**
 * The company that somebody invites into: theirs where they have exactly one and name none. Whose reach ends at several must name one of
 * them; another one is as unknown as one that does not exist.
 */
export function ownCompany(reach: Reach, alias: string | undefined): string | undefined {
  if (reach.all) return alias;
  const { organizations } = reach;
  const own = alias ?? (organizations.length === 1 ? organizations[0]?.alias : undefined);
  if (organizations.some((company) => company.alias === own)) return own;
  const key = own === undefined ? 'field.required' : 'field.organization_unknown';
  throw new AppError('invalid_request', { fields: [{ field: 'organization', key }] });
}

/** A language as the realm writes it; what it writes where nobody has said one. Throws `invalid_request` for one that it does not take. */
export async function languageFor({ realm }: Pick<InviteDeps, 'realm'>, tag: string | undefined): Promise<string | undefined> {
  const languages = await realm.languages();
  const value = tag === undefined ? languages.initial : languages.written(tag);
  if (tag !== undefined && value === undefined) throw new AppError('invalid_request', { fields: [unknownLanguage(languages)] });
  return value;
}

/** Attributes of a request as the realm takes them. `spoken`: the language that is stored for the person. */
export async function givenAttributes(
  { realm }: Pick<InviteDeps, 'realm'>,
  given: InviteRequest['attributes'],
  spoken?: string,
): Promise<InviteRequest['attributes']> {
  return given && attributesFromAdmin(await realm.profile(), given, (await realm.dateLanguage())(spoken));
}

async function requireOrganization({ admin }: SendDeps, alias: string | undefined): Promise<Organization | undefined> {
  if (alias === undefined) return undefined;
  const organization = await organizationByAlias(admin, alias);
  if (!organization)
    throw new AppError('invalid_request', { fields: [{ field: 'organization', key: 'field.organization_unknown' }] });
  if (organization.disabled)
    throw new AppError('invalid_request', { fields: [{ field: 'organization', key: 'field.organization_disabled' }] });
  return organization;
}
