import type { OptionsDictionary, OptionsGraph } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary as common } from '@zxcvbn-ts/language-common';
import { dictionary as spanish } from '@zxcvbn-ts/language-es-es';
import { type Dictionaries, sortWithinDoublings } from './packing.ts';
import { createEstimator, type Estimator } from './score.ts';

/**
 * The word lists behind the strength meter, for the server and, through the build, for the browser:
 * the most frequent words of each list, as many as 200 KB (brotli) can carry.
 */
const LARGE_LISTS: [name: string, most: number][] = [
  ['passwords-common', 30_000],
  ['firstnames-es-es', 2_000],
  ['commonWords-es-es', 20_000],
  ['lastnames-es-es', 8_000],
  ['wikipedia-es-es', 10_000],
  ['diceware-common', 8_000],
];

export function selectDictionaries(): Dictionaries {
  const source: OptionsDictionary = { ...common, ...spanish };
  const dictionary: OptionsDictionary = { ...source };
  const seen = new Set<string | number>();
  for (const [name, most] of LARGE_LISTS) {
    // A word counts once, in the first list that has it.
    const words = (source[name] ?? []).map(String).filter((word) => !seen.has(word) && !/[A-Z]/.test(word));
    dictionary[name] = sortWithinDoublings(words.slice(0, most));
    for (const word of dictionary[name]) seen.add(word);
  }
  return { dictionary, graphs: adjacencyGraphs as OptionsGraph };
}

let estimator: Estimator | undefined;

/** The server's estimator, made at the first call (it takes about 100 ms). */
export const estimateStrength: Estimator = (password, personal) => {
  if (!estimator) {
    const { dictionary, graphs } = selectDictionaries();
    estimator = createEstimator(dictionary, graphs);
  }
  return estimator(password, personal);
};
