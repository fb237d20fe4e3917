import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PUBLIC_DIR, readAssets } from '../../views/assets.ts';
import { pageSamples } from '../page-samples.ts';
import type { Exhibit } from './gallery.ts';

/** Every page in every state, whole: styles and sign stand in the document, so that the gallery can choose its colour scheme. */
export async function pageExhibits(): Promise<Exhibit[]> {
  const assets = readAssets();
  const css = await readFile(join(PUBLIC_DIR, assets['app.css'] ?? ''), 'utf8');
  const sign = await readFile(join(PUBLIC_DIR, assets['sign.svg'] ?? ''), 'base64');
  return pageSamples(assets).map(({ name, locale, html }) => ({
    id: `page-${name.replace(/\.\w+$/, '')}`,
    locale,
    title: /<title>([^<]*)/.exec(html)?.[1] ?? name,
    html: html
      .replace(/<link rel="stylesheet"[^>]*>/, () => `<style>${css}</style>`)
      .replace(/<script type="module"[^>]*><\/script>/g, '')
      .replaceAll(`/assets/${assets['sign.svg']}`, `data:image/svg+xml;base64,${sign}`),
  }));
}
