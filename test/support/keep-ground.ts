import { rm, writeFile } from 'node:fs/promises';
import { KEPT_BASE, layBase } from './ground.ts';

/** `npm run test:ground`: keeps a Keycloak and a mail catcher running, on which test runs beside it start in seconds. Ctrl-C ends it. */
const log = (line: string) => process.stderr.write(`${line}\n`);
const base = await layBase(log);
await writeFile(KEPT_BASE, JSON.stringify(base.environment));
log(`kept until Ctrl-C: ${base.environment.keycloakUrl}; a change of keycloak-realm.json or of a theme needs a new start`);
await new Promise<void>((resolve) => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
});
await rm(KEPT_BASE, { force: true });
await base.stop();
