/**
 * How texts that people type are compared: as a keyboard without special letters writes them, without accents and in lower case. One rule for lists,
 * for what stands at users to find them by (invitations/record/findable.ts), for files of imports and for scripts of pages.
 */

/**
 * How words are written by which people are found. `plain` are words as a keyboard without special letters types them. `accents` is how earlier
 * versions wrote them, which took accents away alone: lists look for that until the worker has written plain words everywhere (findable-state.ts).
 */
export type Folding = 'plain' | 'accents';

/** Letters that Unicode does not take apart into a plain one and its accent. */
const PLAIN = new Map(
  Object.entries({ ß: 'ss', ł: 'l', ø: 'o', æ: 'ae', œ: 'oe', đ: 'd', ð: 'd', þ: 'th', ħ: 'h', ŧ: 't', ı: 'i' }),
);
const SPECIAL = new RegExp(`[${[...PLAIN.keys()].join('')}]`, 'g');
/** An l with the dot of Catalan l·l, and what stands for it. */
const L_WITH_DOT = /l[\u00b7\u2022\u2027\u2219\u22c5](?=l)/g;
/** Typewriter's and typographer's apostrophes, letters that look like one (Ukrainian, Hawaiian), and accents that stand in for one: `O´Connor`. */
const APOSTROPHES = /['\u2018\u2019\u02bc\u02bb`\u00b4\u2032\uff07]/g;
/** Characters of a word that people are found by: each is a row of Keycloak's database. */
const LONGEST = 100;

const withoutAccents = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

function plain(text: string): string {
  return withoutAccents(text)
    .replace(L_WITH_DOT, 'l')
    .replace(SPECIAL, (letter) => PLAIN.get(letter) ?? letter);
}

/** A text for comparison with another one: `Núñez` is `nunez`, `Straße` `strasse`, `O’Connor` `oconnor`. */
export const folded = (text: string): string => plain(text.replace(APOSTROPHES, ''));

/** The words of a text that is searched for: `Núñez-Martínez` are `nunez` and `martinez`, `Straße` is `strasse`, `O’Connor` are `o` and `connor`. */
export function foldedWords(text: string, folding: Folding = 'plain'): string[] {
  const letters = folding === 'plain' ? plain(text.replace(APOSTROPHES, ' ')) : withoutAccents(text);
  return letters.split(/[^\p{L}\p{N}]+/u).filter((word) => word.length > 0 && word.length <= LONGEST);
}
