import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '@redis/client';
import { LOOPBACK } from '../../src/dev/machine/ports.ts';
import { supervise } from '../../src/dev/machine/supervised-process.ts';
import { fixedPort } from './fixed-port.ts';
import { until } from './wait.ts';

/** A Redis of a suite's own, which a test can end and start again at the same address. */
export interface TestRedis {
  url: string;
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Sends one command over a connection of its own. */
  ask<T>(...command: string[]): Promise<T>;
  /** Ends it for good. */
  remove(): Promise<void>;
}

export async function createTestRedis(): Promise<TestRedis> {
  const [port, directory] = [await fixedPort(), await mkdtemp(join(tmpdir(), 'redis-'))];
  const url = `redis://${LOOPBACK}:${port}`;
  let running: Awaited<ReturnType<typeof supervise>> | undefined;

  async function ask<T>(...command: string[]): Promise<T> {
    const client = createClient({ url, socket: { reconnectStrategy: false } });
    client.on('error', () => {});
    try {
      await client.connect();
      return await client.sendCommand<T>(command);
    } finally {
      client.destroy();
    }
  }

  const redis: TestRedis = {
    url,
    ask,
    async start() {
      const memoryOnly = ['--save', '', '--appendonly', 'no'];
      running = await supervise({
        command: 'redis-server',
        args: ['--port', String(port), '--bind', LOOPBACK, '--dir', directory, ...memoryOnly],
        env: { PATH: process.env.PATH },
        logFile: join(directory, 'redis.log'),
      });
      await until('Redis', () =>
        ask('PING').then(
          () => true,
          () => false,
        ),
      );
    },
    async stop() {
      await running?.stop();
    },
    async remove() {
      await running?.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
  await redis.start();
  return redis;
}
