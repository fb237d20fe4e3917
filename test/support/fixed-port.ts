import { createServer } from 'node:net';

/** Below what systems give to outgoing connections (32768 on Linux, 49152 elsewhere): so a part that is ended finds its port free when it starts again. */
const [FIRST, LAST] = [15_000, 32_000];
const given = new Set<number>();

/** The first of so many neighbouring ports that are free now and given to nobody else. */
export async function fixedPort(count = 1): Promise<number> {
  for (;;) {
    const port = FIRST + Math.floor(Math.random() * (LAST - FIRST));
    const all = Array.from({ length: count }, (_, index) => port + index);
    if (all.some((one) => given.has(one)) || !(await Promise.all(all.map(isFree))).every(Boolean)) continue;
    for (const one of all) given.add(one);
    return port;
  }
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  const free = await new Promise<boolean>((resolve) => {
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => resolve(true));
  });
  await new Promise((resolve) => server.close(resolve));
  return free;
}
