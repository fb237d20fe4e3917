import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { DIST } from '../common/paths.ts';
import { type Brand, brandFault, DEFAULT_BRAND_FILE, readBrand } from '../settings/brand.ts';
import { buildAssets } from './assets/assets.ts';
import { compressAssets } from './assets/compress.ts';
import { publish } from './assets/publish.ts';
import { BuildError, type BuildOptions } from './common/builder.ts';
import { buildMails } from './mails/mails.ts';
import { buildViews } from './pages/views.ts';
import { packThemes } from './themes/jar.ts';
import { buildThemes } from './themes/themes.ts';

/**
 * The second half of `npm run build`: brand + sources → what Keycloak and the browser load. Everything is built beside `dist/` first
 * and moved in when all of it is good, so a failed build leaves what was last built in place.
 *
 *     node dist/server/build/main.js [--brand FILE] [--out DIR]      FILE: themes/brand.json or $BRAND_FILE · DIR: dist
 */
const BUILDERS: Record<string, (options: BuildOptions) => Promise<void>> = {
  'browser files': buildAssets,
  mails: buildMails,
  'login and account themes': buildThemes,
  'page templates': buildViews,
};

export async function buildAll(brandFile: string, outDir: string, say: (line: string) => void): Promise<void> {
  const brand = readBrandOrExplain(brandFile);
  await mkdir(dirname(outDir), { recursive: true });
  const staging = await mkdtemp(join(dirname(outDir), '.build-'));
  try {
    // All of them run to their end, so that every fault is told and nothing writes into a folder that is being removed.
    const results = await Promise.allSettled(
      Object.entries(BUILDERS).map(async ([what, builder]) => {
        const started = performance.now();
        await builder({ brand, outDir: staging });
        return `built ${what} for ${brand.name} in ${Math.round(performance.now() - started)} ms`;
      }),
    );
    const faults = results.filter((result) => result.status === 'rejected').map(({ reason }) => messageOf(reason));
    if (faults.length > 0) throw new BuildError(faults.join('\n'));
    await compressAssets(join(staging, 'public'));
    await packThemes(staging);
    await publish(staging, outDir);
    for (const result of results) if (result.status === 'fulfilled') say(result.value);
  } finally {
    await rm(staging, { recursive: true, force: true, maxRetries: 10 });
  }
}

function readBrandOrExplain(file: string): Brand {
  try {
    return readBrand(file);
  } catch (cause) {
    throw new BuildError(`the brand file ${file} ${brandFault(cause)}`, { cause });
  }
}

/** esbuild's and mjml's errors carry file and line in their message already; paths are shown from here. */
const messageOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).replaceAll(`${process.cwd()}/`, '');

if (process.argv[1] === import.meta.filename) {
  const { values } = parseArgs({ options: { brand: { type: 'string' }, out: { type: 'string' } } });
  const brandFile = resolve(values.brand ?? process.env.BRAND_FILE ?? DEFAULT_BRAND_FILE);
  const outDir = resolve(values.out ?? DIST);
  try {
    await buildAll(brandFile, outDir, console.log);
  } catch (error) {
    console.error(`build failed: ${messageOf(error)}\nWhat was built before stays in ${relative(process.cwd(), outDir) || '.'}.`);
    process.exitCode = 1;
  }
}
