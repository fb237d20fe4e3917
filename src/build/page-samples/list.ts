import { PAGES } from '../../common/addresses.ts';
import { folded } from '../../common/folding.ts';
import type { InvitationStatus } from '../../common/statuses.ts';
import type { LabelledFault } from '../../views/models/admin.ts';
import type { AdminInvitationsModel, ListFilter, ListRow } from '../../views/models/list.ts';
import { OFFERED } from './carried.ts';
import type { Sample } from './page-samples.ts';

/** The list of invitations in every state. It is Wednesday, so that "yesterday" stays the same in pictures. */
const NOW = new Date('2026-11-25T11:00:00Z');
const DAY = 86_400_000;

export const ORGANIZATIONS = [
  { alias: 'sol', name: 'Energías del Sol, S. L.' },
  { alias: 'luna', name: 'Luna Solar' },
];
export const FAULTS: LabelledFault[] = [{ field: 'attributes.department', label: 'Departamento', key: 'field.pattern' }];
export const LONG_PERSON = {
  name: `Maximiliana${'fernández'.repeat(7)}`,
  email: `${'maximiliana-'.repeat(5)}x@energias-renovables-del-sol.test`,
  organization: 'Comunidad energética de la comarca de la Sierra Norte y sus alrededores, Sociedad Cooperativa',
};

/** So many that nobody is there twice: the two numbers have no divisor in common, so the same pair comes again after 391 people. */
const GIVEN = [
  ...['Lucía', 'Iker', 'Noa', 'Sara', 'Hugo', 'Aitana', 'Martí', 'Carmen', 'Unai', 'Xoel', 'Elena', 'Bruno'],
  ...['Ainhoa', 'Pau', 'Irene', 'Mateo', 'Uxía', 'Leire', 'Óscar', 'Berta', 'Antía', 'Joel', 'Inés'],
];
const FAMILY = [
  ...['Fernández', 'Etxeberria', 'Castro', 'Vidal', 'Martín', 'Ruiz', 'Puig', 'Ortega Villalobos', 'Goñi', 'Pereira'],
  ...['Serra', 'Navarro', 'Otero', 'Lizarraga', 'Crespo', 'Bosch', 'Iglesias'],
];
/** One in ten has not told their name yet. */
const nameOf = (i: number): string => (i % 10 === 3 ? '' : `${GIVEN[i % GIVEN.length]} ${FAMILY[i % FAMILY.length]}`);
const INVITERS = [
  { by: 'Alba Ferrer', inviterId: 'b7c0a111-0000-4000-8000-000000000001' },
  { by: 'Marta Ibáñez', inviterId: 'b7c0a111-0000-4000-8000-000000000002' },
];

/**
 * The row of one person, the same in every sample. It is as it can be: what is activated is not sent again, and what waits or could not be sent
 * has been sent to nobody.
 */
function row(i: number): ListRow {
  const status = statuses[i] ?? 'activated';
  const name = nameOf(i);
  const account = name === '' ? `persona${i}` : folded(name).replaceAll(' ', '.');
  const age = status === 'expired' ? 9 : (i % 6) + 0.2;
  const sentAt = new Date(NOW.getTime() - age * DAY);
  const isDone = status === 'activated';
  const isSent = status !== 'queued' && status !== 'failed';
  return {
    id: `5e0b9a52-0000-4000-8000-${String(i).padStart(12, '0')}`,
    email: `${account}@sol.test`,
    ...(name === '' && { username: account }),
    name,
    ...(i % 5 === 2 ? {} : { organization: ORGANIZATIONS[i % 2]?.name ?? '' }),
    status,
    ...(isSent && { sentAt, expiresAt: new Date(sentAt.getTime() + 7 * DAY) }),
    sends: isSent ? 1 + (i % 3) : 0,
    ...(i % 4 === 3 ? {} : INVITERS[i % 2]),
    canResend: !isDone,
    canAmend: !isDone,
    canRevoke: !isDone && status !== 'revoked',
    // One has faults, and one a long name.
    ...(i === 36 && { faults: FAULTS }),
    ...(i === 37 && LONG_PERSON),
  };
}

/** How many have each status, in the list's own order: what wants attention comes first. */
const COUNTS = { failed: 29, queued: 3, opened: 3, sent: 4, expired: 3, revoked: 3, activated: 1185 };
const statuses = Object.entries(COUNTS).flatMap(([status, count]) =>
  Array<InvitationStatus>(count).fill(status as InvitationStatus),
);
const rows = (first: number, count: number): ListRow[] => statuses.slice(first, first + count).map((_, i) => row(first + i));
/** The second page, on which each status is. */
const secondPage = rows(25, 25);

const usual: ListFilter = { search: '', sort: 'attention', max: 25 };
const list: AdminInvitationsModel = {
  items: secondPage,
  total: statuses.length,
  totalIs: 'about',
  next: '3.25',
  first: 25,
  lastFirst: 1225,
  filter: usual,
  errors: [],
  counts: COUNTS,
  organizations: ORGANIZATIONS,
  inviters: [
    { id: 'me', name: 'Marta Ibáñez', isViewer: true },
    ...INVITERS.map(({ by, inviterId }) => ({ id: inviterId, name: by })),
  ],
  groups: OFFERED.groups,
  apps: OFFERED.apps,
  showCompany: true,
};
const { next: _next, lastFirst: _last, ...lastOne } = list;
const onePage: AdminInvitationsModel = { ...lastOne, totalIs: 'exact' };
/** One whose mail has been sent. */
const one = [row(38)];
const lastMail = ({ sentAt }: ListRow): number => sentAt?.getTime() ?? 0;
const latestFirst = (a: ListRow, b: ListRow): number =>
  lastMail(b) - lastMail(a) || (a.name || a.email).localeCompare(b.name || b.email, 'es');

export function listSamples(): Sample[] {
  const context = { path: PAGES.admin, now: NOW };
  const page = 'adminInvitations' as const;
  return [
    { name: 'admin-list', page, model: list, context: { ...context, list: 'first=25&cursor=3.25' } },
    {
      name: 'admin-list-50',
      page,
      model: { ...list, items: rows(0, 50), first: 0, filter: { ...usual, max: 50 } },
      context: { ...context, list: 'max=50' },
    },
    {
      name: 'admin-list-one',
      page,
      model: {
        ...onePage,
        ...{ first: 0, total: 1, items: one, organizations: [], showCompany: false },
        counts: { queued: 0, sent: 1, failed: 0, opened: 0, activated: 0, expired: 0, revoked: 0 },
      },
      context,
    },
    {
      name: 'admin-list-filtered',
      page,
      model: {
        ...onePage,
        ...{ first: 0, total: 1, items: one, counts: {} },
        filter: {
          ...usual,
          ...{ search: 'mateo', status: 'sent', organization: 'sol', inviter: INVITERS[0]?.inviterId, sort: 'expires' },
          ...{ sentFrom: '2026-11-01', sentUntil: '2026-11-25', group: OFFERED.groups[2], app: OFFERED.apps[0]?.clientId },
        },
      },
      context: {
        ...context,
        path: `${PAGES.admin}?search=mateo`,
        flash: [{ kind: 'success', key: 'flash.resent', params: { email: one[0]?.email ?? '' } }],
      },
    },
    {
      name: 'admin-list-within',
      page,
      model: {
        ...list,
        ...{ items: [...secondPage].sort(latestFirst), first: 0 },
        ...{ total: 1000, totalIs: 'unknown', within: 1000, filter: { ...usual, sort: '-sent' } },
      },
      context,
    },
    {
      name: 'admin-list-last',
      page,
      model: { ...lastOne, items: rows(1225, 5), first: 1225 },
      context: { ...context, list: 'first=1225' },
    },
    {
      name: 'admin-list-no-match',
      page,
      model: { ...onePage, first: 0, total: 0, items: [], counts: {}, filter: { ...usual, search: 'nadie' } },
      context,
    },
    {
      name: 'admin-list-unreadable',
      page,
      model: {
        ...onePage,
        ...{ first: 0, total: 0, items: [], counts: {} },
        unreadableSearch: 'Instalaciones Sol, S. L. '.repeat(11),
        errors: [
          { field: 'search', key: 'field.too_long', params: { max: 255 } },
          { field: 'status', key: 'field.option_unknown' },
        ],
      },
      context,
    },
    {
      name: 'admin-list-empty',
      page,
      model: { ...onePage, items: [], total: 0, first: 0, counts: {}, organizations: [], showCompany: false },
      context,
    },
    ...selectionSamples(),
  ];
}

function selectionSamples(): Sample[] {
  const context = { path: PAGES.admin, now: NOW, list: 'status=sent' };
  const page = 'adminSelection' as const;
  const people = [row(29), ...one, row(2), row(33), row(37)].map(({ id, name, email, status }) => ({ id, name, email, status }));
  const asked = { state: 'asked' as const, people, gone: 1, key: 'a-key', deletes: false, mayLeave: true };
  return [
    { name: 'admin-selection-resend', page, model: { ...asked, command: 'resend' }, context },
    { name: 'admin-selection-revoke', page, model: { ...asked, command: 'revoke', gone: 0, deletes: true }, context },
    { name: 'admin-selection-none', page, model: { command: 'revoke', state: 'none' }, context },
    {
      name: 'admin-selection-done',
      page,
      model: {
        ...{ command: 'resend', state: 'done', done: 3 },
        failed: [{ id: row(5).id, who: row(5).name }],
        refused: [{ id: row(46).id, who: row(46).name, key: 'error.already_active', fields: [] }],
      },
      context,
    },
    {
      name: 'admin-selection-all-done',
      page,
      model: { command: 'revoke', state: 'done', done: 5, failed: [], refused: [] },
      context,
    },
  ];
}
