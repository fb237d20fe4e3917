import { z } from 'zod';
import { RESOURCES } from '../../common/addresses.ts';
import type { ErrorCode } from '../../errors.ts';
import type { Operation } from '../../http/openapi/openapi.ts';
import { userIdSchema } from '../../keycloak/realm/users.ts';
import { requestKeySchema } from '../answers/idempotency-key.ts';
import { amendSchema } from '../commands/amend.ts';
import { inviteSchema } from '../commands/invite.ts';
import type { MaxLifespan } from '../record/lifespan.ts';
import { invitationPageSchema, invitationSchema } from './resource.ts';
import { exportSchema, listSchema, resendSchema } from './routes.ts';

const params = z.object({ id: userIdSchema.describe('Id of the invitation: that of the Keycloak user who was made for it.') });
const ETAG = { ETag: 'Names this state of the invitation, for `If-Match`.' };
const KEY = {
  'Idempotency-Key': requestKeySchema.describe(
    'Any text of yours for this request, such as a UUID. A repetition with the same key does nothing again and gives what became of it, whichever sidecar it reaches.',
  ),
};
const IF_MATCH = {
  'If-Match': z
    .string()
    .describe('The `ETag` that you decided on. If the invitation has changed since, nothing happens and the answer is 412.'),
};
const ONE: Pick<Operation, 'tag' | 'params'> = { tag: 'invitations', params };
const CHANGES: ErrorCode[] = [
  'not_found',
  'already_active',
  'account_disabled',
  'organization_disabled',
  'organizations_off',
  'access_ended',
  'not_yours',
  'directory_unavailable',
  'precondition_failed',
];
const invitation = (description: string) => ({ 200: { description, schema: invitationSchema, headers: ETAG } });

/** What `api.ts` answers to, for the OpenAPI document. */
export const invitationOperations = (config: MaxLifespan): Operation[] => [
  {
    id: 'listInvitations',
    tag: 'invitations',
    method: 'get',
    path: RESOURCES.invitations,
    summary: 'List invitations',
    description:
      'Those within your reach: all for an admin, those of the own companies for a company admin. What wants attention comes first: failed, queued, opened, sent, expired, revoked, activated.',
    query: listSchema,
    answers: { 200: { description: 'A page of the list.', schema: invitationPageSchema } },
    problems: ['invalid_request', 'organizations_off'],
  },
  {
    id: 'exportInvitations',
    tag: 'invitations',
    method: 'get',
    path: `${RESOURCES.invitations}/export.csv`,
    summary: 'Export invitations',
    description:
      'All that match, within your reach, in one file, however many: it is written while they are read. Titles in the language of `Accept-Language`. Safe to open in a spreadsheet.',
    query: exportSchema,
    answers: { 200: { description: 'CSV in UTF-8.', type: 'text/csv', schema: z.string() } },
    problems: ['invalid_request', 'organizations_off'],
  },
  {
    id: 'invite',
    tag: 'invitations',
    method: 'post',
    path: RESOURCES.invitations,
    summary: 'Invite a person',
    description:
      'Creates the user in Keycloak and has Keycloak send the e-mail. If the mail server refuses, or Keycloak leads nobody to the identity provider by which the person is to sign in, the answer is still 201: the invitation exists, `status` is `failed`, `error` says why, and the e-mail is tried again by itself. A company admin names one of the own companies, or none where there is one only. Where the address has an account elsewhere, its person is asked to join the company; the answer is the same, and does not say so. An address gets so many e-mails a day as the setting MAILS_PER_RECIPIENT_AND_DAY says, whoever has them sent.',
    headers: KEY,
    body: {
      type: 'application/json',
      schema: inviteSchema(config),
      required: true,
      example: { email: 'lucia@example.com', firstName: 'Lucía', lastName: 'Marín', locale: 'es', organization: 'sol' },
    },
    answers: {
      201: {
        description: 'The invitation.',
        schema: invitationSchema,
        headers: {
          ...ETAG,
          Location: 'Address of the invitation.',
          'Idempotent-Replayed': '`true` where the key had been used: this is what became of that request.',
        },
      },
    },
    problems: [
      'email_exists',
      'organizations_off',
      'directory_keeps_nothing',
      'directory_unavailable',
      'idempotency_key_reused',
      'too_many_mails',
    ],
  },
  {
    ...ONE,
    id: 'getInvitation',
    method: 'get',
    path: `${RESOURCES.invitations}/{id}`,
    summary: 'Get an invitation',
    headers: { 'If-None-Match': z.string().describe('The `ETag` that you have.') },
    answers: { ...invitation('The invitation.'), 304: { description: 'It is as you have it.' } },
    problems: ['not_found'],
  },
  {
    ...ONE,
    id: 'amendInvitation',
    method: 'patch',
    path: `${RESOURCES.invitations}/{id}`,
    summary: 'Correct an invitation',
    description:
      'Until the account is activated. A company admin corrects only what their own company alone has made, and nobody an account with rights in Keycloak: `not_yours`. With another address or way to sign in a new e-mail goes there, and every earlier link dies; the id stays, whoever has that address. Where that e-mail cannot leave now, `status` is `failed`, as for a new invitation; `provider_off`: another way to sign in would lead to a provider that is off, and nothing has changed. What is not given stays. Where Keycloak refuses because of another value of the account, the answer names it: correct it along with the rest.',
    headers: IF_MATCH,
    body: { type: 'application/json', schema: amendSchema, required: true, example: { email: 'lucia.marin@example.com' } },
    answers: invitation('The invitation as it is now.'),
    problems: [...CHANGES, 'provider_off', 'domain_unclear', 'email_exists', 'too_many_mails'],
  },
  {
    ...ONE,
    id: 'revokeInvitation',
    method: 'delete',
    path: `${RESOURCES.invitations}/{id}`,
    summary: 'Revoke an invitation',
    description:
      'Its links die at once. The account that was made for it is disabled or, where the setting REVOKE_ACTION says so, deleted. Where a value of it keeps Keycloak from disabling it, `faults` says which one; the account is disabled as soon as that is corrected, and until then only the sidecar’s own pages refuse the link. Of an account whose rights Keycloak does not tell (brought by a partial import, or older than the admin events), the invitation ends and the account stays as it is. An account that is not wholly the company’s own only leaves it: the answer says `revoked`, and from then on the company has no such invitation (404).',
    headers: IF_MATCH,
    answers: invitation('The invitation, revoked.'),
    problems: [...CHANGES, 'invalid_request'],
  },
  {
    ...ONE,
    id: 'resendInvitation',
    method: 'post',
    path: `${RESOURCES.invitations}/{id}/resend`,
    summary: 'Send the e-mail again',
    description:
      'With a new link; earlier ones die. To an account that is not wholly the company’s own it is one more e-mail to its own address, and nothing else changes. An invitation that was revoked gets a new account, and so another `id`, where a link of the old account may still work at Keycloak’s own address: the answer and `Location` name it, the old id is unknown from then on, and a repetition with the same key gives the new one. `account_disabled`: somebody else has disabled the account. `earlier_link_works`: the account may not be replaced, as somebody else has changed it; `Retry-After` says when its links have ended.',
    headers: { ...KEY, ...IF_MATCH },
    body: { type: 'application/json', schema: resendSchema(config), required: false, example: { lifespanHours: 72 } },
    answers: {
      200: {
        description: 'The invitation as it is now.',
        schema: invitationSchema,
        headers: { ...ETAG, Location: 'Address of the invitation, where its id is another one now.' },
      },
    },
    problems: [
      ...CHANGES,
      'provider_off',
      'passkeys_off',
      'passwords_off',
      'domain_unclear',
      'earlier_link_works',
      'too_many_mails',
    ],
  },
];
