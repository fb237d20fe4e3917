import { addressOf, PAGES } from '../../common/addresses.ts';
import type { PageLocale } from '../../i18n/index.ts';
import { LOCALES } from '../../settings/brand.ts';
import { type AdminInvitationModel, type InvitationRow, SIGN_IN_CHOICES } from '../../views/models/admin.ts';
import { CARRIED, missingSample, NOTHING_CHOSEN, OFFERED } from './carried.ts';
import { FAULTS, LONG_PERSON, listSamples } from './list.ts';
import { newInvitationSamples } from './new-invitation.ts';
import type { Sample } from './page-samples.ts';
import { realmWordsIn } from './realm-words.ts';

/** What Keycloak says where the mail server takes nothing. */
const MAIL_REFUSED =
  'Failed to send execute actions email: Error when attempting to send the email to the server. More information is available in the server log.';
/** When the pages are looked at. */
const NOW = new Date('2026-11-25T09:00:00Z');
const SENT = new Date('2026-11-22T17:00:00Z');
const EXPIRES = new Date('2026-11-29T17:00:00Z');

const person: InvitationRow = {
  id: '5e0b9a52-0000-4000-8000-000000000001',
  email: 'persona1@sol.test',
  name: 'Iker Etxeberria',
  organization: 'Energías del Sol, S. L.',
  status: 'sent',
  sentAt: SENT,
  expiresAt: EXPIRES,
};
const { sentAt: _, expiresAt: __, ...unsentPerson } = person;
const unsent = { ...unsentPerson, locale: 'es' };
const longRow = { ...unsentPerson, ...LONG_PERSON };
const detail = { ...person, locale: 'es', sends: 1, by: 'Gestora de Energías del Sol' };
const pending = {
  history: [
    { at: SENT, event: 'sent', doer: { kind: 'user', name: 'Alba Ferrer' } },
    { at: new Date('2026-11-22T16:59:00Z'), event: 'amended', doer: { kind: 'client', name: 'platform-erp' } },
    { at: new Date('2026-11-22T16:58:00Z'), event: 'failed', reason: 'Connection refused' },
    { at: new Date('2026-11-22T16:57:00Z'), event: 'created', doer: { kind: 'user', name: 'Gestora de Energías del Sol' } },
  ],
  reference: detail.id,
  resendKey: '0e8a3c52-6c1e-4a36-9f9b-1d3d5a7e6b10',
  canResend: true,
  canAmend: true,
  canRevoke: true,
} satisfies Partial<AdminInvitationModel>;
/** Of an invitation made a minute ago: that it was made, and what became of the first mail. */
const begun = (first: AdminInvitationModel['history'][number]): AdminInvitationModel['history'] => [
  { ...first, at: NOW },
  { at: new Date('2026-11-25T08:59:00Z'), event: 'created', doer: { kind: 'user', name: 'Gestora de Energías del Sol' } },
];
const amendment = {
  id: detail.id,
  who: detail.name,
  mayWrite: true,
  values: {
    email: detail.email,
    firstName: 'Iker',
    lastName: 'Etxeberria',
    locale: 'es',
    accessUntil: '2026-12-31',
    message: '',
    signIn: '',
  },
  signIns: [...SIGN_IN_CHOICES],
  signInNow: 'password' as const,
  locales: [...LOCALES],
  offered: OFFERED,
  chosen: { ...NOTHING_CHOSEN, groups: ['/personal/turno de noche'] },
};
export function adminSamples(locale: PageLocale): Sample[] {
  const { department: label } = realmWordsIn(locale);
  const attributes = [{ field: 'attributes.department', label, value: 'ventas' }];
  const faults = FAULTS.map((fault) => ({ ...fault, label }));
  const context = { path: PAGES.admin, now: NOW };
  return [
    ...listSamples(),
    ...newInvitationSamples(context),
    {
      name: 'admin-detail-faults',
      page: 'adminInvitation',
      model: { invitation: { ...detail, faults }, ...pending },
      context,
    },
    missingSample({ invitation: { ...detail, ...CARRIED }, ...pending }, context),
    { name: 'admin-detail', page: 'adminInvitation', model: { invitation: detail, ...pending }, context },
    {
      name: 'admin-detail-new',
      page: 'adminInvitation',
      model: {
        invitation: { ...detail, sentAt: NOW, expiresAt: new Date('2026-12-02T09:00:00Z') },
        ...pending,
        history: begun({ at: NOW, event: 'sent' }),
      },
      context: {
        ...context,
        flash: [
          {
            kind: 'success',
            key: 'flash.invited',
            params: { email: detail.email },
            next: { key: 'admin.new.another', href: PAGES.newInvitation },
          },
        ],
      },
    },
    {
      name: 'admin-detail-queued',
      page: 'adminInvitation',
      model: {
        invitation: { ...unsent, status: 'queued', sends: 0 },
        ...pending,
        history: [{ at: NOW, event: 'created', doer: { kind: 'user', name: 'Gestora de Energías del Sol' } }],
      },
      context,
    },
    {
      name: 'admin-detail-opened',
      page: 'adminInvitation',
      model: {
        invitation: { ...detail, status: 'opened' },
        ...pending,
        history: [{ at: new Date('2026-11-23T08:12:00Z'), event: 'opened' }, ...pending.history],
      },
      context,
    },
    {
      name: 'admin-detail-expired',
      page: 'adminInvitation',
      model: {
        invitation: { ...detail, status: 'expired', expiresAt: new Date('2026-11-24T17:00:00Z') },
        ...pending,
        history: [{ at: new Date('2026-11-24T17:01:00Z'), event: 'expired', doer: { kind: 'worker' } }, ...pending.history],
        canRevoke: true,
      },
      context,
    },
    {
      name: 'admin-detail-revoked',
      page: 'adminInvitation',
      model: {
        invitation: { ...detail, status: 'revoked' },
        ...pending,
        history: [
          { at: new Date('2026-11-24T10:00:00Z'), event: 'revoked', doer: { kind: 'user', name: 'Alba Ferrer' } },
          ...pending.history,
        ],
        canRevoke: false,
      },
      context,
    },
    {
      name: 'admin-detail-never-activated',
      page: 'adminInvitation',
      model: {
        invitation: { ...detail, status: 'revoked', expiresAt: new Date('2026-11-23T17:00:00Z') },
        ...pending,
        history: [
          { at: new Date('2026-11-24T10:00:00Z'), event: 'neverActivated', doer: { kind: 'worker' } },
          { at: new Date('2026-11-23T17:01:00Z'), event: 'expired', doer: { kind: 'worker' } },
          ...pending.history,
        ],
        canRevoke: false,
      },
      context,
    },
    {
      name: 'admin-detail-failed',
      page: 'adminInvitation',
      model: {
        invitation: {
          ...longRow,
          locale: 'en',
          signIn: 'idp:azul',
          sends: 0,
          by: detail.by,
          status: 'failed',
          error: MAIL_REFUSED,
        },
        ...pending,
        history: begun({ at: NOW, event: 'failed', reason: MAIL_REFUSED }),
      },
      context: {
        now: NOW,
        path: addressOf('invitation', 'x'),
        flash: [{ kind: 'warning', key: 'flash.inviteFailed', params: { email: longRow.email } }],
      },
    },
    {
      name: 'admin-detail-failed-for-good',
      page: 'adminInvitation',
      model: {
        invitation: {
          ...longRow,
          locale: 'es',
          sends: 0,
          by: detail.by,
          status: 'failed',
          error: 'Connection refused',
          failedForGood: true,
        },
        ...pending,
        history: [
          { at: SENT, event: 'failed', doer: { kind: 'worker' }, reason: 'Connection refused' },
          { at: new Date('2026-11-22T16:58:00Z'), event: 'failed', reason: 'Connection refused' },
          { at: new Date('2026-11-22T16:57:00Z'), event: 'created', doer: { kind: 'user', name: detail.by } },
        ],
      },
      context,
    },
    {
      name: 'admin-detail-activated',
      page: 'adminInvitation',
      model: {
        invitation: {
          ...person,
          ...CARRIED,
          locale: 'es',
          status: 'activated',
          sends: 2,
          sentAt: new Date('2026-11-24T07:25:00Z'),
          accessUntil: '2026-12-31',
        },
        ...pending,
        limit: { accessUntil: '2026-12-31', errors: [] },
        history: [
          { at: new Date('2026-11-24T07:30:00Z'), event: 'signedIn' },
          { at: new Date('2026-11-24T07:29:00Z'), event: 'activated', carries: true },
          { at: new Date('2026-11-24T07:26:00Z'), event: 'opened' },
          { at: new Date('2026-11-24T07:25:00Z'), event: 'sent', doer: { kind: 'person' } },
          { at: new Date('2026-11-24T07:24:00Z'), event: 'linkRefused' },
          { at: SENT, event: 'sent', doer: { kind: 'worker' } },
          { at: new Date('2026-11-22T16:57:00Z'), event: 'created' },
        ],
        canResend: false,
        canAmend: false,
        canRevoke: false,
      },
      context,
    },
    { name: 'admin-amend', page: 'adminAmend', model: { ...amendment, attributes, errors: [] }, context },
    {
      name: 'admin-amend-errors',
      page: 'adminAmend',
      model: {
        ...amendment,
        attributes,
        taken: { id: '5e0b9a52-0000-4000-8000-000000000002', who: 'Lucía Fernández' },
        errors: [{ field: 'email', key: 'field.email_exists' }],
      },
      context,
    },
    {
      name: 'admin-amend-no-way-in',
      page: 'adminAmend',
      model: { ...amendment, attributes, signIns: [], errors: [{ field: 'signIn', key: 'field.credentials_off' }] },
      context,
    },
    {
      name: 'admin-revoke',
      page: 'adminRevoke',
      model: { id: detail.id, email: detail.email, name: detail.name, deletes: false, mayLeave: true },
      context,
    },
    {
      name: 'admin-revoke-address',
      page: 'adminRevoke',
      model: { id: detail.id, email: detail.email, name: '', deletes: true, mayLeave: false },
      context,
    },
  ];
}
