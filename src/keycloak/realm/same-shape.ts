import { randomInt } from 'node:crypto';

/**
 * A random text of the same shape as another: letters for letters, digits for digits, everything else unchanged; of an address, the domain stays. It
 * mostly meets the same patterns of a realm as the original.
 */
export function sameShape(text: string, random: (below: number) => number = randomInt): string {
  const at = text.lastIndexOf('@');
  const [local, rest] = at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at)];
  return local.replaceAll(/[a-z]/g, () => letter(random)).replaceAll(/\d/g, () => String(random(10))) + rest;
}

const letter = (random: (below: number) => number): string => String.fromCharCode(97 + random(26));
