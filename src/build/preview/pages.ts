import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PUBLIC_DIR, readAssets } from '../../views/assets.ts';
import { pageSamples } from '../page-samples/page-samples.ts';
import type { Exhibit } from './gallery.ts';

const IMAGES: Record<string, string> = { svg: 'image/svg+xml', webp: 'image/webp' };

/** Every page in every state, whole: styles and images stand in the document, so that the gallery can choose its colour scheme. */
export async function pageExhibits(): Promise<Exhibit[]> {
  const assets = readAssets();
  const sheets = Object.values(assets).filter((file) => file.endsWith('.css'));
  const styles = new Map(
    await Promise.all(
      sheets.map(async (file): Promise<[string, string]> => [`/assets/${file}`, await readFile(join(PUBLIC_DIR, file), 'utf8')]),
    ),
  );
  const images = new Map(
    await Promise.all(
      Object.values(assets).map(async (file): Promise<[string, string]> => {
        const type = IMAGES[file.split('.').at(-1) ?? ''];
        return [`/assets/${file}`, type ? `data:${type};base64,${await readFile(join(PUBLIC_DIR, file), 'base64')}` : ''];
      }),
    ),
  );
  return pageSamples(assets).map(({ name, locale, html }) => ({
    id: `page-${name.replace(/\.\w+$/, '')}`,
    locale,
    title: /<title>([^<]*)/.exec(html)?.[1] ?? name,
    html: html
      .replace(/<link rel="stylesheet" href="([^"]*)">/g, (_, address) => `<style>${styles.get(address)}</style>`)
      .replace(/<script type="module"[^>]*><\/script>/g, '')
      .replace(/\/assets\/[\w.-]+/g, (address) => images.get(address) ?? address),
  }));
}
