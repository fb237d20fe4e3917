import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import type { BenchGround, Measurement } from '../ground.ts';
import type { SessionCookie } from '../session-cookie.ts';
import { endSidecar, startSidecar } from '../sidecar-process.ts';
import type { Large } from './visitors.ts';

/** Rows of the long file; the short one has a quarter. */
const ROWS = Number(process.env.GROWTH_ROWS ?? 4000);
/** Megabytes by which the long file may take more than the short one. */
const MORE = 48;

/** Files of two lengths for a company of many: if a check or an import held its rows or members in memory, the longer one would take more. */
export async function measureImports({ env, log }: BenchGround, { as }: Large): Promise<Measurement[]> {
  const sidecar = await startSidecar({ ...env, ROLE: 'web' });
  const peakOf = async (rows: number, query: string) => {
    log(`  ${rows} rows${query}`);
    const id = await post(env, as.middle, fileOf(rows), query);
    let peak = 0;
    for (let state = 'running'; state === 'running'; await delay(100)) {
      state = await stateOf(env, as.middle, id);
      peak = Math.max(peak, await memoryOf(sidecar.pid));
    }
    return peak;
  };
  try {
    const measured: Measurement[] = [];
    await peakOf(ROWS / 4, '?dryRun=true');
    for (const [what, query] of [
      ['check', '?dryRun=true'],
      ['import', ''],
    ] as const) {
      const short = await peakOf(ROWS / 4, query);
      const long = await peakOf(ROWS, query);
      measured.push(
        { what: `memory at most, ${what} of ${ROWS} rows`, value: long, unit: 'MB' },
        { what: `more than of ${ROWS / 4} rows`, value: long - short, unit: 'MB', goal: { atMost: MORE } },
      );
    }
    return measured;
  } finally {
    await endSidecar(sidecar);
  }
}

function fileOf(rows: number): string {
  const file = Date.now().toString(36);
  const lines = Array.from({ length: rows }, (_, i) => `fila-${file}-${i}@empresa1.test,Ana,Prado`);
  return `correo,nombre,apellidos\n${lines.join('\n')}\n`;
}

async function post(env: Record<string, string>, cookie: SessionCookie, csv: string, query: string): Promise<string> {
  const headers = { cookie: await cookie(), 'content-type': 'text/csv', 'sec-fetch-site': 'same-origin' };
  const answer = await fetch(`${env.PUBLIC_URL}/api/v1/imports${query}`, { method: 'POST', headers, body: csv });
  const text = await answer.text();
  if (answer.status !== 202) throw new Error(`an import was answered ${answer.status}: ${text}`);
  return (JSON.parse(text) as { id: string }).id;
}

async function stateOf(env: Record<string, string>, cookie: SessionCookie, id: string): Promise<string> {
  const answer = await fetch(`${env.PUBLIC_URL}/api/v1/imports/${id}`, { headers: { cookie: await cookie() } });
  return ((await answer.json()) as { state: string }).state;
}

/** Megabytes of a process in memory. Linux only: elsewhere 0. */
async function memoryOf(pid: number | undefined): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0) / 1024;
}
