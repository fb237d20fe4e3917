import { z } from 'zod';
import { LOCALES } from '../brand.ts';
import { AppError, type FieldError } from '../errors.ts';
import { emailSchema } from '../http/validation.ts';
import { adminRefusal, adminStatus } from '../keycloak/admin.ts';
import { addMember, type Organization, organizationByAlias, type Reach } from '../keycloak/organizations.ts';
import { profileFaultsOf } from '../keycloak/profile-errors.ts';
import type { User } from '../keycloak/users.ts';
import { attributesOf, type Invitation, type InvitationRecord, invitedUser, newRecord } from './invitation.ts';
import { type SendDeps, sendMail } from './send.ts';
import { standInUser } from './stand-in.ts';
import { placeAddress } from './taken.ts';

/** What an invitation is made of: the body of `POST /api/v1/invitations` and the form of the administration. */
export const inviteSchema = z.strictObject({
  email: emailSchema,
  firstName: z.string().trim().max(255).optional(),
  lastName: z.string().trim().max(255).optional(),
  locale: z.enum(LOCALES).optional(),
  /** Alias of a company (Keycloak organization). */
  organization: z.string().trim().min(1).max(255).optional(),
  /** Attributes that the realm's user profile knows. */
  attributes: z.record(z.string().max(255), z.union([z.string().max(2048), z.array(z.string().max(2048)).max(50)])).optional(),
  /** How long the link holds; the setting INVITATION_LIFESPAN_HOURS by default. */
  lifespanHours: z.int().min(1).max(8760).optional(),
});
export type InviteRequest = z.output<typeof inviteSchema>;

/**
 * Creates a user who has an invitation, and has Keycloak send the mail. Where the address has an account that the inviter is not to know
 * of, the user stands in for it (stand-in.ts), and nothing in what comes back says so.
 * Throws `email_exists` (nothing is changed) or `invalid_request` with the faults of the fields.
 */
export async function invite(
  deps: SendDeps,
  request: InviteRequest,
  { name, reach }: { name: string | undefined; reach: Reach },
  batch?: string,
): Promise<Invitation> {
  refuseReserved(Object.keys(request.attributes ?? {}));
  const organization = await requireOrganization(deps, request.organization);
  const record = {
    ...newRecord(name ?? organization?.name, organization?.alias ?? null),
    lifespanHours: request.lifespanHours,
    batch,
  };
  const { id, address } = await placeAddress(
    { admin: deps.admin, reach, address: request.email, company: organization },
    () => createUser(deps, record, invitedUser(request, attributesOf(record))),
    (company) => createUser(deps, { ...record, address: request.email }, standInUser(request, company, record)),
  );
  if (organization) await addMember(deps.admin, organization.id, id);
  return sendMail(deps, id, { ...record, address });
}

/** Somebody whose reach ends at some companies must name one of them; another one is as unknown as one that does not exist. */
export function requireOwnCompany(reach: Reach, alias: string | undefined): void {
  if (reach.all || reach.organizations.some((company) => company.alias === alias)) return;
  const key = alias === undefined ? 'field.required' : 'field.organization_unknown';
  throw new AppError('invalid_request', { fields: [{ field: 'organization', key }] });
}

async function requireOrganization({ admin }: SendDeps, alias: string | undefined): Promise<Organization | undefined> {
  if (alias === undefined) return undefined;
  const organization = await organizationByAlias(admin, alias);
  if (!organization)
    throw new AppError('invalid_request', { fields: [{ field: 'organization', key: 'field.organization_unknown' }] });
  return organization;
}

async function createUser(
  { admin }: SendDeps,
  { address }: Pick<InvitationRecord, 'address'>,
  user: User,
): Promise<{ id: string } & Pick<InvitationRecord, 'address'>> {
  try {
    const { id } = await admin.users.create(user);
    return { id, address };
  } catch (error) {
    throw refusalOf(error) ?? error;
  }
}

/** Keycloak's refusal of a new or changed user, in our words: `email_exists` or `invalid_request`. */
export function refusalOf(error: unknown): AppError | undefined {
  if (adminStatus(error) === 409) {
    return new AppError('email_exists', { cause: error, fields: [{ field: 'email', key: 'field.email_exists' }] });
  }
  const fields = adminStatus(error) === 400 ? profileFaultsOf(adminRefusal(error)) : [];
  return fields.length > 0 ? new AppError('invalid_request', { cause: error, fields }) : undefined;
}

/** Attributes that are written by the sidecar alone. */
function refuseReserved(names: string[]): void {
  const fields: FieldError[] = names
    .filter((name) => name.startsWith('invitation.') || ['username', 'email', 'firstName', 'lastName', 'locale'].includes(name))
    .map((name) => ({ field: `attributes.${name}`, key: 'field.unknown' }));
  if (fields.length > 0) throw new AppError('invalid_request', { fields });
}
