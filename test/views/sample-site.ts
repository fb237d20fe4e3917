import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { pageSamples } from '../../src/build/page-samples/page-samples.ts';
import { PAGE_LOCALES, type PageLocale } from '../../src/i18n/index.ts';
import { PUBLIC_DIR, readAssets } from '../../src/views/assets.ts';
import { AXE_SOURCE } from '../support/browser.ts';

/** Every page in every state, served under the product's own content policy, with what `npm run build` made. */
export interface SampleSite {
  origin: string;
  /** The samples of one language, such as `activate-errors.es`. */
  names(locale: PageLocale): string[];
  /** Whether the page takes the focus when it opens, as one with faults does. */
  takesFocus(name: string): boolean;
  close(): void;
}

const POLICY = "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'";
const TYPES: Record<string, string> = {
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
  '.webp': 'image/webp',
};
/** Scripts and styles stay compiled from one page to the next. */
const KEPT = { 'cache-control': 'max-age=3600' };

const drawn = pageSamples(readAssets());
const samples = new Map(drawn.map(({ name, html }) => [name, html]));

/** The language, other than Spanish, whose pages have the most letters: what fits in it fits in all. */
export const LONGEST_LANGUAGE: PageLocale = ((): PageLocale => {
  const letters = (locale: PageLocale): number =>
    drawn.reduce((sum, sample) => sum + (sample.locale === locale ? sample.html.length : 0), 0);
  return PAGE_LOCALES.filter((locale) => locale !== 'es').reduce((a, b) => (letters(b) > letters(a) ? b : a));
})();

export async function openSampleSite(): Promise<SampleSite> {
  const server = createServer((req, res) => {
    const path = decodeURI(req.url ?? '').slice(1);
    const html = samples.get(path);
    if (html)
      return res.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': POLICY }).end(html);
    // The progress of an import, from which nothing has come yet.
    if (path.endsWith('/progreso')) return res.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders();
    if (path === 'axe.js') return res.writeHead(200, { 'content-type': 'text/javascript', ...KEPT }).end(AXE_SOURCE);
    const file = join(PUBLIC_DIR, path.replace('assets/', ''));
    if (!path.startsWith('assets/') || !existsSync(file)) return res.writeHead(404).end();
    return res.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'text/plain', ...KEPT }).end(readFileSync(file));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    names: (locale) => [...samples.keys()].filter((name) => name.endsWith(`.${locale}`)),
    takesFocus: (name) => samples.get(name)?.includes(' autofocus') ?? false,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
