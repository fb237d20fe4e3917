import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { parseArgs } from 'node:util';
import { signedIn } from './authority/actor.ts';
import { createLogger } from './common/log.ts';
import { embeddedKeycloak } from './embedded-keycloak.ts';
import { AppError } from './errors.ts';
import { type PageLocale, pageLocaleOf, translate } from './i18n/index.ts';
import { FileFault, fileFault } from './invitations/import/file/import-fault.ts';
import type { ImportView } from './invitations/import/job/progress.ts';
import { faultInFull, faultText } from './invitations/import/job/report.ts';
import { LOCALES } from './settings/brand.ts';
import { given, loadConfig } from './settings/config.ts';
import { importProgressTexts } from './views/present/import.ts';
import { openBulk, wire } from './wiring.ts';

/**
 * `npm run invite -- people.csv`: the import of the administration in a terminal, with the sidecar's own configuration.
 * Ctrl-C ends it in good order; the same command goes on where it stopped. Exits with 1 when somebody was not invited.
 */
const USAGE = `Usage: npm run invite -- people.csv [options]

  --dry-run              check the file and who is there already; nobody is invited
  --organization ALIAS   the company of everybody whose row names none
  --column TITLE=FIELD   what a column means that may be more than one thing: organization, locale, attributes.company …; may be repeated
  --locale TAG           the language of the mails where a row names none: ${LOCALES.join(', ')}

Reads KEYCLOAK_URL, KEYCLOAK_CLIENT_SECRET and the other settings from the environment, as the sidecar does;
without them it uses the Keycloak that \`npm start\` runs on this machine.
`;

const OWNER = 'command line';
const language: PageLocale = pageLocaleOf(process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG) ?? 'en';
const out = (text: string) => process.stdout.write(text);

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`${linesOf(error)}\n`);
  process.exitCode = 1;
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      'dry-run': { type: 'boolean', default: false },
      organization: { type: 'string' },
      locale: { type: 'string' },
      column: { type: 'string', multiple: true },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const [file] = positionals;
  if (values.help || !file || positionals.length > 1) {
    out(USAGE);
    return values.help ? 0 : 1;
  }
  const locale = LOCALES.find((tag) => tag === values.locale);
  if (values.locale !== undefined && !locale) throw new Error(`--locale must be one of ${LOCALES.join(', ')}`);

  const env = given(process.env);
  const config = loadConfig({ ...(await embeddedKeycloak(env)).environment, ...env });
  const content = await opened(file);
  const logger = createLogger('error');
  const parts = wire(config, logger);
  // Closed at the end, because the store's connection keeps the process alive.
  await using _closing = { [Symbol.asyncDispose]: parts.store.stop };
  const { imports } = await openBulk(parts);
  const who = signedIn({ userId: OWNER, name: undefined, reach: { all: true } });
  const { organization, 'dry-run': dryRun, column: said } = values;
  const columns = said && Object.fromEntries(said.map((pair) => [pair.split('=')[0] ?? '', pair.split('=').slice(1).join('=')]));
  const { id } = await imports.start(content, { actor: who, organization, locale, columns, dryRun });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void imports.stop('give up'));

  const ended = imports.ended(id);
  const show = async () => showProgress(await imports.view(id, who));
  const timer = setInterval(() => show().catch(() => {}), process.stdout.isTTY ? 200 : 5_000);
  await ended;
  clearInterval(timer);
  const view = await imports.view(id, who);
  showProgress(view);
  if (process.stdout.isTTY) out('\n');
  showResult(view);
  return view.state === 'done' && view.failed === 0 ? 0 : 1;
}

/** Throws {@link FileFault}: a path that was mistyped is told in a line. */
async function opened(file: string): Promise<Readable> {
  const handle = await open(file).catch(({ code }: NodeJS.ErrnoException) => {
    throw code === 'ENOENT'
      ? fileFault('import.file.not_found', { file })
      : fileFault('import.file.unreadable', { file, code: code ?? '' });
  });
  if ((await handle.stat()).isDirectory()) throw fileFault('import.file.folder', { file });
  return handle.createReadStream();
}

/** One line that is drawn over and over in a terminal, and a line now and then elsewhere. */
function showProgress(view: ImportView): void {
  const { done, rows, progress, rate, remaining, waiting } = importProgressTexts(view, language);
  const width = 24;
  const filled = rows === 0 ? width : Math.round((done / rows) * width);
  const bar = `${'█'.repeat(filled)}${'░'.repeat(width - filled)}`;
  const line = [bar, progress, rate, remaining, waiting].filter(Boolean).join('  ');
  out(process.stdout.isTTY ? `\r\u001b[K${line.slice(0, (process.stdout.columns ?? 100) - 1)}` : `${line}\n`);
}

function showResult(view: ImportView): void {
  const t = (key: Parameters<typeof translate>[1], params = {}) => translate(language, key, params);
  for (const { line, column, ...fault } of [...view.faults, ...view.notes])
    out(`${t('import.report.line')} ${line}${column ? `, ${column}` : ''}: ${faultInFull(fault, language)}\n`);
  if (view.state !== 'done') return void out(`${t('admin.import.interrupted')}. ${t('admin.import.interrupted.text')}\n`);
  const figures = view.dryRun ? (['failed', 'skipped'] as const) : (['created', 'sent', 'queued', 'skipped', 'failed'] as const);
  if (view.dryRun) out(`${t('admin.import.ready', { count: view.rows - view.failed - view.skipped })}\n`);
  for (const name of figures) out(`${t(`admin.import.${name}`)}: ${view[name]}\n`);
}

/** What a person can mend in lines of its own; the stack only for what nobody has foreseen. */
function linesOf(error: unknown): string {
  if (error instanceof FileFault)
    return error.faults.map(({ column, ...fault }) => `${column ? `${column}: ` : ''}${faultText(fault, language)}`).join('\n');
  if (error instanceof AppError) {
    const faults = error.fields.map(({ field, key, params }) => `${field}: ${translate(language, key, params)}`);
    return faults.length > 0 ? faults.join('\n') : translate(language, `error.${error.code}`, error.params);
  }
  const { name, code, message } = Object(error) as { name?: string; code?: string; message?: string };
  const known = name === 'ConfigError' || code === 'ENOENT' || code?.startsWith('ERR_PARSE_ARGS') || name === 'Error';
  return known ? String(message) : error instanceof Error ? (error.stack ?? error.message) : String(error);
}
