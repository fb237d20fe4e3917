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
