import { z } from 'zod';
import type { Reach } from '../../authority/reach.ts';
import { fieldProblemSchema } from '../../http/answer/problem.ts';
import type { Organization } from '../../keycloak/realm/organizations.ts';
import { signInSchema } from '../../settings/sign-in.ts';
import { groupsShown, seesWhole } from '../listing/timeline.ts';
import { INVITATION_STATUSES, type Invitation } from '../record/invitation.ts';

/** The invitation as the API gives it. Never a link, never a key. */
export const invitationSchema = z
  .strictObject({
    id: z
      .string()
      .min(1)
      .describe(
        'Id of the Keycloak user who was made for it: an opaque text. It stays the same however often the e-mail is sent again; only one that was revoked may get another id when it is sent again.',
      ),
    email: z.string(),
    username: z
      .string()
      .optional()
      .describe(
        'What the person signs in with, where that is not the address: such as a name made of one that the realm does not take as a username. For administrators of the realm; e-mail and page tell the person. No part of the `ETag`.',
      ),
    firstName: z.string().nullable(),
    lastName: z.string().nullable(),
    locale: z.string().nullable().describe('Language of the e-mails, as a BCP 47 tag.'),
    organization: z.string().nullable().describe('Alias of the company: one within the reach of whoever asks.'),
    groups: z
      .array(z.string())
      .describe('Paths of the groups that it gives. None for a company admin where others than their company have acted on it.'),
    app: z
      .string()
      .nullable()
      .describe('Client id of the app that the person goes to after activation; null for where everybody goes.'),
    target: z.string().nullable().describe('The address in that app.'),
    accessUntil: z.iso
      .date()
      .nullable()
      .describe('Last day of what the invitation gives, in the time zone of the sidecar; null for no end.'),
    accessEndedAt: z.iso.datetime().nullable().describe('When that ended.'),
    signIn: signInSchema.describe(
      'How the person gets to sign in: `password`, `passkey`, or `idp:<alias>` by the identity provider of a company.',
    ),
    message: z
      .string()
      .nullable()
      .describe(
        'The word in the e-mail; null where there is none, once the account is active or the invitation revoked, and for a company admin where others than their company have acted on it.',
      ),
    status: z.enum(INVITATION_STATUSES),
    sentAt: z.iso.datetime().nullable(),
    expiresAt: z.iso.datetime().nullable().describe('Until when the link of the last e-mail holds.'),
    sends: z.int().min(0).describe('How many e-mails were sent.'),
    error: z.string().nullable().describe('Why the last e-mail could not be sent.'),
    faults: z
      .array(fieldProblemSchema)
      .optional()
      .describe(
        'What of the account breaks the rules of the realm’s user profile, where anything does: values keep Keycloak from taking any change of it until they are corrected (PATCH). No part of the `ETag`.',
      ),
    missing: z
      .array(fieldProblemSchema)
      .optional()
      .describe(
        'What it carries and the person does not get, where there is anything: `groups` that are gone or that somebody has taken them out of; an `app` or a `target` that is none any more, in whose place they arrive where everybody goes. Of a single invitation only, and no part of the `ETag`.',
      ),
  })
  .meta({ id: 'Invitation' });
export type InvitationResource = z.output<typeof invitationSchema>;

export const invitationPageSchema = z
  .strictObject({
    items: z.array(invitationSchema),
    total: z.int().min(0).describe('How many match, as exactly as `totalIs` says.'),
    totalIs: z
      .enum(['exact', 'about', 'unknown'])
      .describe(
        '`exact`: everybody who matches was read. `about`: counted by what was noted at each account, half a minute ago, in large realms up to three. `unknown`: not counted yet, but there are so many at least.',
      ),
    next: z.string().nullable().describe('For `cursor`: gives the next page. Null on the last one.'),
    within: z
      .int()
      .optional()
      .describe('Only so many were looked at to sort them, to filter them by date or to find parts of words; there are more.'),
  })
  .meta({ id: 'InvitationPage' });

/** @param reach of whoever reads it. */
export function invitationResource(invitation: Invitation, company: Organization | undefined, reach: Reach): InvitationResource {
  const message = seesWhole(reach, invitation) ? invitation.message : undefined;
  return {
    id: invitation.id,
    email: invitation.email,
    firstName: invitation.firstName ?? null,
    lastName: invitation.lastName ?? null,
    locale: invitation.locale ?? null,
    organization: company?.alias ?? null,
    groups: groupsShown(reach, invitation).map(({ path }) => path),
    app: invitation.app ?? null,
    target: invitation.target ?? null,
    accessUntil: invitation.accessUntil ?? null,
    accessEndedAt: invitation.accessEndedAt?.toISOString() ?? null,
    signIn: invitation.signIn,
    message: message ?? null,
    status: invitation.status,
    sentAt: invitation.sentAt?.toISOString() ?? null,
    expiresAt: invitation.expiresAt?.toISOString() ?? null,
    sends: invitation.sends,
    error: invitation.error ?? null,
  };
}
