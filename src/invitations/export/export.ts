import type { Reach } from '../../authority/reach.ts';
import { type PageLocale, translate } from '../../i18n/index.ts';
import { csvLine, type Delimiter } from '../answers/csv-line.ts';
import type { CompanyInvitation } from '../listing/company-invitations.ts';
import type { InvitationList } from '../listing/list.ts';
import type { ListQuery } from '../listing/whole-page.ts';

/** The columns of an export, and what stands in them. */
const CELLS: Record<ExportColumn, (item: CompanyInvitation, locale: PageLocale) => string | undefined> = {
  email: ({ email }) => email,
  firstName: ({ firstName }) => firstName,
  lastName: ({ lastName }) => lastName,
  organization: ({ company }) => company?.alias,
  locale: ({ locale }) => locale,
  status: ({ status }, locale) => translate(locale, `status.${status}`),
  sentAt: ({ sentAt }) => sentAt?.toISOString(),
  expiresAt: ({ expiresAt }) => expiresAt?.toISOString(),
  sends: ({ sends }) => String(sends),
  app: ({ app }) => app,
  id: ({ id }) => id,
};
export type ExportColumn =
  | 'email'
  | 'firstName'
  | 'lastName'
  | 'organization'
  | 'locale'
  | 'status'
  | 'sentAt'
  | 'expiresAt'
  | 'sends'
  | 'app'
  | 'id';

/** Rows that are read at a time: memory does not grow with the list. */
const PAGE = 200;

/**
 * All invitations that match, within somebody's reach, as the text of a file that spreadsheets open (byte order mark, quoted; nothing in it runs as a
 * formula). It is written while it is read: whoever changes status meanwhile is in it once. Resolves when the first of them are read.
 */
export async function exported(
  list: InvitationList,
  reach: Reach,
  query: Pick<ListQuery, 'status' | 'organization' | 'search' | 'group' | 'app'>,
  { locale, delimiter }: { locale: PageLocale; delimiter: Delimiter },
): Promise<AsyncGenerator<string>> {
  const columns = Object.keys(CELLS) as ExportColumn[];
  const first = await list.page(reach, { ...query, first: 0, max: PAGE });
  const line = (item: CompanyInvitation) =>
    csvLine(
      columns.map((name) => CELLS[name](item, locale) ?? ''),
      delimiter,
    );

  async function* lines(): AsyncGenerator<string> {
    yield `\ufeff${csvLine(
      columns.map((name) => translate(locale, `export.${name}`)),
      delimiter,
    )}`;
    const seen = new Set<string>();
    for (let page = first; ; page = await list.page(reach, { ...query, first: 0, cursor: page.next, max: PAGE })) {
      const fresh = page.items.filter(({ id }) => !seen.has(id) && seen.add(id));
      yield fresh.map(line).join('');
      if (!page.next) return;
    }
  }
  return lines();
}
