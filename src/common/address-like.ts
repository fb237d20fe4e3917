/**
 * Whether somebody's name holds what mail programs make a link of: a web address, a host, an e-mail address. A name goes into the greeting
 * of mails that bear our sender, and a stranger must not write advertisements there. Abbreviations are no addresses: "J. R.", "O.N.C.E.",
 * "Dr.Ruiz", "fco.javier". What passes all the same is no link either: the mails put a space behind its dot (email-templates/functions.ftl).
 */
export function isAddressLike(name: string): boolean {
  if (TURNED.test(name)) return true;
  // The name without invisible characters, and with wide dots as dots, as mail programs may read it.
  const read = name
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replaceAll('\u3002', '.');
  return ADDRESSES.some((address) => address.test(read));
}

/** Characters that change the direction of the text behind them: with one, "moc.live" is shown as an address. */
const TURNED = /[\u202A-\u202E\u2066-\u2069]/u;

/** Signs that mail programs take for the dot of a host. */
const DOT = '[.\\u2024\\u3002\\uFE52\\uFF0E\\uFF61]';
/** One letter between dots: "O.N.C.E." stays as it is. */
const INITIAL = `(?!(?<=(?<![\\p{L}\\p{N}])\\p{L}${DOT})\\p{L}(?:[.,;\\s]|$))`;
/** A figure between figures: "1.250" and "10:30" stay. */
const FIGURE = '(?!(?<=\\d.)\\d)';
const DOTS = new RegExp(`${DOT}(?=\\S)${INITIAL}${FIGURE}`, 'gu');
const COLONS = new RegExp(`[:\\uFF1A](?=\\S)${FIGURE}`, 'gu');

/** A line of text of which no mail program makes a link, as Keycloak's mails write it (`unlinked` of email-templates/functions.ftl). */
export function unlinked(line: string): string {
  return line
    .replace(/(\d)\.(\d+)\.(\d+)\.(?=\d)/g, '$1. $2. $3. ')
    .replace(new RegExp(TURNED, 'g'), '')
    .replace(DOTS, '$& ')
    .replace(/\s*([@\uFE6B\uFF20])\s*/g, ' $1 ')
    .replace(COLONS, '$& ')
    .replace(/[/\\](?=[/\\])/g, '$& ');
}

/** Endings of host names that are no words; any two letters are a country's. */
const ENDINGS = [
  ...['com', 'net', 'org', 'info', 'biz', 'edu', 'gov', 'app', 'dev', 'cloud', 'shop', 'store', 'online', 'site', 'website'],
  ...['xyz', 'top', 'club', 'live', 'link', 'click', 'icu', 'vip', 'win', 'bet', 'casino', 'cat', 'eus', 'gal', 'blog', 'page'],
];

const ADDRESSES: readonly RegExp[] = [
  /:\/\/|\b(?:https?|ftp|mailto|tel|sms):/i,
  /(?:^|[^\p{L}\p{N}])www\d?\./iu,
  /[^\s@]@[^\s@]/u,
  new RegExp(`[\\p{L}\\p{N}]\\.(?:${ENDINGS.join('|')})(?![\\p{L}\\p{N}])`, 'iu'),
  // Only in lower case: "MA.JE" is a woman's name.
  /[\p{L}\p{N}]\.[a-z]{2}(?![\p{L}\p{N}])/u,
  /(?:^|[^\p{N}.])\d{1,3}(?:\.\d{1,3}){3}(?![\p{N}.])/u,
];
