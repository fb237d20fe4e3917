import { PAGES } from '../../common/addresses.ts';
import { STOPS } from '../../common/import-progress.ts';
import { type MessageKey, type MessageParams, type PageLocale, translate } from '../../i18n/index.ts';
import { LOCALES } from '../../settings/brand.ts';
import type { AdminBulkModel } from '../../views/models/bulk.ts';
import type { AdminImportModel, AdminImportStatusModel, ImportFaultRow } from '../../views/models/import.ts';
import { MANY_OFFERED, NOTHING_CHOSEN } from './carried.ts';
import type { Sample } from './page-samples.ts';
import { realmWordsIn } from './realm-words.ts';

const form = {
  offered: MANY_OFFERED,
  chosen: NOTHING_CHOSEN,
  values: { organization: '', locale: 'es' },
  faults: [],
  errors: [],
  organizations: [
    { alias: 'sol', name: 'Energías del Sol, S. L.' },
    { alias: 'luna', name: 'Luna Solar' },
  ],
  organizationRequired: false,
  locales: [...LOCALES],
  columns: ['email', 'firstName', 'lastName', 'locale', 'organization'] satisfies AdminImportModel['columns'],
  furtherColumns: ['groups', 'app', 'target', 'accessUntil', 'message'] satisfies AdminImportModel['furtherColumns'],
  maxRows: 100_000,
  maxMegabytes: 64,
  attributes: [] as string[],
};

/** What is wrong with a file and its rows, and what a column may mean, in the words of whoever looks. */
function wordsIn(locale: PageLocale) {
  const say = (key: MessageKey, params?: MessageParams) => translate(locale, key, params);
  const options = form.locales.join(', ');
  /** What a look at the file itself tells. */
  const faultsOfFile: ImportFaultRow[] = [
    { line: 7, column: say('import.title.email'), text: say('field.email') },
    { line: 12, column: say('import.title.locale'), text: say('import.row.language', { value: 'klingon', options }) },
    { line: 1044, column: '', text: say('import.row.too_many_cells', { found: 7, expected: 5 }) },
  ];
  const faults: ImportFaultRow[] = [
    ...faultsOfFile,
    {
      line: 2310,
      column: '',
      text: say('import.row.mail_failed'),
      english:
        'Failed to send execute actions email: Error when attempting to send the email to the server. More information is available in the server log.',
    },
  ];
  return {
    faultsOfFile,
    faults,
    unknownColumn: { line: 1, column: 'Talla', text: say('import.column.unknown', { column: 'Talla' }) },
    notes: [{ line: 19, column: '', text: say('import.row.username', { username: 'o.neil-5d2c1f0a' }) }],
    question: {
      name: 'column0',
      column: 'company',
      choices: [
        { value: 'organization', label: say('admin.import.meaning.organization') },
        {
          value: 'attributes.company',
          label: say('admin.import.meaning.attribute', { name: say('admin.column.organization'), technical: 'company' }),
        },
      ],
    },
  };
}

const status: AdminImportStatusModel = {
  id: '5e0b9a52-0000-8000-a000-000000000001',
  dryRun: false,
  state: 'running',
  rows: 12_400,
  done: 4_310,
  created: 4_287,
  sent: 4_287,
  queued: 0,
  failed: 3,
  skipped: 20,
  rate: 71.5,
  remainingSeconds: 114,
  waitingFor: null,
  stopped: null,
  questions: [],
  reading: null,
  faults: [],
  notes: [],
};
const reading = {
  template: 'Google Workspace',
  address: 'Email Address [Required]',
  unused: ['Password [Required]', 'Org Unit Path [Required]', 'Change Password at Next Sign-In'],
};

const ended = { state: 'done', done: status.rows, remainingSeconds: null } as const;
/** A look at a file invites nobody. */
const nobody = { created: 0, sent: 0 };
/** One command for all that match, in each of its states. */
export function bulkSamples(): Sample[] {
  const context = { path: PAGES.bulkJobs };
  const state = (name: string, change: Partial<AdminBulkModel>): Sample => ({
    name: `admin-bulk-${name}`,
    page: 'adminBulk',
    model: {
      ...{ ...status, command: 'resend', ok: 0, faults: [], errors: [], deletes: false, mayLeave: false },
      ...{ created: 0, failed: 0, skipped: 0, sent: 4_310 },
      ...{ defaultLifespanHours: 168, maxLifespanHours: 720 },
      ...change,
    },
    context,
  });
  const counted = { dryRun: true, state: 'done', done: 0, sent: 0, rate: 0, remainingSeconds: null } as const;
  return [
    state('asked', counted),
    state('asked-extend', { ...counted, command: 'extend' }),
    state('asked-revoke', { ...counted, command: 'revoke', rows: 1, deletes: true, mayLeave: true }),
    state('nobody', { ...counted, rows: 0 }),
    state('running', {}),
    state('waiting', { waitingFor: 'rights' }),
    state('done', { state: 'done', done: 12_400, sent: 12_400 }),
    state('done-refused', {
      ...{ state: 'done', command: 'revoke', done: 12_400, sent: 0, ok: 12_381, failed: 19 },
      faults: [...Array(17).fill({ key: 'error.already_active' }), ...Array(2).fill({ key: 'error.not_yours' })],
    }),
    state('stopped', { state: 'failed', stopped: 'company' }),
  ];
}

/** The import of a file in each of its states. */
export function importSamples(locale: PageLocale): Sample[] {
  const { faultsOfFile, faults, unknownColumn, notes, question } = wordsIn(locale);
  const context = { path: PAGES.imports };
  const state = (name: string, change: Partial<AdminImportStatusModel>): Sample => ({
    name: `admin-import-${name}`,
    page: 'adminImportStatus',
    model: { ...status, ...change },
    context,
  });
  const { phones, role } = realmWordsIn(locale);
  return [
    { name: 'admin-import', page: 'adminImport', model: { ...form, attributes: [phones, role] }, context },
    {
      name: 'admin-import-refused',
      page: 'adminImport',
      model: {
        ...form,
        organizationRequired: true,
        faults: [unknownColumn],
      },
      context,
    },
    state('checking', { dryRun: true, created: 0, sent: 0 }),
    state('checked', { dryRun: true, ...ended, ...nobody, failed: 3, faults: faultsOfFile }),
    state('asked', { dryRun: true, ...ended, ...nobody, rows: 0, done: 0, failed: 0, skipped: 0, questions: [question] }),
    state('template', { dryRun: true, ...ended, ...nobody, failed: 0, reading }),
    state('running', {}),
    state('waiting', { waitingFor: 'mail', queued: 120, sent: 4_166, created: 4_287, failed: 4, faults }),
    state('waiting-keycloak', { waitingFor: 'keycloak', rate: 0, remainingSeconds: null }),
    state('waiting-rights', { waitingFor: 'rights', rate: 0, remainingSeconds: null }),
    state('done', { ...ended, created: 12_380, sent: 12_380, failed: 0 }),
    state('done-faults', { ...ended, created: 12_377, sent: 12_302, queued: 74, failed: 4, faults, notes }),
    state('interrupted', { state: 'failed', remainingSeconds: null }),
    ...STOPS.map((stopped) => state(`stopped-${stopped}`, { state: 'failed', stopped, remainingSeconds: null })),
  ];
}
