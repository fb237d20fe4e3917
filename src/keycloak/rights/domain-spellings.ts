import { domainToASCII, domainToUnicode } from 'node:url';

/** The domain of an address, in lower case. */
export const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1).toLowerCase();

/** Whether two addresses differ in the spelling of their domain at most. */
export const isSameAddress = (one: string, other: string): boolean =>
  localPart(one) === localPart(other) && oneSpelling(domainOf(one)) === oneSpelling(domainOf(other));
const localPart = (address: string): string => address.slice(0, address.lastIndexOf('@')).toLowerCase();

/** What begins a domain that stands for all below it, too. */
export const ALL_BELOW = '*.';

/**
 * A domain in the one spelling by which domains are compared: `bücher.test`, `BÜCHER.test` and `xn--bcher-kva.test` are the same (RFC 5891 §5; UTS #46). It
 * may begin with {@link ALL_BELOW}. A text that is no domain is only put in lower case.
 */
export const oneSpelling = (domain: string): string => respelled(domain, domainToASCII);

/** The spellings of a domain that somebody may have written down: its own first, in lower case. */
export function spellingsOf(domain: string): string[] {
  const spelt = oneSpelling(domain);
  const found = [domain.toLowerCase(), spelt, respelled(domain, domainToUnicode)];
  // What is decoded need not mean the same: `xn--sol-.test` is no way to write `sol.test`.
  return [...new Set(found.filter((each) => oneSpelling(each) === spelt))];
}

function respelled(domain: string, respell: (host: string) => string): string {
  const written = domain.toLowerCase();
  // Others have one spelling, and a number would be taken for the short form of an IP address.
  if (!/[^\0-\x7f]|(?:^|\.)xn--/u.test(written)) return written;
  const [prefix, host] = written.startsWith(ALL_BELOW) ? [ALL_BELOW, written.slice(ALL_BELOW.length)] : ['', written];
  const found = respell(host);
  return found === '' ? written : prefix + found;
}
