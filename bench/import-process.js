import { Readable } from 'node:stream';
import { createBulk } from '../dist/server/bulk.js';
import { loadConfig } from '../dist/server/config.js';
import { createAdmin } from '../dist/server/keycloak/api/admin.js';
import { keycloakServer } from '../dist/server/keycloak/api/server.js';
import { createLogger } from '../dist/server/log.js';

/**
 * Imports a made-up file of so many rows with mails off; prints how fast it was and the most memory that it took. The built sidecar's own
 * modules, as `npm start` runs them: a loader of TypeScript in the same process would count as theirs.
 */
const rows = Number(process.argv[2]);
const config = loadConfig(process.env);
const { imports } = await createBulk({
  config,
  admin: createAdmin(config, keycloakServer(config)),
  logger: createLogger('warn'),
  mails: false,
});

function* file() {
  yield Buffer.from('correo,nombre,apellidos\n');
  for (let i = 0; i < rows; i += 1) yield Buffer.from(`muchas${i}@bench.test,María,Peña ${i % 97}\n`);
}

const started = performance.now();
const who = { userId: 'bench', reach: { all: true } };
const { id } = await imports.start(Readable.from(file()), { ...who, by: undefined, dryRun: false });
await imports.ended(id);
const rate = rows / ((performance.now() - started) / 1000);
const { created } = await imports.view(id, who);
if (created !== rows) throw new Error(`${created} accounts of ${rows} rows`);
process.stdout.write(JSON.stringify({ rate, megabytes: process.resourceUsage().maxRSS / 1024 }));
