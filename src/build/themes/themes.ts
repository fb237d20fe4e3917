import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from '../../common/paths.ts';
import { type Brand, LOCALES, type Locale } from '../../settings/brand.ts';
import { inlineSign } from '../../views/sign.ts';
import { BROWSER, brandTokens, bundle, frameWords, readSign, STYLES, writeHashed } from '../assets/assets.ts';
import { tokensCss } from '../assets/colour-tokens.ts';
import { allEnded, BuildError, type BuildOptions } from '../common/builder.ts';
import { formatProperties, PropertiesError, parseProperties } from '../mails/properties.ts';
import { adviceNames, readThemeMessages } from './theme-messages.ts';

/**
 * Keycloak's themes for sign-in and account console → `themes/amperecloud/{login,account}`. Their sources hold no brand: name, support
 * address, legal line, sign and colours go in here, as theme properties and as the same style tokens that our own pages have.
 *
 * Resources are named after their content: Keycloak serves them as unchanging, under an address that only its own version changes.
 */
export const THEME_SOURCES = join(ROOT, 'themes', 'amperecloud');

export async function buildThemes({
  brand,
  outDir,
  sources = THEME_SOURCES,
}: BuildOptions & { sources?: string }): Promise<void> {
  const theme = join(outDir, 'themes', 'amperecloud');
  await allEnded<unknown>([
    buildLogin(brand, join(sources, 'login'), join(theme, 'login')),
    buildAccount(brand, sources, join(theme, 'account')),
  ]);
}

async function buildLogin(brand: Brand, source: string, out: string): Promise<void> {
  const pages = (await readdir(source)).filter((file) => file.endsWith('.ftl'));
  const templates = await Promise.all(pages.map(async (file) => ({ file, text: await readFile(join(source, file), 'utf8') })));
  const messages = await readThemeMessages(join(source, 'messages'), templates);
  const resources = join(out, 'resources');
  await mkdir(join(out, 'messages'), { recursive: true });
  await mkdir(join(resources, 'img'), { recursive: true });

  const css = await bundle([join(STYLES, 'login.css')], join(resources, 'css'), [brandTokens(tokensCss(brand))]);
  const scripts = [join(BROWSER, 'keycloak', 'login.ts'), join(BROWSER, 'activate.ts')];
  const js = await bundle(scripts, join(resources, 'brand'));
  const sign = await writeHashed(join(resources, 'img'), 'sign.svg', await readSign(brand.sign));

  await allEnded<unknown>([
    ...templates.map(({ file, text }) => writeFile(join(out, file), text)),
    ...LOCALES.map((locale) =>
      writeFile(
        join(out, 'messages', `messages_${locale}.properties`),
        formatProperties([...languageNames(), ...messages[locale]]),
      ),
    ),
    writeFile(
      join(out, 'theme.properties'),
      (await readFile(join(source, 'theme.properties'), 'utf8')) +
        formatProperties([
          ['locales', LOCALES.join(',')],
          ...brandProperties(brand),
          ['styleSheet', `css/${css['login.css']}`],
          ['script', `brand/${js['login.js']}`],
          ['passwordScript', `brand/${js['activate.js']}`],
          ['sign', `img/${sign}`],
          // As mark-up where that is the same: one request less.
          ['signMarkup', inlineSign(brand.sign) ?? ''],
          ['strengthWarnings', adviceNames('warning').join(' ')],
          ['strengthSuggestions', adviceNames('suggestion').join(' ')],
        ]),
    ),
  ]);
}

/** A language in its own words, whatever the page speaks: who cannot read the page finds it. */
function languageName(locale: Locale): string {
  const name = new Intl.DisplayNames(locale, { type: 'language' }).of(locale) ?? locale;
  return name.charAt(0).toLocaleUpperCase(locale) + name.slice(1);
}

const languageNames = (): [string, string][] => LOCALES.map((locale) => [`locale_${locale}`, languageName(locale)]);

function brandProperties(brand: Brand): [string, string][] {
  return [
    ['brandName', brand.name],
    ['supportEmail', brand.supportEmail],
    ...LOCALES.map((locale): [string, string] => [`legalLine.${locale}`, brand.legalLine[locale]]),
    ['canvasLight', brand.colours.light.canvas],
    ['canvasDark', brand.colours.dark.canvas],
  ];
}

async function buildAccount(brand: Brand, sources: string, out: string): Promise<void> {
  const source = join(sources, 'account');
  const resources = join(out, 'resources');
  const images = join(resources, 'img');
  await mkdir(images, { recursive: true });
  const sign = await readSign(brand.sign);
  const css = await bundle([join(STYLES, 'account.css')], join(resources, 'css'), [brandTokens(tokensCss(brand))]);
  const script = join(BROWSER, 'keycloak', 'account.ts');
  const words = frameWords(await wordsOfFrame(brand, join(sources, 'login', 'messages')));
  const js = await bundle([script], join(resources, 'brand'), [words]);
  const favicon = await writeHashed(images, 'sign.svg', sign);
  const logo = await writeHashed(images, 'logo.svg', wordmark(brand.name, sign));
  await writeFile(
    join(out, 'theme.properties'),
    (await readFile(join(source, 'theme.properties'), 'utf8')) +
      formatProperties([
        ['title', brand.name],
        ['description', brand.name],
        ['logo', `/img/${logo}`],
        ['favIcon', `/img/${favicon}`],
        ['styles', `css/${css['account.css']}`],
        ['scripts', `brand/${js['account.js']}`],
      ]),
  );
  await copyMessages(join(source, 'messages'), join(out, 'messages'));
}

/** The words of header and footer, as the login pages have them. */
async function wordsOfFrame(brand: Brand, messages: string): Promise<Record<string, Record<string, string>>> {
  const words = LOCALES.map(async (locale) => {
    const entries = parseProperties(await readFile(join(messages, `messages_${locale}.properties`), 'utf8'));
    const frame = ['language', 'help', 'support', 'helpNavigation'].map((key) => [key, entries.get(`page.${key}`)?.value ?? '']);
    const account = entries.get('client_account')?.value ?? '';
    return [locale, { name: languageName(locale), legal: brand.legalLine[locale], account, ...Object.fromEntries(frame) }];
  });
  return Object.fromEntries(await Promise.all(words));
}

/** Sentences in the place of Keycloak's own. The console formats them with i18next: an apostrophe is plain, a placeholder `{{name}}`. */
async function copyMessages(source: string, out: string): Promise<void> {
  await mkdir(out, { recursive: true });
  for (const file of await readdir(source)) {
    const text = await readFile(join(source, file), 'utf8');
    try {
      const entries = [...parseProperties(text)].map(([key, { value }]): [string, string] => [key, value]);
      await writeFile(join(out, file), formatProperties(entries));
    } catch (error) {
      throw error instanceof PropertiesError
        ? new BuildError(`${join(source, file)}:${error.line}: ${error.message}`, { cause: error })
        : error;
    }
  }
}

/** Sign and name as one image, for places that take nothing else; it stands on the brand's dark band. */
function wordmark(name: string, sign: string): string {
  const escaped = name.replace(/[&<>]/g, (char) => `&#${char.charCodeAt(0)};`);
  // Wide enough for the name in any system font; the image is drawn at a fixed height.
  const width = 58 + Math.ceil(name.length * 17.5);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} 48" width="${width}" height="48" role="img" aria-label="${escaped.replaceAll('"', '&#34;')}">
${sign.trim()}
<text x="58" y="33" fill="#fff" font-family="system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif" font-size="24" font-weight="700">${escaped}</text>
</svg>
`;
}
