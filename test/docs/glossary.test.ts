import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parseProperties } from '../../src/build/mails/properties.ts';
import { ROOT } from '../../src/common/paths.ts';
import { catalogues } from '../../src/i18n/index.ts';
import { LOCALES, type Locale } from '../../src/settings/brand.ts';

/** docs/glossary.md: one word for each thing, in every sentence of a language, whoever shows it. */
interface Row {
  word: string;
  never: string[];
}

const glossary = readFileSync(join(ROOT, 'docs', 'glossary.md'), 'utf8');

function rowsOf(locale: Locale): Row[] {
  const section = new RegExp(`^## [^\\n]*\\(${locale}\\)\\n([\\s\\S]*?)(?=^## |(?![\\s\\S]))`, 'm').exec(glossary)?.[1] ?? '';
  return [...section.matchAll(/^\| (?!Thing|---)[^|]*\| ([^|]*) \| ([^|]*) \|$/gm)].map(([, word = '', never = '']) => ({
    word,
    never: never.split(',').map((synonym) => synonym.trim()),
  }));
}

/** Every sentence of a language, under the place where it stands. */
function sentencesOf(locale: Locale): [string, string][] {
  const themes = readdirSync(join(ROOT, 'themes'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(`messages_${locale}.properties`))
    .map((file) => join('themes', file));
  const files = [join('email-templates', 'messages', `${locale}.properties`), ...themes];
  return [
    ...Object.entries(catalogues[locale]).map(([key, text]): [string, string] => [`src/i18n/${locale}.ts ${key}`, text]),
    ...files.flatMap((file) =>
      [...parseProperties(readFileSync(join(ROOT, file), 'utf8'))].map(([key, { value }]): [string, string] => [
        `${file} ${key}`,
        value,
      ]),
    ),
  ];
}

/** What the API's documentation says, in English. */
const REST = [
  'rest/openapi.ts',
  'rest/resource.ts',
  'rest/routes.ts',
  'bulk/http/openapi.ts',
  'bulk/http/resource.ts',
  'import/http/openapi.ts',
];
const apiSentences = (): [string, string][] =>
  REST.flatMap((file) => {
    const source = readFileSync(join(ROOT, 'src', 'invitations', file), 'utf8');
    const texts = source.matchAll(/(?:summary|description):\s*'((?:[^'\\]|\\.)*)'|\.describe\(\s*'((?:[^'\\]|\\.)*)'/g);
    return [...texts].map(([, summary, said]): [string, string] => [
      file,
      (summary ?? said ?? '').replace(/`[^`]*`|\b[A-Z]+_[A-Z_]+\b/g, ''),
    ]);
  });

/** Without what is quoted, with plain spaces; placeholders and the names of plural branches are no words. */
const plain = (text: string): string =>
  text
    .replaceAll('\u00a0', ' ')
    .replace(/«[^»]*»|“[^”]*”|„[^“]*“/g, ' ')
    .replace(/\{\{\w+\}\}|\{\w+\}|\{\w+, /g, ' ');

/** The whole word as it is written, in capitals or not. */
const wordIn = (word: string): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}-])${word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\p{L}\\p{N}-])`, 'iu');

describe.each(LOCALES)('the words of %s', (locale) => {
  const rows = rowsOf(locale);
  const sentences = sentencesOf(locale).map(([place, text]): [string, string] => [place, plain(text)]);

  test('are in the glossary', () => {
    expect(rows.length).toBeGreaterThan(10);
    expect(sentences.length).toBeGreaterThan(200);
  });

  test('are one for each thing: no sentence has a synonym that the glossary forbids', () => {
    const faults = rows.flatMap(({ word, never }) =>
      never.flatMap((synonym) =>
        sentences
          .filter(([, text]) => wordIn(synonym).test(text))
          .map(([place, text]) => `${place}: “${synonym}” is “${word}”: ${text}`),
      ),
    );
    expect(faults).toEqual([]);
  });

  test('are those that the sentences have', () => {
    const unused = rows.filter(({ word }) => !sentences.some(([, text]) => text.toLowerCase().includes(word.toLowerCase())));
    expect(unused.map(({ word }) => word)).toEqual([]);
  });
});

test('the API’s documentation calls a message what pages and mails call it', () => {
  const sentences = apiSentences();
  expect(sentences.length).toBeGreaterThan(40);
  const message = rowsOf('en').find(({ word }) => word === 'e-mail');
  const synonyms = [...(message?.never ?? []), 'mail', 'mails'];
  const faults = sentences.filter(([, text]) => synonyms.some((word) => wordIn(word).test(text.replaceAll('mail server', ''))));
  expect(faults).toEqual([]);
});
