import { Readable } from 'node:stream';
import { signedIn } from '../dist/server/authority/actor.js';
import { createLogger } from '../dist/server/common/log.js';
import { loadConfig } from '../dist/server/settings/config.js';
import { openBulk, wire } from '../dist/server/wiring.js';

/**
 * Imports a made-up file of so many rows with mails off; prints how fast it was and the most memory that it took. The built sidecar's own
 * modules, as `npm start` runs them: a loader of TypeScript in the same process would count as theirs.
 */
const rows = Number(process.argv[2]);
const config = loadConfig(process.env);
const { imports } = await openBulk(wire(config, createLogger('warn')), { mails: false });

function* file() {
  yield Buffer.from('correo,nombre,apellidos\n');
  for (let i = 0; i < rows; i += 1) yield Buffer.from(`muchas${i}@bench.test,María,Peña ${i % 97}\n`);
}

const started = performance.now();
const who = signedIn({ userId: 'bench', name: undefined, reach: { all: true } });
const { id } = await imports.start(Readable.from(file()), { actor: who, dryRun: false });
await imports.ended(id);
const rate = rows / ((performance.now() - started) / 1000);
const { created } = await imports.view(id, who);
if (created !== rows) throw new Error(`${created} accounts of ${rows} rows`);
process.stdout.write(JSON.stringify({ rate, megabytes: process.resourceUsage().maxRSS / 1024 }));
