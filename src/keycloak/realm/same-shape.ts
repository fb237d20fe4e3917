import { randomInt } from 'node:crypto';

/**
 * A random text of the same shape as another: letters for letters, digits for digits, everything else unchanged; of an address, the domain stays. It
 * mostly meets the same patterns of a realm as the original.
 */
export function sameShape(text: string, random: (below: number) => number = randomInt): string {
  const [local, domain] = split(text);
  return local.replaceAll(/[a-z]/g, () => letter(random)).replaceAll(/\d/g, () => String(random(10))) + domain;
}

/** What stands before the domain of an address, and the domain with its `@`: empty where there is none. */
function split(text: string): [local: string, domain: string] {
  const at = text.lastIndexOf('@');
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at)];
}

const letter = (random: (below: number) => number): string => String.fromCharCode(97 + random(26));

/** A text that differs from another in one letter or digit before the domain; at the end of the local part where it has neither. */
export function neighbour(text: string, random: (below: number) => number = randomInt): string {
  const [local, domain] = split(text);
  const places = [...local.matchAll(/[a-z\d]/g)].map(({ index }) => index);
  if (places.length === 0) return `${local}${random(10)}${domain}`;
  const place = places[random(places.length)] ?? 0;
  const now = local[place] ?? '';
  const other = /\d/.test(now) ? String((Number(now) + 1 + random(9)) % 10) : moved(now, 1 + random(25));
  return local.slice(0, place) + other + local.slice(place + 1) + domain;
}

const moved = (letterNow: string, by: number): string => String.fromCharCode(97 + ((letterNow.charCodeAt(0) - 97 + by) % 26));
