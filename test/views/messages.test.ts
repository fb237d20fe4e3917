import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { IntlMessageFormat } from 'intl-messageformat';
import { ROOT } from '../../src/common/paths.ts';
import { es } from '../../src/i18n/es.ts';
import { catalogues, type MessageKey, PAGE_LOCALES, type PageLocale, regional, translate } from '../../src/i18n/index.ts';
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

/** The forms of each plural in a message, exact numbers (`=0`) aside. */
const pluralForms = (parts: MessageParts): string[][] =>
  parts.flatMap((part) => {
    if (!('options' in part)) return [];
    const nested = Object.values(part.options).flatMap((option) => pluralForms(option.value));
    return 'offset' in part ? [Object.keys(part.options).filter((form) => !form.startsWith('=')), ...nested] : nested;
  });

test.each(PAGE_LOCALES)('plurals of %s have the forms that the language has', (locale) => {
  // From a million on, Romance languages have `many`; it says what `other` says.
  const { pluralCategories } = new Intl.PluralRules(regional(locale)).resolvedOptions();
  const forms = pluralCategories.filter((form) => form !== 'many').sort();
  for (const key of keys) {
    const found = pluralForms(new IntlMessageFormat(catalogues[locale][key], locale, undefined, { ignoreTag: true }).getAst());
    expect([key, found.map((each) => each.sort())]).toEqual([key, found.map(() => forms)]);
  }
});

/** How many letters have room where words stand in a band, a narrow column or a row of buttons; test/views/accessibility.kc.test.ts looks at the pages themselves. */
const ROOM: [keys: RegExp, letters: number][] = [
  [/^(status|admin\.tab)\.\w+$/, 14],
  [/^admin\.column\./, 14],
  [/^(import|bulk)\.outcome\./, 16],
  [/^password\.(show|hide|met|unmet|score\.\d)$/, 15],
  [/^form\.(optional|addValue|removeValue)$/, 20],
  [/^layout\.(language|invitations|profile|signOut|support)$/, 16],
  [/^layout\.help$/, 26],
  [/^codes\.(copy|copied|print|download)$/, 14],
  [/^notice\.action\./, 38],
];

test.each(PAGE_LOCALES)('words of %s have room where they stand', (locale) => {
  const tooLong = ROOM.flatMap(([wanted, letters]) =>
    keys
      .filter((key) => wanted.test(key) && catalogues[locale][key].length > letters)
      .map((key) => [key, catalogues[locale][key]]),
  );
  expect(tooLong).toEqual([]);
});

/** Sentences above a command for one or for many: each of them speaks of one where it is one. */
const OF_ONE_OR_MANY = [
  ...(['title', 'lead', 'submit', 'done'] as const).flatMap((part) => [
    `admin.selection.resend.${part}` as const,
    `admin.selection.revoke.${part}` as const,
  ]),
  ...(['title', 'lead'] as const).map((part) => `admin.bulk.extend.${part}` as const),
  'admin.bulk.counted',
  'admin.revoke.later',
  'admin.selection.deletes',
  'admin.selection.mayLeave',
  'admin.selection.gone',
  'admin.selection.failed',
  'admin.selection.refused',
] as const satisfies readonly MessageKey[];

test.each(PAGE_LOCALES)('in %s a command for one person speaks of one', (locale) => {
  const alike = OF_ONE_OR_MANY.filter((key) => {
    const [one, many] = [1, 2].map((count) => translate(locale, key, { count }).replace(/\d/g, '#'));
    return one === many;
  });
  expect(alike).toEqual([]);
});

test('French has a no-break space where a sign has one before it', () => {
  const unfit = /(?<![\u00a0\u202f])[:;?!»](?=\s|$)|«(?!\u00a0)/u;
  // What is typed as it stands is no French.
  const said = keys.map((key) => [key, catalogues.fr[key].replaceAll('idp:', '')] as const);
  expect(said.filter(([, text]) => unfit.test(text))).toEqual([]);
});

const word = (...words: string[]) => new RegExp(`(?<!\\p{L})(${words.join('|')})(?!\\p{L})`, 'iu');

/** Words that would be too familiar with whoever reads, in languages that can be. */
const FAMILIAR: Partial<Record<PageLocale, RegExp>> = {
  es: word('tú', 'tu', 'tus', 'contigo', 'te', 'tienes', 'puedes', 'quieres', 'haz'),
  de: word('du', 'dir', 'dich', 'dein\\p{L}*', 'ihr dürft', 'euch', 'eure\\p{L}*', 'kannst', 'hast', 'bist'),
  pt: word('tu', 'teu', 'teus', 'tua', 'tuas', 'contigo', 'ti', 'você', 'vocês', 'podes', 'tens', 'queres', 'senha', 'usuário'),
  fr: word('tu', 'ton', 'ta', 'tes', 'toi', 'peux-tu', 'vas', 'veux-tu'),
  ca: word('tu', 'teu', 'teva', 'teus', 'teves', 'amb tu', 'pots', 'vols', 'tens', 'fes'),
  gl: word('ti', 'teu', 'teus', 'túa', 'túas', 'contigo', 'podes', 'queres', 'tes'),
  // Products say "zu" to everybody: neither hika nor "berori".
  eu: word('hi', 'hik', 'hiri', 'hire', 'duk', 'berori', 'berorrek', 'berorri'),
};

test.each(PAGE_LOCALES)(
  'the tone of %s holds: formal, no exclamation marks, no brand or support address written out',
  (locale) => {
    const unfit = (text: string) => /[!¡]|amperecloud|support@/i.test(text) || FAMILIAR[locale]?.test(text);
    expect(Object.entries(catalogues[locale]).filter(([, text]) => unfit(text))).toEqual([]);
  },
);
