import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { ROOT } from '../common/paths.ts';
import { LOOPBACK } from './machine/ports.ts';
import { SetupError } from './machine/setup-error.ts';
import { type Supervised, supervise } from './machine/supervised-process.ts';

export interface MailCatcherOptions {
  smtpPort: number;
  webPort: number;
  /** Mails are kept here as .eml files and shown again after a restart. */
  mailDir: string;
  logFile: string;
}

export interface MailCatcher {
  smtpUrl: string;
  /** The page that shows the mails; its REST API is under `/api`. */
  webUrl: string;
  stop(): Promise<void>;
}

const PROGRAM = join(ROOT, 'node_modules', 'maildev', 'dist', 'bin', 'maildev.js');

/** How many mails are kept: plenty for a demo, and memory stays bounded under a bulk import. */
const MAX_MAILS = 20_000;

/**
 * Catches every mail that Keycloak and the sidecar send, whoever it is addressed to, and shows it in the browser. MailDev runs as a
 * process of its own: thousands of mails neither slow down nor fill up the process that started it. It is a development dependency.
 */
export async function startMailCatcher({ smtpPort, webPort, mailDir, logFile }: MailCatcherOptions): Promise<MailCatcher> {
  if (!existsSync(PROGRAM)) {
    throw new SetupError('the mail catcher (maildev) is not installed: run npm ci without --omit=dev, or set KEYCLOAK_URL');
  }
  await mkdir(mailDir, { recursive: true });
  const ports = [`--smtp=${smtpPort}`, `--ip=${LOOPBACK}`, `--web=${webPort}`, `--web-ip=${LOOPBACK}`];
  const catcher = await supervise({
    command: process.execPath,
    args: [PROGRAM, ...ports, `--mail-directory=${mailDir}`, `--max-emails=${MAX_MAILS}`],
    env: { PATH: process.env.PATH },
    cwd: mailDir,
    logFile,
  });
  const webUrl = `http://localhost:${webPort}`;
  try {
    await untilHealthy(catcher, `${webUrl}/api/healthz`);
  } catch (error) {
    await catcher.stop();
    throw error;
  }
  return { smtpUrl: `smtp://localhost:${smtpPort}`, webUrl, stop: () => catcher.stop(3_000) };
}

async function untilHealthy(catcher: Supervised, address: string): Promise<void> {
  const deadline = Date.now() + 30_000;
  while (Date.now() < deadline) {
    if (!catcher.running)
      throw new SetupError(`the mail catcher ended while starting: ${(await catcher.output()).at(-1) ?? 'no output'}`);
    const response = await fetch(address).catch(() => undefined);
    if (response?.ok) return;
    await delay(100);
  }
  throw new SetupError('the mail catcher did not answer within 30 seconds');
}
