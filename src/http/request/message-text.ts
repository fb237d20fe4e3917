import { isAddressLike } from '../../common/address-like.ts';

/** How long the word of whoever invites may be. */
export const MESSAGE_LENGTH = 500;
export const MESSAGE_LINES = 20;

/** How many characters a text has: code points, so that an emoji counts as one and not as the two that it takes in a program's memory. */
export function lengthOf(text: string): number {
  return [...text].length;
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

/** Whether it holds nothing but text: no control characters, none that turn the direction of a line, none that are no character at all. */
export function isPlainText(message: string): boolean {
  return !SIGNS.test(message);
}

const SIGNS = /(?!\n)\p{Cc}|[\p{Cs}\p{Co}\p{Cn}\ufffd\u202A-\u202E\u2066-\u2069]/u;

/** Whether it holds what mail programs make a link of (address-like.ts). A colon with a space behind it makes none: "Tel: 600 000 000". */
export function holdsLink(message: string): boolean {
  return isAddressLike(message.replace(/:(?=[^\S\n])/g, ' '));
}
