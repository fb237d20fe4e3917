import sanitizeHtml from 'sanitize-html';
import { type PageLocale, translate } from '../../i18n/index.ts';
import { fingerprintOf, type Terms, termsStep } from '../../keycloak/ride/steps/terms.ts';
import type { Way } from './way.ts';

/**
 * The realm's terms and conditions: its own text, or a link to it, and a box to tick.
 * @param terms undefined where they were accepted on a screen before, and are not shown.
 */
export function termsWay(terms: Terms | undefined, pageLocale: PageLocale): Way {
  return {
    page: termsStep.page,
    model(typed, faults) {
      if (!terms) return {};
      const { html, locale } = terms;
      const fingerprint = fingerprintOf(html);
      const link = linkOf(html);
      // A yes to another text is none to this one.
      const saysYes = typed?.terms === 'yes';
      const accepted = saysYes && typed.termsShown === fingerprint;
      const found = saysYes && !accepted && faults.length === 0 ? [translate(pageLocale, 'terms.otherText')] : faults;
      return { terms: { ...(link ? { link } : { html: safe(html) }), locale, fingerprint, accepted, faults: found } };
    },
    read({ terms, termsShown }) {
      if (terms === 'yes') return { answer: { terms: String(termsShown ?? '') }, faults: [] };
      // A form without them was made before they were asked for.
      return { answer: {}, faults: [translate(pageLocale, termsShown === undefined ? 'terms.changed' : 'terms.required')] };
    },
    faultsOf: () => [translate(pageLocale, 'terms.changed')],
  };
}

/** Text, lists, tables and links. Headings are of one rank, because the page's own title is the only one above them. */
function safe(html: string): string {
  return sanitizeHtml(html, {
    allowedTags: [
      ...['p', 'h2', 'ul', 'ol', 'li', 'dl', 'dt', 'dd', 'blockquote', 'hr', 'br', 'strong', 'b', 'em', 'i', 'u', 'sub', 'sup'],
      ...['table', 'caption', 'thead', 'tbody', 'tr', 'th', 'td', 'a'],
    ],
    allowedAttributes: { a: ['href', 'target', 'rel'], ol: ['start'], th: ['colspan', 'rowspan'], td: ['colspan', 'rowspan'] },
    allowedSchemes: ['https', 'http', 'mailto', 'tel'],
    allowProtocolRelative: false,
    transformTags: {
      ...Object.fromEntries(['h1', 'h3', 'h4', 'h5', 'h6'].map((tag) => [tag, 'h2'])),
      // The form stays open beside it.
      a: (tagName, { href = '' }) => ({ tagName, attribs: { href, target: '_blank', rel: 'noopener noreferrer' } }),
    },
  });
}

/** The address, where the realm's text is one and nothing else. */
function linkOf(html: string): string | undefined {
  const text = sanitizeHtml(html, { allowedTags: [], allowedAttributes: {} }).replaceAll('&amp;', '&').trim();
  return /^https?:\/\/\S+$/.test(text) && URL.canParse(text) ? text : undefined;
}
