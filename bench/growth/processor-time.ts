import { readdir, readFile } from 'node:fs/promises';

/** Ticks of the processor's clock in a second (`getconf CLK_TCK`), as Linux counts processes' time. */
const TICKS = 100;

/**
 * Seconds of processor time that the processes have used whose command line holds a text, with their children that have ended. Linux only: elsewhere 0.
 */
export async function processorTime(text: string): Promise<number> {
  const ids = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name));
  const times = await Promise.all(ids.map((id) => timeOf(id, text).catch(() => 0)));
  return times.reduce((sum, time) => sum + time, 0);
}

async function timeOf(id: string, text: string): Promise<number> {
  const command = (await readFile(`/proc/${id}/cmdline`, 'utf8')).replaceAll('\0', ' ');
  return command.includes(text) && /^\S*java\b/.test(command) ? timeOfProcess(id) : 0;
}

/** The same of one process. */
export async function timeOfProcess(id: string | number): Promise<number> {
  // Behind the name in parentheses: the fields 14 to 17 are user and system time, of itself and of its children.
  const fields = (await readFile(`/proc/${id}/stat`, 'utf8').catch(() => '')).replace(/^.*\) /, '').split(' ');
  return fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0) / TICKS;
}
