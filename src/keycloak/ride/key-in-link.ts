import { MAX_KEY_LENGTH, readActionToken } from './action-token.ts';

/** What is found in the text of a link. `damaged`: there was a key, and a part of it is missing or changed. */
export type KeyInLink = { kind: 'whole'; key: string } | { kind: 'damaged' } | { kind: 'none' };

/** Longest text that is looked at: a key whose every sign is escaped twice. */
const MAX_LINK_LENGTH = 5 * MAX_KEY_LENGTH;

/** Header and payload of a few tokens; a link that has more was made to keep us busy. */
const MAX_STARTS = 20;

/** Signs of a signature by its algorithm (RFC 7518 §3.2): whatever stands behind it is not of the key. */
const SIGNATURE: Record<string, number> = { HS256: 43, HS384: 64, HS512: 86 };

/** A header of a JWT, `{"…`, in base64url. */
const START = 'eyJ';

/**
 * The key in what a browser was given as a link, whatever mail programs have made of it: signs behind it (`.`, `)`, `>`), spaces and line
 * breaks in it, escapes of quoted-printable (`=3D`), HTML (`&amp;`) and addresses (`%2E`, `%252E`), the same key twice. That is safe: Keycloak
 * checks the signature of all that is read here. Of two keys that differ neither is taken.
 */
export function keyInLink(text: string): KeyInLink {
  const link = unescaped(text.slice(0, MAX_LINK_LENGTH));
  const whole = new Set<string>();
  for (let at = link.indexOf(START), n = 0; at >= 0 && n < MAX_STARTS; at = link.indexOf(START, at + 1), n += 1) {
    const key = wholeKey(link.slice(at, at + 2 * MAX_KEY_LENGTH));
    if (key !== undefined) whole.add(key);
  }
  const tokens = [...whole].filter((key) => readActionToken(key));
  const [key, ...others] = tokens.length > 0 ? tokens : [...whole];
  if (key !== undefined && others.length === 0) return { kind: 'whole', key };
  const hasKey = link.includes(START) || /(?:^|[?&;])(?:amp;)?key=+[^&=\s]/i.test(link);
  return { kind: hasKey ? 'damaged' : 'none' };
}

/** Without percent-encoding, as often as somebody has encoded it, and without signs of HTML. Letters that are not ASCII are none of a key's. */
function unescaped(text: string): string {
  let [before, now] = ['', text];
  for (let i = 0; i < 4 && now !== before; i += 1) {
    before = now;
    now = now.replace(/%([0-7][0-9a-f])/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  }
  return now.replace(/%[0-9a-f]{2}/gi, ' ').replace(/&(?:amp|lt|gt|quot|nbsp|#\d+);/gi, '&');
}

/** The key that a text begins with, whatever stands in between and behind; undefined where its signature is not whole. */
function wholeKey(text: string): string | undefined {
  const signs = text
    // Quoted-printable escapes a dot at the start of a line, and may escape any sign (RFC 2045 §6.7).
    .replace(/=(2D|2E|5F)/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replace(/[^\w.-]/g, '');
  const [, header = '', payload = '', rest = ''] = /^([\w-]+)\.([\w-]+)\.([\w-]+)/.exec(signs) ?? [];
  const algorithm = jsonOf(header)?.alg;
  if (typeof algorithm !== 'string' || !jsonOf(payload)) return undefined;
  const length = SIGNATURE[algorithm] ?? rest.length;
  return rest.length < length ? undefined : `${header}.${payload}.${rest.slice(0, length)}`;
}

function jsonOf(part: string): Record<string, unknown> | undefined {
  try {
    return Object(JSON.parse(Buffer.from(part, 'base64url').toString()));
  } catch {
    return undefined;
  }
}
