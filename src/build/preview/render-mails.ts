import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { Locale } from '../../settings/brand.ts';
import type { Sample } from './samples.ts';

export interface RenderJob extends Sample {
  locale: Locale;
}

export interface RenderedMail {
  subject: string;
  html: string;
  text: string;
}

export interface RenderOptions {
  java: string;
  /** An unpacked Keycloak: its own FreeMarker and message classes do the work. */
  keycloakHome: string;
  /** A built e-mail theme. */
  themeDir: string;
  /** In place of what theme.properties takes from Keycloak's environment. */
  properties: { publicUrl: string; supportEmail: string; timeZone: string };
}

/** Renders mails as Keycloak would, without starting it: about three seconds for all. Throws for the first template that fails. */
export async function renderMails(jobs: RenderJob[], options: RenderOptions): Promise<RenderedMail[]> {
  const classPath = join(options.keycloakHome, 'lib', 'lib', 'main', '*');
  const program = join(import.meta.dirname, 'RenderMails.java');
  const args = ['-XX:TieredStopAtLevel=1', '-cp', classPath, program, options.themeDir];
  const renderer = spawn(options.java, args, { stdio: ['pipe', 'pipe', 'pipe'] });
  renderer.stdin.end(JSON.stringify(jobs.map(({ id, ...job }) => ({ ...job, properties: options.properties }))));
  const [output, complaint, code] = await Promise.all([
    text(renderer.stdout),
    text(renderer.stderr),
    new Promise<number | null>((resolve, reject) => renderer.on('error', reject).on('close', resolve)),
  ]);
  if (code !== 0) throw new Error(`the mails cannot be rendered: ${complaint.trim()}`);
  const mails = JSON.parse(output) as (RenderedMail & { error?: string })[];
  const failed = mails.find(({ error }) => error !== undefined);
  if (failed) throw new Error(failed.error);
  return mails;
}
