import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { ROOT } from '../../src/common/paths.ts';

/** What the image asks its own process every few seconds: as the Dockerfile has it, by the program that is in the image. */
const [, line = ''] = /^HEALTHCHECK [^\n]*\\\n *CMD (\[.*\])$/m.exec(readFileSync(join(ROOT, 'Dockerfile'), 'utf8')) ?? [];
const [program, ...args]: string[] = JSON.parse(line);

const hasIpv6 = Object.values(networkInterfaces()).some((some) => some?.some(({ address }) => address === '::1'));

/** Its exit status beside a process that listens at these addresses and ports, as `HOST` and `PORT` say it. */
async function statusOf(host: string | undefined, answer: number, setting = 'PORT'): Promise<number | string | undefined> {
  const asked: string[] = [];
  const server = createServer((req, res) => {
    asked.push(req.url ?? '');
    res.writeHead(answer).end();
  });
  await once(host === undefined ? server.listen(0) : server.listen(0, host), 'listening');
  const { port } = server.address() as AddressInfo;
  const env = { [setting]: String(port), ...(setting !== 'PORT' && { PORT: '1' }), ...(host !== undefined && { HOST: host }) };
  const status = await new Promise<number | string | undefined>((resolve) => {
    execFile(process.execPath, args, { env }, (error) => resolve(error ? (error.code ?? 'ended') : 0));
  });
  server.close();
  expect(asked).toEqual(['/healthz']);
  return status;
}

test.each([undefined, '0.0.0.0', '127.0.0.1', ...(hasIpv6 ? ['::', '::1'] : [])])('HOST=%p is reached', async (host) => {
  expect(program).toBe('node');
  expect(await statusOf(host, 200)).toBe(0);
  expect(await statusOf(host, 503)).toBe(1);
  expect(await statusOf(host, 200, 'MANAGEMENT_PORT')).toBe(0);
});
