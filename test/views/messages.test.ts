import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { IntlMessageFormat } from 'intl-messageformat';
import { ROOT } from '../../src/common/paths.ts';
import { en } from '../../src/i18n/en.ts';
import { es } from '../../src/i18n/es.ts';
import { type MessageKey, PAGE_LOCALES, translate } from '../../src/i18n/index.ts';
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
    (file) => file.endsWith('.ts') && !/^i18n\/(es|en)\.ts$/.test(file),
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
  const catalogue = { es, en }[locale];
  for (const key of keys) {
    expect([key, parameters(catalogue[key])]).toEqual([key, parameters(es[key])]);
    const values = Object.fromEntries(parameters(es[key]).map((name) => [name, 2]));
    expect([key, translate(locale, key, values)]).toEqual([key, expect.stringMatching(/\S/)]);
  }
});

test('the tone holds: no exclamation marks, no brand or support address written out', () => {
  for (const [key, text] of [...Object.entries(es), ...Object.entries(en)])
    expect([key, text]).toEqual([key, expect.not.stringMatching(/[!¡]|amperecloud|support@/i)]);
});

test('Spanish says usted', () => {
  for (const [key, text] of Object.entries(es))
    expect([key, text]).toEqual([key, expect.not.stringMatching(/\b(tú|tu|tus|contigo|te|tienes|puedes|quieres|haz)\b/i)]);
});
