import type { Reach } from '../../authority/reach.ts';
import { type MessageKey, type PageLocale, translate } from '../../i18n/index.ts';
import { csvLine, type Delimiter } from '../answers/csv-line.ts';
import { arrange, expiryOf, requireDays, tooManyMatches } from '../arranging/arrange.ts';
import type { CompanyInvitation } from '../listing/company-invitations.ts';
import type { InvitationList } from '../listing/list.ts';
import { groupsShown, hasHiddenInviter, inviterIdShown, inviterShown } from '../listing/timeline.ts';
import type { ListQuery } from '../listing/whole-page.ts';
import { createLocalTime } from './local-time.ts';

interface Words {
  locale: PageLocale;
  /** A moment, for people and programs. */
  time: (moment: Date) => string;
  reach: Reach;
}

type Cell = (item: CompanyInvitation, words: Words) => string | undefined;

/** The columns of an export, what stands in them, and their titles: those of the list where the list has the column. */
const COLUMNS: readonly (readonly [title: MessageKey, cell: Cell])[] = [
  ['export.email', ({ email }) => email],
  ['export.firstName', ({ firstName }) => firstName],
  ['export.lastName', ({ lastName }) => lastName],
  ['admin.column.organization', ({ company }) => company?.alias],
  ['export.locale', ({ locale }) => locale],
  ['admin.column.status', ({ status }, { locale }) => translate(locale, `status.${status}`)],
  ['admin.column.sentAt', ({ sentAt }, { time }) => sentAt && time(sentAt)],
  [
    'admin.column.expiresAt',
    (item, { time }) => {
      const expiresAt = expiryOf(item);
      return expiresAt && time(expiresAt);
    },
  ],
  [
    'admin.column.by',
    (item, { locale, reach }) =>
      inviterShown(reach, item) ?? (hasHiddenInviter(reach, item) ? translate(locale, 'admin.list.otherInviter') : undefined),
  ],
  ['admin.column.sends', ({ sends }) => String(sends)],
  // In one cell, as the column of a file for an import has them.
  [
    'export.groups',
    (item, { reach }) =>
      groupsShown(reach, item)
        .map(({ path }) => path)
        .join(' | '),
  ],
  ['export.app', ({ app }) => app],
  ['export.accessUntil', ({ accessUntil }) => accessUntil],
  ['export.id', ({ id }) => id],
];

/** Rows that are read at a time: memory does not grow with the list. */
const PAGE = 200;

/**
 * All invitations that match, within somebody's reach, as the text of a file that spreadsheets open (byte order mark, quoted; nothing in it runs as a
 * formula). It is written while it is read: whoever changes status meanwhile is in it once. Days and inviter are looked for here, among all that match the
 * rest, however many. Resolves when the first of them are read. Throws `invalid_request` for days that no mail can lie between, and for a search that cannot look at all, and for what the list refuses.
 */
export async function exported(
  list: InvitationList,
  reach: Reach,
  { sentFrom, sentUntil, inviter, ...query }: Omit<ListQuery, 'sort' | 'first' | 'max' | 'cursor' | 'all'>,
  { locale, delimiter, timeZone }: { locale: PageLocale; delimiter: Delimiter; timeZone: string },
): Promise<AsyncGenerator<string>> {
  const days = { sentFrom, sentUntil };
  requireDays(days);
  const isTheirs = (item: CompanyInvitation) => inviter === undefined || inviterIdShown(reach, item) === inviter;
  const words = { locale, time: createLocalTime(timeZone), reach };
  // Of an inviter who does not exist, the list says so.
  if (inviter !== undefined) await list.page(reach, { inviter, first: 0, max: 1 });
  const pageFrom = (cursor?: string) => list.page(reach, { ...query, first: 0, cursor, max: PAGE, all: 'or nobody' });
  const first = await pageFrom();
  // A search for parts of words looks at so many only: a file without the others would be taken for all of them.
  if (first.within !== undefined) throw tooManyMatches('search', first.within);
  const line = (item: CompanyInvitation) =>
    csvLine(
      COLUMNS.map(([, cell]) => cell(item, words) ?? ''),
      delimiter,
    );

  async function* lines(): AsyncGenerator<string> {
    yield `\ufeff${csvLine(
      COLUMNS.map(([title]) => translate(locale, title)),
      delimiter,
    )}`;
    const seen = new Set<string>();
    for (let page = first; ; page = await pageFrom(page.next)) {
      const fresh = page.items.filter(({ id }) => !seen.has(id) && seen.add(id));
      yield arrange(fresh.filter(isTheirs), days, timeZone).map(line).join('');
      if (!page.next) return;
    }
  }
  return lines();
}
