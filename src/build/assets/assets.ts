import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { ROOT } from '../../common/paths.ts';
import { BuildError, type BuildOptions } from '../common/builder.ts';
import { tokensCss } from './colour-tokens.ts';
import { dictionaries } from './dictionaries.ts';
import { readGuidePictures } from './guide-pictures.ts';

/**
 * Browser files → `public/`, each named after its content so that it can be cached for ever, and
 * `public/manifest.json`: plain name → file, for example `{"app.css": "app.3F2K7QZL.css"}`.
 *
 * Entries: `src/styles/app.css`, `pages.css` and `ways.css`, every `src/browser/*.ts` (modules they share live in folders below it, declarations end in `.d.ts`),
 * the brand's sign (`sign.svg`) and the guide's pictures (`guide-*.webp`). A module gets the address of a worker's own bundle by `import url from 'worker:./strength-worker.ts'`.
 */
export const STYLES = join(ROOT, 'src', 'styles');
const STYLE_SHEETS = ['app.css', 'pages.css', 'ways.css'].map((file) => join(STYLES, file));
export const BROWSER = join(ROOT, 'src', 'browser');
const TARGET = ['chrome105', 'firefox115', 'safari15.6'];

export async function buildAssets({ brand, outDir }: BuildOptions): Promise<void> {
  const publicDir = join(outDir, 'public');
  await mkdir(publicDir, { recursive: true });
  const manifest = await bundle([...STYLE_SHEETS, ...(await browserEntries())], publicDir, [brandTokens(tokensCss(brand))]);
  const sign = await readSign(brand.sign);
  manifest['sign.svg'] = await writeHashed(publicDir, 'sign.svg', sign);
  for (const [name, content] of await readGuidePictures(brand, sign))
    manifest[name] = await writeHashed(publicDir, name, content);
  await writeFile(join(publicDir, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  await writeFile(
    join(outDir, 'brand.json'),
    `${JSON.stringify({ ...brand, sign: `public/${manifest['sign.svg']}`, guidePictures: undefined }, null, 2)}\n`,
  );
}

/** Bundles entries with esbuild into `dir`; returns plain name → hashed name. */
export async function bundle(
  entryPoints: string[],
  dir: string,
  plugins: Plugin[] = [],
  hashed = true,
): Promise<Record<string, string>> {
  const { metafile } = await build({
    entryPoints,
    outdir: dir,
    entryNames: hashed ? '[name].[hash]' : '[name]',
    bundle: true,
    format: 'esm',
    target: TARGET,
    minify: true,
    legalComments: 'none',
    metafile: true,
    logLevel: 'silent',
    plugins: [workers(dir), dictionaries(), ...plugins],
  });
  const entries = Object.entries(metafile.outputs).filter(([, output]) => output.entryPoint);
  return Object.fromEntries(
    entries.map(([path, output]) => [
      `${basename(output.entryPoint ?? '').replace(/\.\w+$/, '')}${extname(path)}`,
      basename(path),
    ]),
  );
}

/** `@import 'brand:tokens'` in a style sheet. */
export function brandTokens(css: string): Plugin {
  return {
    name: 'brand-tokens',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^brand:tokens$/ }, ({ path }) => ({ path, namespace: 'brand' }));
      onLoad({ filter: /.*/, namespace: 'brand' }, () => ({ contents: css, loader: 'css' }));
    },
  };
}

/** `import words from 'brand:frame'` in a script. */
export function frameWords(words: object): Plugin {
  return {
    name: 'brand-frame',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^brand:frame$/ }, ({ path }) => ({ path, namespace: 'brand-frame' }));
      onLoad({ filter: /.*/, namespace: 'brand-frame' }, () => ({ contents: JSON.stringify(words), loader: 'json' }));
    },
  };
}

/** `worker:./file.ts` is the address of that file's own bundle, beside the importing one wherever both are served from. */
function workers(dir: string): Plugin {
  return {
    name: 'workers',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^worker:/ }, ({ path, resolveDir }) => ({
        path: join(resolveDir, path.slice('worker:'.length)),
        namespace: 'worker',
      }));
      onLoad({ filter: /.*/, namespace: 'worker' }, async ({ path }) => {
        const [file] = Object.values(await bundle([path], dir));
        return { contents: `export default new URL(${JSON.stringify(`./${file}`)}, import.meta.url).href;`, loader: 'js' };
      });
    },
  };
}

async function browserEntries(): Promise<string[]> {
  const names = await readdir(BROWSER);
  return names.filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts')).map((name) => join(BROWSER, name));
}

export async function writeHashed(dir: string, name: string, content: string | Buffer): Promise<string> {
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 8).toUpperCase();
  const hashed = name.replace(/(\.\w+)$/, `.${hash}$1`);
  await writeFile(join(dir, hashed), content);
  return hashed;
}

/** The brand's sign, checked: it is shown on pages whose policy forbids scripts, and must not try to bring one. */
export async function readSign(file: string): Promise<string> {
  if (!existsSync(file)) throw new BuildError(`the brand's sign is missing: ${file}`);
  const svg = await readFile(file, 'utf8');
  if (!svg.includes('<svg') || /<script|\son\w+=|javascript:/i.test(svg)) throw new BuildError(`not a plain SVG image: ${file}`);
  return svg;
}
