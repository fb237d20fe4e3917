import { type OptionsDictionary, type OptionsGraph, ZxcvbnFactory } from '@zxcvbn-ts/core';
import { folded } from '../common/folding.ts';

/**
 * How hard a password is to guess: zxcvbn with our dictionaries and what is known of the person.
 * The browser's worker and the server run this same file, so both come to the same score.
 */

/** What zxcvbn may find; each has its sentence `password.warning.…`. (`pwned` needs a matcher that we do not use.) */
export const WARNINGS = [
  'straightRow',
  'keyPattern',
  'simpleRepeat',
  'extendedRepeat',
  'sequences',
  'recentYears',
  'dates',
  'topTen',
  'topHundred',
  'common',
  'similarToCommon',
  'wordByItself',
  'namesByThemselves',
  'commonNames',
  'userInputs',
] as const;
export type Warning = (typeof WARNINGS)[number];

/** What zxcvbn may advise; each has its sentence `password.suggestion.…`. */
export const SUGGESTIONS = [
  'l33t',
  'reverseWords',
  'allUppercase',
  'capitalization',
  'dates',
  'recentYears',
  'associatedYears',
  'sequences',
  'repeated',
  'longerKeyboardPattern',
  'anotherWord',
  'useWords',
  'noNeed',
] as const;
export type Suggestion = (typeof SUGGESTIONS)[number];

export interface Strength {
  /** 0 very weak … 4 very strong: fewer than 10³, 10⁶, 10⁸, 10¹⁰ guesses, or more. */
  score: 0 | 1 | 2 | 3 | 4;
  warning?: Warning;
  suggestions: Suggestion[];
}

/** `personal`: names, address, company, brand … of the person, whole or in parts. */
export type Estimator = (password: string, personal: readonly string[]) => Strength;

/** zxcvbn's work grows fast with length and with letters written as digits; these limits keep the worst near 100 ms. */
const LIMITS = { maxLength: 64, l33tMaxSubstitutions: 20 };

export function createEstimator(dictionary: OptionsDictionary, graphs: OptionsGraph): Estimator {
  const zxcvbn = new ZxcvbnFactory({ dictionary, graphs, ...LIMITS });
  return (password, personal) => {
    const { score, feedback } = zxcvbn.check(password, personalWords(personal));
    const warning = WARNINGS.find((name) => name === feedback.warning);
    const suggestions = SUGGESTIONS.filter((name) => feedback.suggestions.includes(name));
    return warning === undefined ? { score, suggestions } : { score, warning, suggestions };
  };
}

/** "Ana.Ruiz@sol.test" → itself, "ana.ruiz", "ana", "ruiz", "sol" …: what people make passwords of. Shorter bits would match anything. */
export function personalWords(personal: readonly string[]): string[] {
  const words = new Set<string>();
  for (const text of personal) {
    const lower = text.trim().toLowerCase();
    const parts = lower.split(/[^\p{L}\p{N}]+/u);
    const all = [lower, ...lower.split('@'), parts.join(''), ...parts];
    for (const word of all.flatMap((one) => [one, folded(one)])) if (word.length >= 3 && word.length <= 100) words.add(word);
  }
  return [...words];
}
