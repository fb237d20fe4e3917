import { readdirSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { ROOT } from '../common/paths.ts';
import { fetchKeycloak } from '../dev/keycloak/keycloak.ts';
import { SetupError } from '../dev/machine/setup-error.ts';
import { findJava } from '../dev/machine/tools.ts';
import { DEFAULT_BRAND_FILE, LOCALES, type Locale, readBrand } from '../settings/brand.ts';
import { MAIL_SOURCES } from './mails/mails.ts';
import { closeUp, type Exhibit, obstacle, overview, type Scheme, show } from './preview/gallery.ts';
import { mailExhibits } from './preview/mails.ts';
import { pageExhibits } from './preview/pages.ts';

/**
 * `npm run preview`: every mail and page, in every language, width and colour scheme, at http://localhost:4000 (PREVIEW_PORT). Built from the
 * sources whenever they have changed: save and reload. Mails are rendered by Keycloak's own classes, so the first start fetches Keycloak.
 */
const { env } = process;
const port = Number(env.PREVIEW_PORT ?? 4000);
const brandFile = env.BRAND_FILE ?? DEFAULT_BRAND_FILE;
const log = (line: string) => process.stderr.write(`${line}\n`);

let built: { stamp: number; exhibits: Promise<Exhibit[]> } | undefined;

try {
  const java = await findJava(env);
  const keycloakHome = await fetchKeycloak({ dataDir: env.DATA_DIR ?? join(ROOT, '.data'), env, log });
  /** The collections of the gallery; another one is a line here. */
  const collect = async () =>
    (await Promise.all([mailExhibits(readBrand(brandFile), { java, keycloakHome }), pageExhibits()])).flat();

  const server = createServer(async (request, response) => {
    const answer = await respond(new URL(request.url ?? '/', 'http://localhost'), collect);
    response.writeHead(answer === undefined ? 404 : 200, {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
    });
    response.end(answer ?? obstacle('There is nothing at this address.'));
  });
  server.on('error', (error) => {
    log(`the preview cannot listen on port ${port}: ${error.message}`);
    process.exitCode = 1;
  });
  server.listen(port, '127.0.0.1', () => log(`preview at http://localhost:${port}`));
} catch (error) {
  log(error instanceof SetupError ? error.message : String(error));
  process.exitCode = 1;
}

async function respond(url: URL, collect: () => Promise<Exhibit[]>): Promise<string | undefined> {
  const locale = LOCALES.find((candidate) => candidate === url.searchParams.get('locale')) ?? 'es';
  const [, kind, id = ''] = url.pathname.split('/').map(decodeURIComponent);
  try {
    const exhibits = await current(collect);
    if (kind === '') return overview(exhibits, locale as Locale);
    const exhibit = exhibits.find((candidate) => candidate.id === id && candidate.locale === locale);
    if (!exhibit) return undefined;
    if (kind === 'exhibit') return closeUp(exhibit);
    const scheme: Scheme = url.searchParams.get('scheme') === 'dark' ? 'dark' : 'light';
    return kind === 'show' ? show(exhibit, scheme) : undefined;
  } catch (error) {
    return obstacle((error as Error).message);
  }
}

/** The exhibits of the sources as they are now. */
function current(collect: () => Promise<Exhibit[]>): Promise<Exhibit[]> {
  const files = readdirSync(MAIL_SOURCES, { recursive: true, encoding: 'utf8' }).map((file) => join(MAIL_SOURCES, file));
  const stamp = Math.max(...[brandFile, ...files].map((file) => statSync(file).mtimeMs));
  if (built?.stamp !== stamp) built = { stamp, exhibits: collect() };
  return built.exhibits;
}
