import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Handlebars from 'handlebars';
import { IntlMessageFormat } from 'intl-messageformat';
import { z } from 'zod';
import { DIST } from '../../common/paths.ts';
import { DEFAULT_LOCALE, pageLocaleOf } from '../../i18n/index.ts';
import { LOCALES, type Locale } from '../../settings/brand.ts';
import type { Kind } from './tally.ts';

export interface Summary {
  subject: string;
  html: string;
  text: string;
}

/** What a summary says: counts alone, nobody's name and nobody's address but that of whoever reads it. */
export interface SummaryData {
  locale: Locale;
  name: string;
  email: string;
  counts: Record<Kind, number>;
  /** Their list in the administration. */
  listUrl: string;
}

const sentencesSchema = z.record(
  z.enum(LOCALES),
  z.object({ constants: z.record(z.string(), z.string()), sentences: z.record(z.string(), z.string()) }),
);

/** The folder that the build fills (src/build/mails/own-mails.ts). */
const OWN_MAILS = join(DIST, 'server', 'own-mails');

/** Reads the built mail. Throws where nothing was built. */
export function createSummaryMail(directory = OWN_MAILS): (data: SummaryData) => Summary {
  const read = (file: string) => readFileSync(join(directory, file), 'utf8');
  const languages = sentencesSchema.parse(JSON.parse(read('sentences.json')));
  const engine = Handlebars.create();
  engine.registerHelper('t', (key: string, { data }: Handlebars.HelperOptions) => sentence(data.root, key));
  const options = { strict: true, knownHelpersOnly: true, knownHelpers: { t: true } };
  const html = engine.compile(read('daily-summary.html'), options);
  const text = engine.compile(read('daily-summary.txt'), { ...options, noEscape: true });

  function sentence(said: { language: Locale }, key: string): string {
    const { constants, sentences } = languages[said.language];
    const found = sentences[key];
    if (found === undefined) throw new Error(`the summary has no sentence ${key}`);
    return String(new IntlMessageFormat(found, said.language, undefined, { ignoreTag: true }).format({ ...said, ...constants }));
  }

  return ({ locale, name, email, counts, listUrl }) => {
    const number = new Intl.NumberFormat(locale);
    const shown = { language: locale, direction: 'ltr', name, hasName: name !== '', email, listUrl };
    const figures = {
      activated: number.format(counts.activated),
      failed: number.format(counts.failed),
      expiring: number.format(counts.expiring),
      hasActivated: counts.activated > 0,
      hasFailed: counts.failed > 0,
      hasExpiring: counts.expiring > 0,
    };
    const said = { ...shown, ...figures };
    const subject = sentence(said, 'summary.subject');
    return { subject, html: html({ ...said, subject }), text: text({ ...said, subject }) };
  };
}

/** The language of mails nearest to one that an account has stored; Spanish, the first one, for any other. */
export const mailLocaleOf = (tag: string | undefined): Locale => pageLocaleOf(tag) ?? DEFAULT_LOCALE;
