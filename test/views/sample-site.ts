import { existsSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { type DrawnSample, pageSamples } from '../../src/build/page-samples/page-samples.ts';
import type { PageLocale } from '../../src/i18n/index.ts';
import { PUBLIC_DIR, readAssets } from '../../src/views/assets.ts';
import { AXE_SOURCE } from '../support/browser.ts';

/** Every page in every state, served under the product's own content policy, with what `npm run build` made. */
export interface SampleSite {
  origin: string;
  /** The samples of one language, such as `activate-errors.es`. */
  names(locale: PageLocale): string[];
  /** {@link longestOfEach} */
  longest: string[];
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

/** Each page in the language, other than Spanish, in which it has the most letters: what fits in that one fits in all. */
function longestOfEach(): string[] {
  const longest = new Map<string, DrawnSample>();
  for (const sample of drawn.filter(({ locale }) => locale !== 'es')) {
    const page = sample.name.slice(0, -sample.locale.length);
    const other = longest.get(page);
    if (!other || sample.html.length > other.html.length) longest.set(page, sample);
  }
  return [...longest.values()].map(({ name }) => name);
}

/** What pages load: the build's files, and axe for the tests. */
export function answerWithAsset(req: IncomingMessage, res: ServerResponse): ServerResponse {
  const path = decodeURI(req.url ?? '').slice(1);
  if (path === 'axe.js') return res.writeHead(200, { 'content-type': 'text/javascript', ...KEPT }).end(AXE_SOURCE);
  const file = join(PUBLIC_DIR, path.replace('assets/', ''));
  if (!path.startsWith('assets/') || !existsSync(file)) return res.writeHead(404).end();
  return res.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'text/plain', ...KEPT }).end(readFileSync(file));
}

export async function openSampleSite(): Promise<SampleSite> {
  const server = createServer((req, res) => {
    const path = decodeURI(req.url ?? '').slice(1);
    const html = samples.get(path);
    if (html)
      return res.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': POLICY }).end(html);
    // The progress of an import, from which nothing has come yet.
    if (path.endsWith('/progreso')) return res.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders();
    return answerWithAsset(req, res);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    longest: longestOfEach(),
    names: (locale) => [...samples.keys()].filter((name) => name.endsWith(`.${locale}`)),
    takesFocus: (name) => samples.get(name)?.includes(' autofocus') ?? false,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
