import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/** Secrets of the embedded start: made up once, so that a second start finds the client in Keycloak's data and the sessions still valid. */
const secrets = z.object({ clientSecret: z.string().min(32), sessionSecret: z.string().min(32) });

export type Secrets = z.infer<typeof secrets>;

const random = () => randomBytes(32).toString('hex');

/** Reads `{dataDir}/secrets.json`; when it is missing or damaged, makes new ones, readable by this user only. */
export async function keepSecrets(dataDir: string): Promise<Secrets> {
  const file = join(dataDir, 'secrets.json');
  try {
    return secrets.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    const made: Secrets = { clientSecret: random(), sessionSecret: random() };
    await mkdir(dataDir, { recursive: true });
    await writeFile(file, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600 });
    return made;
  }
}
