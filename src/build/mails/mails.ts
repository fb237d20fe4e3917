import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ROOT } from '../../common/paths.ts';
import { type Brand, LOCALES } from '../../settings/brand.ts';
import { BuildError, type BuildOptions } from '../common/builder.ts';
import { Catalogue } from './catalogue.ts';
import { compileHtml, compileText } from './compile.ts';
import { compileOwnMails, OWN_SENTENCES } from './own-mails.ts';
import { formatProperties } from './properties.ts';
import { fault, lineOf } from './sources.ts';
import { Templates } from './template.ts';
import { MAILS } from './variables.ts';

export const MAIL_SOURCES = join(ROOT, 'email-templates');

/**
 * Builds Keycloak's e-mail theme: `<outDir>/themes/amperecloud/email`, and the sidecar's own mails: `<outDir>/server/own-mails`. Every mail, in HTML and in text, is built before the first file
 * is written. Throws a {@link BuildError} that names file and line of every fault it can see at once.
 */
export async function buildMails({ brand, outDir, sources = MAIL_SOURCES }: BuildOptions & { sources?: string }): Promise<void> {
  const { theme, own } = await compileMails(brand, sources);
  await Promise.all([
    write(join(outDir, 'themes', 'amperecloud', 'email'), theme),
    write(join(outDir, 'server', 'own-mails'), own),
  ]);
}

async function write(directory: string, files: Map<string, string>): Promise<void> {
  for (const [file, content] of files) {
    await mkdir(dirname(join(directory, file)), { recursive: true });
    await writeFile(join(directory, file), content);
  }
}

/** The theme in memory: path → content. */
export async function compileTheme(brand: Brand, sources = MAIL_SOURCES): Promise<Map<string, string>> {
  return (await compileMails(brand, sources)).theme;
}

/** Keycloak's theme and the sidecar's own mails, in memory: path → content. */
export async function compileMails(brand: Brand, sources = MAIL_SOURCES): Promise<Record<'theme' | 'own', Map<string, string>>> {
  const catalogue = await Catalogue.read(join(sources, 'messages'), brand);
  await checkFiles(join(sources, 'mails'));
  const functions = await readFile(join(sources, 'functions.ftl'), 'utf8');
  const files = new Map([
    ['theme.properties', themeProperties(brand)],
    ['functions.ftl', functions],
  ]);
  const mjml = new Templates(join(sources, 'partials'), '.mjml', catalogue, brand);
  const text = new Templates(join(sources, 'partials'), '.txt', catalogue, brand);
  for (const [mail, variables] of Object.entries(MAILS)) {
    const source = join(sources, 'mails', mail);
    files.set(`html/${mail}.ftl`, await compileHtml(mjml.expand(`${source}.mjml`, variables)));
    files.set(`text/${mail}.ftl`, compileText(text.expand(`${source}.txt`, variables)));
  }
  const own = await compileOwnMails(sources, catalogue, brand);
  checkFunctions(functions, catalogue);
  const unused = catalogue.unused().map((key) => `${catalogue.place(key)}: ${key} is used by no mail`);
  if (unused.length > 0) throw new BuildError(unused.join('\n'));
  for (const locale of LOCALES) {
    files.set(
      `messages/messages_${locale}.properties`,
      formatProperties([...catalogue.entries(locale, OWN_SENTENCES), ['dollar', '$']]),
    );
  }
  return { theme: files, own };
}

function themeProperties(brand: Brand): string {
  return formatProperties([
    ['parent', 'base'],
    ['locales', LOCALES.join(',')],
    ['publicUrl', '${env.PUBLIC_URL:http://localhost:3000}'],
    ['supportEmail', `\${env.SUPPORT_EMAIL:${brand.supportEmail}}`],
    ['timeZone', '${env.MAIL_TIME_ZONE:Europe/Madrid}'],
  ]);
}

/** Each mail has its MJML and its text twin, and nothing else lies there. */
async function checkFiles(dir: string): Promise<void> {
  const expected = Object.keys(MAILS).flatMap((mail) => [`${mail}.mjml`, `${mail}.txt`]);
  const found = await readdir(dir);
  const faults = [
    ...expected.filter((file) => !found.includes(file)).map((file) => `${join(dir, file)} is missing`),
    ...found
      .filter((file) => !expected.includes(file))
      .map((file) => `${join(dir, file)} is no mail of Keycloak's (src/build/mails/variables.ts)`),
  ];
  if (faults.length > 0) throw new BuildError(faults.join('\n'));
}

/** The sentences that functions.ftl fetches: `msg("key", one, two)`, with plain variables, so that they can be counted here. */
function checkFunctions(source: string, catalogue: Catalogue): void {
  for (const { 1: key = '', 2: passed = '', 3: end, index } of source.matchAll(/msg\("([^"]+)"([^()]*)(\)?)/g)) {
    if (key.endsWith('.')) continue;
    const args = catalogue.use(key);
    const found = passed.split(',').length - 1;
    const complaint = !args
      ? `no sentence has the key ${key}`
      : !end || args.length !== found
        ? `${key} takes ${args.length} plain variables`
        : undefined;
    if (complaint) throw fault(join(ROOT, 'email-templates', 'functions.ftl'), lineOf(source, index), complaint);
  }
}
