import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Brand, LOCALES } from '../brand.ts';
import { ROOT } from '../paths.ts';
import { brandTokens, bundle, readSign, writeHashed } from './assets.ts';
import { formatProperties } from './mails/properties.ts';
import { type BuildOptions } from './options.ts';
import { readThemeMessages } from './theme-messages.ts';
import { tokensCss } from './tokens.ts';

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
  await Promise.all([
    buildLogin(brand, join(sources, 'login'), join(theme, 'login')),
    buildAccount(brand, join(sources, 'account'), join(theme, 'account')),
  ]);
}

async function buildLogin(brand: Brand, source: string, out: string): Promise<void> {
  const pages = (await readdir(source)).filter((file) => file.endsWith('.ftl'));
  const templates = await Promise.all(pages.map(async (file) => ({ file, text: await readFile(join(source, file), 'utf8') })));
  const messages = await readThemeMessages(join(source, 'messages'), templates);
  const resources = join(out, 'resources');
  await mkdir(join(out, 'messages'), { recursive: true });
  await mkdir(join(resources, 'img'), { recursive: true });

  const css = await bundle([join(ROOT, 'src', 'styles', 'login.css')], join(resources, 'css'), [brandTokens(tokensCss(brand))]);
  const scripts = [join(ROOT, 'src', 'browser', 'keycloak', 'login.ts'), join(ROOT, 'src', 'browser', 'activate.ts')];
  const js = await bundle(scripts, join(resources, 'brand'));
  const sign = await writeHashed(join(resources, 'img'), 'sign.svg', await readSign(brand.sign));

  await Promise.all([
    ...templates.map(({ file, text }) => writeFile(join(out, file), text)),
    ...LOCALES.map((locale) =>
      writeFile(join(out, 'messages', `messages_${locale}.properties`), formatProperties(messages[locale])),
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
        ]),
    ),
  ]);
}

function brandProperties(brand: Brand): [string, string][] {
  return [
    ['brandName', brand.name],
    ['supportEmail', brand.supportEmail],
    ...LOCALES.map((locale): [string, string] => [`legalLine.${locale}`, brand.legalLine[locale]]),
    ['canvasLight', brand.colours.light.canvas],
    ['canvasDark', brand.colours.dark.canvas],
  ];
}

async function buildAccount(brand: Brand, source: string, out: string): Promise<void> {
  const resources = join(out, 'resources');
  await cp(source, out, { recursive: true });
  await mkdir(join(resources, 'img'), { recursive: true });
}
