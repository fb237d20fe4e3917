import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compileMails } from '../../../src/build/mails/mails.ts';
import { ROOT } from '../../../src/common/paths.ts';
import { createSummaryMail, mailLocaleOf, type SummaryData } from '../../../src/invitations/summary/summary-mail.ts';
import { LOCALES, type Locale, readBrand } from '../../../src/settings/brand.ts';
import { htmlFaults, unsupported } from './mail-checks.ts';

/** The daily summary as people get it; in Spanish and English it is committed, so that a reviewer sees what a change does to it. */
const GOLDEN = join(ROOT, 'test', 'golden', 'own');
let dir: string;
let write: ReturnType<typeof createSummaryMail>;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'own-mails-'));
  const { own } = await compileMails(readBrand());
  for (const [file, content] of own) await writeFile(join(dir, file), content);
  write = createSummaryMail(dir);
});
afterAll(() => rm(dir, { recursive: true, force: true }));

const data = (locale: Locale, change: Partial<SummaryData> = {}): SummaryData => ({
  locale,
  name: 'Lucía Marín',
  email: 'lucia@example.com',
  counts: { activated: 1204, failed: 1, expiring: 12 },
  listUrl: 'https://cuenta.example.com/admin?inviter=5e0b9a52',
  ...change,
});

test.each(['es', 'en'] as const)('the summary in %s is the one in test/golden/own', async (locale) => {
  const { subject, html, text } = write(data(locale));
  const files = { html, txt: `${subject}\n\n${text}` };
  for (const [extension, content] of Object.entries(files)) {
    const file = join(GOLDEN, `daily-summary.${locale}.${extension}`);
    if (process.env.UPDATE_GOLDEN) {
      await mkdir(GOLDEN, { recursive: true });
      await writeFile(file, content);
    }
    expect(content).toBe(await readFile(file, 'utf8'));
  }
});

test.each(LOCALES)('in %s nothing is left open, and mail clients can show it', async (locale) => {
  const { subject, html, text } = write(data(locale));
  expect(`${subject}${html}${text}`).not.toMatch(/\{\{|\}\}|@@FTL|undefined/);
  expect(await htmlFaults(html)).toEqual([]);
  expect(unsupported(html)).toEqual([]);
});

test('says only what there is, and shows a name as it is', () => {
  const { html, text } = write(data('es', { name: '<b>Ana</b> & {name}', counts: { activated: 0, failed: 2, expiring: 0 } }));
  expect(text).toContain('Hola, <b>Ana</b> & {name}:');
  expect(html).toContain('Hola, &lt;b&gt;Ana&lt;/b&gt; &amp; {name}:');
  expect(text).toContain('Invitaciones que no se han podido enviar: 2');
  expect(text).not.toMatch(/Cuentas activadas|caducan/);
  expect(write(data('es', { name: '' })).text).toMatch(/^Hola:/);
});

test('speaks the nearest language, or Spanish', () => {
  expect(['en-GB', 'pt_BR', 'ast', 'lb', 'it', undefined].map(mailLocaleOf)).toEqual(['en', 'pt', 'es', 'de', 'es', 'es']);
});
