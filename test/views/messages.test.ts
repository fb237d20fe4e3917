import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { IntlMessageFormat } from 'intl-messageformat';
import { ROOT } from '../../src/common/paths.ts';
import { es } from '../../src/i18n/es.ts';
import { catalogues, type MessageKey, PAGE_LOCALES, type PageLocale, translate } from '../../src/i18n/index.ts';
import { checkTemplates, messageKeysIn, templateFiles } from '../../src/views/templates.ts';

type MessageParts = ReturnType<IntlMessageFormat['getAst']>;

/** Names of the values that a message takes, from its parsed form. */
function parameters(text: string): string[] {
  const names = (parts: MessageParts): string[] =>
    parts.flatMap((part) => {
      // A literal, or the `#` of a plural.
      if (Number(part.type) === 0 || !('value' in part)) return [];
      const nested = 'options' in part ? Object.values(part.options).flatMap((option) => names(option.value)) : [];
      return [part.value, ...nested];
    });
  return [...new Set(names(new IntlMessageFormat(text, 'es', undefined, { ignoreTag: true }).getAst()))].sort();
}

const templates = [...templateFiles('pages'), ...templateFiles('partials')];
const keys = Object.keys(es) as MessageKey[];

/** Every quoted or template literal in our code that could name a message: `'field.email'`, `` `status.${status}` ``. */
function literalsInCode(): { whole: Set<string>; patterns: RegExp[] } {
  const files = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.ts') && !/^i18n\/[a-z]{2,3}\.ts$/.test(file),
  );
  const code = files.map((file) => readFileSync(join(ROOT, 'src', file), 'utf8')).join('\n');
  const escapeDots = (text: string) => text.replaceAll('.', '\\.');
  return {
    whole: new Set([...code.matchAll(/'([a-z]\w*(?:\.\w+)+)'/g)].map((match) => match[1] ?? '')),
    patterns: [...code.matchAll(/`([a-z]\w*(?:\.(?:\w+|\$\{[^}]+\}))+)`/g)].map(
      (match) => new RegExp(`^${escapeDots(match[1] ?? '').replace(/\$\{[^}]+\}/g, '.+')}$`),
    ),
  };
}

test('finds the keys of a template, nested ones too', () => {
  expect(messageKeysIn('{{#if a}}{{t "home.title"}}{{/if}}{{> field label=(t "resend.email")}}{{t key}}')).toEqual([
    'home.title',
    'resend.email',
  ]);
});

test('templates name only messages that there are', () => {
  expect(checkTemplates()).toEqual([]);
});

test('every message is used somewhere', () => {
  const inTemplates = new Set(templates.flatMap(({ source }) => messageKeysIn(source)));
  const { whole, patterns } = literalsInCode();
  const used = (key: string) => inTemplates.has(key) || whole.has(key) || patterns.some((pattern) => pattern.test(key));
  expect(keys.filter((key) => !used(key))).toEqual([]);
});

test.each(PAGE_LOCALES)('every message of %s is sound, and takes what its Spanish source takes', (locale) => {
  const catalogue = catalogues[locale];
  for (const key of keys) {
    expect([key, parameters(catalogue[key])]).toEqual([key, parameters(es[key])]);
    const values = Object.fromEntries(parameters(es[key]).map((name) => [name, 2]));
    expect([key, translate(locale, key, values)]).toEqual([key, expect.stringMatching(/\S/)]);
  }
});

/** Words that would be too familiar with whoever reads, in languages that can be. */
const FAMILIAR: Partial<Record<PageLocale, RegExp>> = {
  es: /(?<!\p{L})(tú|tu|tus|contigo|te|tienes|puedes|quieres|haz)(?!\p{L})/iu,
};

test.each(PAGE_LOCALES)(
  'the tone of %s holds: formal, no exclamation marks, no brand or support address written out',
  (locale) => {
    const unfit = (text: string) => /[!¡]|amperecloud|support@/i.test(text) || FAMILIAR[locale]?.test(text);
    expect(Object.entries(catalogues[locale]).filter(([, text]) => unfit(text))).toEqual([]);
  },
);
