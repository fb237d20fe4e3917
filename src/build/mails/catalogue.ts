import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { elided } from '../../i18n/elision.ts';
import { catalogues } from '../../i18n/index.ts';
import { type Brand, LOCALES, type Locale } from '../../settings/brand.ts';
import { BuildError } from '../common/builder.ts';
import { KEYCLOAK_KEYS } from './keycloak-keys.ts';
import { type Message, parseMessage, toJavaPattern } from './message-format.ts';
import { PropertiesError, parseProperties } from './properties.ts';

/** Spanish is written first; its sentences number the arguments of all languages. */
const SOURCE: Locale = 'es';

/** The sentences that pages quote stand in the pages' files. */
const QUOTED_BY_PAGES = { executeActionsSubject: 'mail.activationSubject' } as const;

interface Sentence extends Message {
  /** As it is written: ICU MessageFormat. */
  text: string;
  /** `file:line`, for messages about faults. */
  place: string;
}

/** All sentences of all languages, checked against each other. Remembers which were used, to name those that were not. */
export class Catalogue {
  readonly #sentences: Record<Locale, Map<string, Sentence>>;
  readonly #constants: (locale: Locale) => Record<string, string>;
  readonly #used = new Set<string>();

  private constructor(sentences: Record<Locale, Map<string, Sentence>>, brand: Brand) {
    this.#sentences = sentences;
    this.#constants = (locale) => ({ brand: brand.name, legalLine: brand.legalLine[locale] });
  }

  /** Reads `<dir>/<locale>.properties`, one for each language. Throws a {@link BuildError} that lists every fault with its place. */
  static async read(dir: string, brand: Brand): Promise<Catalogue> {
    const faults: string[] = [];
    const strangers = (await readdir(dir)).filter((file) => !LOCALES.some((locale) => file === `${locale}.properties`));
    for (const file of strangers) faults.push(`${join(dir, file)}: not a language of src/settings/brand.ts`);
    const read = await Promise.all(
      LOCALES.map(async (locale) => [locale, await readLanguage(dir, locale, brand, faults)] as const),
    );
    const catalogue = new Catalogue(Object.fromEntries(read) as Record<Locale, Map<string, Sentence>>, brand);
    catalogue.#compare(dir, faults);
    if (faults.length > 0) throw new BuildError(faults.join('\n'));
    return catalogue;
  }

  /** The names of a sentence's variables in the order that a template must pass them; marks it as used. */
  use(key: string): string[] | undefined {
    if (!this.#sentences[SOURCE].has(key)) return undefined;
    this.#used.add(key);
    return this.#order(key);
  }

  /** Where a sentence stands, for messages about faults. */
  place(key: string): string {
    return this.#sentences[SOURCE].get(key)?.place ?? key;
  }

  unused(): string[] {
    return [...this.#sentences[SOURCE].keys()].filter((key) => !this.#used.has(key) && !(key in KEYCLOAK_KEYS));
  }

  /** Some sentences of one language as they are written, and what the brand puts into them. */
  texts(locale: Locale, keys: readonly string[]): { constants: Record<string, string>; sentences: Record<string, string> } {
    const sentences = [...new Set(keys)].sort().map((key) => [key, this.#sentences[locale].get(key)?.text ?? '']);
    return { constants: this.#constants(locale), sentences: Object.fromEntries(sentences) };
  }

  /** One language as Keycloak reads it. @param without the beginning of keys that it does without. */
  entries(locale: Locale, without: string): [string, string][] {
    return [...this.#sentences[locale]]
      .filter(([key]) => !key.startsWith(without))
      .map(([key, sentence]) => [key, toJavaPattern(sentence, this.#order(key), this.#constants(locale), locale)]);
  }

  #order(key: string): string[] {
    const constants = this.#constants(SOURCE);
    return KEYCLOAK_KEYS[key] ?? this.#sentences[SOURCE].get(key)?.args.filter((name) => !(name in constants)) ?? [];
  }

  #compare(dir: string, faults: string[]): void {
    const source = this.#sentences[SOURCE];
    for (const key of Object.keys(KEYCLOAK_KEYS)) {
      if (!source.has(key)) faults.push(`${join(dir, `${SOURCE}.properties`)}: ${key} is missing, Keycloak asks for it`);
    }
    for (const locale of LOCALES) {
      const sentences = this.#sentences[locale];
      for (const key of source.keys()) {
        if (!sentences.has(key)) faults.push(`${join(dir, `${locale}.properties`)}: ${key} is missing`);
      }
      for (const [key, { place, args }] of sentences) {
        if (!source.has(key)) {
          faults.push(`${place}: ${key} is unknown to ${SOURCE}.properties`);
          continue;
        }
        const expected = [...this.#order(key), ...Object.keys(this.#constants(locale))];
        for (const name of args.filter((arg) => !expected.includes(arg)))
          faults.push(`${place}: unknown placeholder {${name}} in ${key}`);
        const missing = this.#order(key).filter((name) => !args.includes(name) && source.get(key)?.args.includes(name));
        for (const name of missing) faults.push(`${place}: ${key} lacks {${name}}`);
      }
    }
  }
}

async function readLanguage(dir: string, locale: Locale, brand: Brand, faults: string[]): Promise<Map<string, Sentence>> {
  const file = join(dir, `${locale}.properties`);
  const sentences = new Map<string, Sentence>();
  for (const [key, ofPages] of Object.entries(QUOTED_BY_PAGES)) {
    const text = elided(locale, catalogues[locale][ofPages], { brand: brand.name });
    sentences.set(key, { ...parseMessage(text, locale), text, place: `src/i18n/${locale}.ts: ${ofPages}` });
  }
  try {
    for (const [key, { value, line }] of parseProperties(await readFile(file, 'utf8'))) {
      const place = `${file}:${line}`;
      try {
        if (sentences.has(key)) throw new Error('stands in the pages’ file already');
        if (value.includes('${')) throw new Error('Keycloak would resolve ${…} itself; write {name}');
        const text = elided(locale, value, { brand: brand.name });
        sentences.set(key, { ...parseMessage(text, locale), text, place });
      } catch (error) {
        faults.push(`${place}: ${key}: ${(error as Error).message}`);
      }
    }
  } catch (error) {
    faults.push(
      error instanceof PropertiesError ? `${file}:${error.line}: ${error.message}` : `${file}: ${(error as Error).message}`,
    );
  }
  return sentences;
}
