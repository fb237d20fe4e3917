import { LOCALES, type Locale } from '../../settings/brand.ts';

/** Something to look at: a mail or a page, in one language. A collection of them is all that the gallery knows. */
export interface Exhibit {
  id: string;
  locale: Locale;
  title: string;
  html: string;
  /** The plain-text part of a mail. */
  text?: string;
}

export type Scheme = 'light' | 'dark';

/** Mails are read in a column beside others. */
const WIDTHS = { mail: { desktop: 720, phone: 390 }, page: { wide: 1920, desktop: 1280, phone: 390 } } as const;
const SCHEMES: Scheme[] = ['light', 'dark'];

export const escapeHtml = (text: string): string => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
const path = (kind: string, id: string, query: Record<string, string>): string =>
  escapeHtml(`/${kind}/${encodeURIComponent(id)}?${new URLSearchParams(query)}`);

/** All exhibits of one language, small. */
export function overview(exhibits: Exhibit[], locale: Locale): string {
  const cards = exhibits
    .filter((exhibit) => exhibit.locale === locale)
    .map(({ id, title }) => {
      const thumbnail = `<div class="thumbnail"><iframe src="${path('show', id, { locale, scheme: 'light' })}" tabindex="-1" title="${escapeHtml(title)}"></iframe></div>`;
      return `<li>${thumbnail}<a href="${path('exhibit', id, { locale })}">${escapeHtml(title)}</a><small>${escapeHtml(id)}</small></li>`;
    });
  return page('All mails and pages', languages(locale, '/'), `<ul class="cards">${cards.join('')}</ul>`);
}

/** One exhibit in each width and colour scheme, and as text. */
export function closeUp({ id, locale, title, text }: Exhibit): string {
  const frames = SCHEMES.flatMap((scheme) =>
    Object.entries(WIDTHS[text === undefined ? 'page' : 'mail']).map(
      ([name, width]) =>
        `<figure><figcaption>${name}, ${scheme}</figcaption><iframe width="${width}" height="1100" title="${name}, ${scheme}" src="${path('show', id, { locale, scheme })}"></iframe></figure>`,
    ),
  );
  const plain = text === undefined ? '' : `<figure><figcaption>text</figcaption><pre>${escapeHtml(text)}</pre></figure>`;
  return page(
    title,
    languages(locale, `/exhibit/${encodeURIComponent(id)}`),
    `<div class="frames">${frames.join('')}${plain}</div>`,
  );
}

/** The exhibit itself. The scheme is the one asked for, whatever the browser prefers. */
export function show({ html }: Exhibit, scheme: Scheme): string {
  const dark = /\(prefers-color-scheme:\s*dark\)/g;
  // Minified CSS has no space before the condition. By the style sheet's color-scheme, which counts for more than the meta
  // element's, the browser draws fields and scroll bars.
  return html
    .replace(dark, scheme === 'dark' ? ' all' : ' not all')
    .replaceAll('content="light dark"', `content="${scheme}"`)
    .replace(/color-scheme:\s*light dark/g, `color-scheme:${scheme}`);
}

/** The page that shows a fault in a source instead of the exhibit. */
export const obstacle = (message: string): string => page('Not built', '', `<pre class="fault">${escapeHtml(message)}</pre>`);

function languages(current: Locale, address: string): string {
  const link = (locale: Locale) =>
    locale === current ? `<strong>${locale}</strong>` : `<a href="${escapeHtml(address)}?locale=${locale}">${locale}</a>`;
  return `<a href="/?locale=${current}">All</a> · ${LOCALES.map(link).join(' ')}`;
}

function page(title: string, navigation: string, body: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escapeHtml(title)} · preview</title><style>
body{margin:0;padding:1.5rem;font:15px/1.5 system-ui,sans-serif;background:#e9ecf1;color:#14213a}
header{display:flex;gap:2rem;align-items:baseline;flex-wrap:wrap}h1{font-size:1.25rem;margin:0}
a{color:#0b5fa5}iframe{border:0;background:#fff;display:block}
.cards{list-style:none;padding:0;display:grid;grid-template-columns:repeat(auto-fill,240px);gap:2rem 1.5rem}
.cards li{position:relative}.cards a{color:inherit;font-weight:600;text-decoration:none}.cards a::after{content:'';position:absolute;inset:0}
.cards small{display:block;color:#51607a}
.thumbnail{height:300px;overflow:hidden;border-radius:8px;margin:0 0 .5rem;background:#fff}
.thumbnail iframe{width:720px;height:900px;transform:scale(.3334);transform-origin:0 0;pointer-events:none}
.frames{display:flex;gap:1.5rem;flex-wrap:wrap;align-items:flex-start}figure{margin:1rem 0 0}figcaption{color:#51607a}
pre{white-space:pre-wrap;overflow-wrap:anywhere;background:#fff;padding:1.5rem;max-width:640px}.fault{color:#b3261e;max-width:none}
</style></head><body><header><h1>${escapeHtml(title)}</h1><nav>${navigation}</nav></header>${body}</body></html>`;
}
