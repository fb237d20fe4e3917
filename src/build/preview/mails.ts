import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Brand, LOCALES } from '../../settings/brand.ts';
import { buildMails } from '../mails/mails.ts';
import type { Exhibit } from './gallery.ts';
import { ownMailExhibits } from './own-mails.ts';
import { type RenderOptions, renderMails } from './render-mails.ts';
import { samples } from './samples.ts';

/** Every mail, of Keycloak and of the sidecar, with sample data in every language, from the sources as they are now. */
export async function mailExhibits(brand: Brand, options: Pick<RenderOptions, 'java' | 'keycloakHome'>): Promise<Exhibit[]> {
  const outDir = await mkdtemp(join(tmpdir(), 'preview-'));
  try {
    await buildMails({ brand, outDir });
    const jobs = LOCALES.flatMap((locale) => samples(locale).map((sample) => ({ ...sample, locale })));
    const rendered = await renderMails(jobs, {
      ...options,
      themeDir: join(outDir, 'themes', 'amperecloud', 'email'),
      properties: { publicUrl: 'https://cuenta.example.com', supportEmail: brand.supportEmail, timeZone: 'Europe/Madrid' },
    });
    const ofKeycloak = jobs.flatMap(({ id, locale }, index) => {
      const mail = rendered[index];
      return mail ? [{ id, locale, title: mail.subject, html: mail.html, text: mail.text }] : [];
    });
    return [...ofKeycloak, ...ownMailExhibits(brand, join(outDir, 'server', 'own-mails'))];
  } finally {
    await rm(outDir, { recursive: true, force: true });
  }
}
