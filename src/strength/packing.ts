import type { OptionsDictionary, OptionsGraph } from '@zxcvbn-ts/core';

/**
 * Word lists small enough to send to a browser. zxcvbn needs a word's rank only roughly, so within each doubling of the rank
 * (1, 2–3, 4–7 …) the words are sorted, which lets every word share its beginning with the one before: brotli then makes
 * a third less of the list. No Node imports: the browser unpacks with this file.
 */

export interface Dictionaries {
  dictionary: OptionsDictionary;
  graphs: OptionsGraph;
}

export interface PackedDictionaries {
  lists: Record<string, string>;
  graphs: OptionsGraph;
}

export function packDictionaries({ dictionary, graphs }: Dictionaries): PackedDictionaries {
  return { lists: mapValues(dictionary, (words) => packWords(words.map(String))), graphs };
}

export function unpackDictionaries({ lists, graphs }: PackedDictionaries): Dictionaries {
  return { dictionary: mapValues(lists, unpackWords), graphs };
}

const mapValues = <A, B>(object: Record<string, A>, change: (value: A) => B): Record<string, B> =>
  Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value)]));

/** The order that packs well; a word's rank changes by less than a factor of two. */
export function sortWithinDoublings(words: readonly string[]): string[] {
  const sorted: string[] = [];
  for (let from = 0, size = 1; from < words.length; from += size, size *= 2) {
    sorted.push(...words.slice(from, from + size).sort());
  }
  return sorted;
}

const MOST_SHARED = 25;

/** Lower-case words → one text. A capital letter starts a word and says how many letters it shares with the one before (A = 0). */
function packWords(words: readonly string[]): string {
  let previous = '';
  let packed = '';
  for (const word of words) {
    let shared = 0;
    while (shared < Math.min(word.length, MOST_SHARED) && word[shared] === previous[shared]) shared++;
    packed += String.fromCharCode(65 + shared) + word.slice(shared);
    previous = word;
  }
  return packed;
}

function unpackWords(packed: string): string[] {
  let previous = '';
  return (packed.match(/[A-Z][^A-Z]*/g) ?? []).map((entry) => {
    previous = previous.slice(0, entry.charCodeAt(0) - 65) + entry.slice(1);
    return previous;
  });
}
