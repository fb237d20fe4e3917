import { randomInt } from 'node:crypto';

/**
 * A text of the same shape as another: letters for letters, digits for digits, everything else as it was; of an address, the domain stays. What a
 * realm's patterns ask of names, such a text mostly meets, too.
 */
export function sameShape(text: string, random: (below: number) => number = randomInt): string {
  const at = text.lastIndexOf('@');
  const [local, rest] = at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at)];
  return local.replaceAll(/[a-z]/g, () => letter(random)).replaceAll(/\d/g, () => String(random(10))) + rest;
}

const letter = (random: (below: number) => number): string => String.fromCharCode(97 + random(26));
