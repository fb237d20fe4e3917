import { domainToASCII } from 'node:url';

/**
 * Whether a text is an e-mail address that an account can have: what Keycloak 26.7 takes (EmailValidationUtil), without what nobody means
 * who types or pastes an address: quoted local parts, `[127.0.0.1]`, typographic quotation marks, signs in the domain. The one rule for
 * every door. What a realm asks for beyond it is its own (address-rules.ts).
 */
export function isEmailAddress(text: string): boolean {
  const at = text.lastIndexOf('@');
  const [local, domain] = [text.slice(0, at), text.slice(at + 1)];
  if (at < 1 || local.length > MAX_LOCAL || !LOCAL_PART.test(local) || !DOMAIN.test(domain)) return false;
  const ascii = domainToASCII(domain);
  return ascii !== '' && ascii.length <= MAX_DOMAIN && ascii.split('.').every((label) => label.length <= MAX_LABEL);
}

/** Most characters of local part, domain and label (RFC 5321 §4.5.3.1, RFC 1035 §2.3.4). */
const [MAX_LOCAL, MAX_DOMAIN, MAX_LABEL] = [64, 255, 63];

/** Beyond ASCII letters of the first 65,536 characters, as Keycloak's are: no spaces, no signs that nobody sees, no quotation marks. */
const LETTER = '(?![\\p{C}\\p{Z}\\p{Pi}\\p{Pf}\\p{Ps}])[\\u0080-\\uffff]';
const LOCAL_PART = new RegExp(
  `^(?:[a-z0-9!#$%&'*+/=?^_\`{|}~-]|${LETTER})+(?:\\.(?:[a-z0-9!#$%&'*+/=?^_\`{|}~-]|${LETTER})+)*$`,
  'iu',
);
const LABEL = `(?:[a-z0-9]|(?!\\p{P})${LETTER})+(?:-+(?:[a-z0-9]|(?!\\p{P})${LETTER})+)*`;
const DOMAIN = new RegExp(`^${LABEL}(?:\\.${LABEL})*$`, 'iu');

/**
 * Whether Keycloak would mail another domain than an address names. It writes domains by the rules of 2003 (`java.net.IDN`, RFC 3490), by which ß is
 * ss, ς is σ, and the two joiners U+200C and U+200D are nothing; by those that count since 2010 (RFC 5892, UTS #46) they are letters of their own, and
 * `straße.test` and `strasse.test` may belong to two people. The ASCII form (`xn--strae-oqa.test`) means one domain by either.
 */
export function isMailedElsewhere(address: string): boolean {
  const at = address.lastIndexOf('@');
  // Keycloak puts addresses in lower case: ẞ becomes ß, and Σ at the end of a word ς.
  return at >= 0 && /[ß\u03c2\u200c\u200d]/u.test(address.slice(at).toLowerCase());
}
