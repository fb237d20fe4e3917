import { isAddressLike } from '../../common/address-like.ts';

/** How long the word of whoever invites may be. */
export const MESSAGE_LENGTH = 500;
export const MESSAGE_LINES = 20;

/** The units that they may take in a program's memory, so that no "character" grows without end; what the realm's profile stores of one. */
export const MESSAGE_UNITS = 4000;

const graphemes = new Intl.Segmenter('es', { granularity: 'grapheme' });

/** Whether a text has more characters than a word may have, counted as people do: an emoji of several signs, or a letter with its accents, is one. */
export function isTooLong(text: string): boolean {
  return text.length > MESSAGE_UNITS || (text.length > MESSAGE_LENGTH && [...graphemes.segment(text)].length > MESSAGE_LENGTH);
}

/**
 * A word from whoever invites, as it is stored and mailed: lines are kept, without spaces at their ends; two paragraphs have one empty line between
 * them, however many were typed.
 */
export function asMessage(typed: string): string {
  return typed
    .replace(/\r\n?|[\u0085\u2028\u2029\v\f]/g, '\n')
    .replace(/[^\S\n]*\n[^\S\n]*/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .replaceAll('\t', ' ')
    .trim();
}

/**
 * Whether it holds nothing but text: no control characters, none that turn the direction of a line or carry hidden text, none that are no character at all;
 * and something that can be seen, if anything.
 */
export function isPlainText(message: string): boolean {
  return !SIGNS.test(message) && (message === '' || SEEN.test(message));
}

const SIGNS = /(?!\n)\p{Cc}|[\p{Cs}\p{Co}\p{Cn}\ufffd\u202A-\u202E\u2066-\u2069\u{E0000}-\u{E007F}]/u;
/** Braille's empty cell is drawn, as nothing. */
const SEEN = /[^\s\p{Z}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/u;

/** Whether it holds what mail programs make a link of (address-like.ts). A colon with a space behind it makes none: "Tel: 600 000 000". */
export function holdsLink(message: string): boolean {
  return isAddressLike(message.replace(/:(?=[^\S\n])/g, ' '));
}
