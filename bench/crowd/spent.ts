import type { ChildProcess } from 'node:child_process';
import { processorTime, timeOfProcess } from '../growth/processor-time.ts';

/** Milliseconds of processor time a person; `people`: of this process, which plays them. Zeros where the machine does not tell. */
export interface Spent {
  keycloak: number;
  sidecar: number;
  people: number;
}

/** Measures the processor time of work. Where others use the machine, too, rates suffer, and these times hardly do. */
export function createSpent(env: Record<string, string>, { pid = 0 }: ChildProcess) {
  const now = async () => [
    await processorTime(`--http-port=${new URL(env.KEYCLOAK_URL ?? '').port}`),
    await timeOfProcess(pid),
    await timeOfProcess(process.pid),
  ];
  return async <T extends object>(people: number, work: () => Promise<T>): Promise<T & { spent: Spent }> => {
    const before = await now();
    const result = await work();
    const [keycloak = 0, sidecar = 0, own = 0] = (await now()).map((time, i) => ((time - (before[i] ?? 0)) * 1000) / people);
    return { ...result, spent: { keycloak, sidecar, people: own } };
  };
}
