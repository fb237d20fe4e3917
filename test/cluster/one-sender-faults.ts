import { readFile } from 'node:fs/promises';
import type { Switch } from '../support/keycloak-switch.ts';
import type { TestRedis } from '../support/redis.ts';
import { until } from '../support/wait.ts';
import type { WorkerProcess } from '../support/worker-process.ts';

/** What happens to two workers in the middle of their work. */
export interface Fault {
  name: string;
  /** Where they agree: with a Redis (true), by Keycloak's note, or each in turn. */
  stores: readonly boolean[];
  /** How many wait, as a part of all. */
  people?: number;
  /** Seconds within which a mail must leave again, if not 30. */
  failover?: number;
  /** Resolves, when all is over, to the moment from which the next mail is counted, as `performance.now()`. */
  happen(scene: Scene): Promise<number>;
}

export interface Scene {
  run: number;
  people: number;
  processes: readonly WorkerProcess[];
  line: Switch;
  redis: TestRedis | undefined;
  /** When mails came so far, in any order. */
  times(): number[];
}

/** Milliseconds after which nothing of a stopped process can be on the way any more. */
const UNDER_WAY = 2000;
/** Milliseconds for which the one on duty is stopped: shorter than others have patience, about as long, and (undefined) until the other has mailed. */
const STOPS = [undefined, 9000, 13_000];

export const FAULTS: readonly Fault[] = [
  {
    name: 'the one on duty is stopped and wakes up',
    stores: [false, true],
    async happen({ run, people, processes, times }) {
      await begun(people, times);
      const leader = await onDuty(processes);
      leader.child.kill('SIGSTOP');
      const since = performance.now();
      const isLater = (at: number) => at > since + UNDER_WAY;
      const wait = STOPS[run % STOPS.length];
      const isOver = () => (wait === undefined ? times().filter(isLater).length >= 5 : performance.now() - since > wait);
      await until('the end of the stop', isOver, { timeout: 90_000, interval: 20 }).finally(() => leader.child.kill('SIGCONT'));
      return since;
    },
  },
  {
    name: 'Redis goes away and comes back empty',
    stores: [true],
    async happen({ people, redis, times }) {
      await begun(people, times);
      await redis?.stop();
      const since = performance.now();
      await until('the time without Redis', () => performance.now() - since > 15_000);
      await redis?.start();
      return performance.now();
    },
  },
  {
    name: 'the one on duty is killed while each answer of Keycloak takes three seconds more',
    stores: [false, true],
    people: 0.2,
    failover: 90,
    async happen({ people, line, processes, times }) {
      await begun(people, times);
      line.slow(3000);
      (await onDuty(processes)).child.kill('SIGKILL');
      const since = performance.now();
      await until('half of the mails', () => times().length >= people / 2, { timeout: 300_000 }).finally(() => line.restore());
      return since;
    },
  },
];

async function begun(people: number, times: Scene['times']): Promise<void> {
  await until('the first part of the mails', () => times().length >= people / 10, { timeout: 180_000, interval: 20 });
}

/** Who has come on duty last, by their own word. */
async function onDuty(processes: readonly WorkerProcess[]): Promise<WorkerProcess> {
  const terms = processes.map(async (process) => {
    const lines = (await readFile(process.logFile, 'utf8')).split('\n');
    const line = lines.filter((one) => one.includes('"this worker is on duty"')).at(-1);
    return { process, at: line ? new Date((JSON.parse(line) as { time: string | number }).time).getTime() : 0 };
  });
  const [last] = (await Promise.all(terms)).sort((a, b) => b.at - a.at);
  if (!last?.at) throw new Error('nobody is on duty');
  return last.process;
}
