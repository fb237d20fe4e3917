import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { freePort } from '../src/dev/machine/ports.ts';
import { newFile } from './invitations/import/support.ts';
import { adminToken } from './support/invite.ts';
import { type OwnProcess, refusedStart, startOwnProcess } from './support/sidecar-process.ts';
import { statusOf } from './support/status-of.ts';

/** Where a process listens, what it says there, and for how long it lets itself be kept waiting. */
const HEALTH = ['/healthz', '/readyz', '/metrics'];
const statuses = (url: string) => Promise.all(HEALTH.map(async (path) => await statusOf(`${url}${path}`)));

describe('a process with a port for its management', () => {
  test('says there how it is, and nowhere else; and listens at its own address only', async () => {
    const managementPort = await freePort();
    const sidecar = await startOwnProcess({ MANAGEMENT_PORT: String(managementPort), HOST: '127.0.0.1' });
    try {
      const management = `http://127.0.0.1:${managementPort}`;
      expect(await statuses(management)).toEqual([200, 200, 200]);
      expect(await statuses(sidecar.url)).toEqual([404, 404, 404]);
      expect(await statusOf(`${sidecar.url}/ayuda`)).toBe(200);
      expect(await statusOf(`${management}/ayuda`)).toBe(404);
      const elsewhere = sidecar.url.replace('localhost', '127.0.0.2');
      await expect(fetch(elsewhere)).rejects.toThrow('fetch failed');
    } finally {
      await sidecar.stop();
    }
  });

  test('has no other one when it only works in the background', async () => {
    const managementPort = await freePort();
    const worker = await startOwnProcess({
      MANAGEMENT_PORT: String(managementPort),
      ROLE: 'worker',
      INVITE_CONSOLE_USERS: 'false',
    });
    try {
      expect(await statuses(`http://localhost:${managementPort}`)).toEqual([200, 200, 200]);
      await expect(fetch(worker.url)).rejects.toThrow('fetch failed');
    } finally {
      await worker.stop();
    }
  });
});

test('an address that this machine does not have is told in one line', async () => {
  const { status, said } = await refusedStart({ HOST: '192.0.2.1' });
  expect(status).toBe(1);
  expect(said).toEqual(['The configuration has faults:', '  HOST 192.0.2.1 is no address of this machine']);
});

describe('somebody who sends slowly', () => {
  let sidecar: OwnProcess;
  beforeAll(async () => {
    sidecar = await startOwnProcess();
  });
  afterAll(() => sidecar?.stop());

  /** Sends the first text at once and a byte of filling each second, until the connection is closed; how long that took, and the answer. */
  async function sendSlowly(head: string[], filling: string): Promise<{ seconds: number; answer: string }> {
    const began = Date.now();
    const socket = connect(Number(new URL(sidecar.url).port), 'localhost');
    let answer = '';
    socket.on('data', (bytes) => {
      answer += bytes;
    });
    socket.on('error', () => {});
    const closed = new Promise((resolve) => socket.once('close', resolve));
    socket.write(head.join('\r\n'));
    const dripping = setInterval(() => socket.write(filling), 1000);
    await Promise.race([closed, delay(60_000, undefined, { ref: false })]);
    clearInterval(dripping);
    socket.destroy();
    return { seconds: (Date.now() - began) / 1000, answer };
  }

  const body = (path: string) => [`POST ${path} HTTP/1.1`, 'Host: x', 'Content-Type: text/csv', 'Content-Length: 9999', '', 'x'];

  test.concurrent('is let go: whose headers never end, whose body never ends, and whose file nobody has asked for', async () => {
    const [headers, form, upload] = await Promise.all([
      sendSlowly(['GET /ayuda HTTP/1.1', 'Host: x', 'X-Slow: '], 'x'),
      sendSlowly(
        body('/soporte').map((line) => line.replace('text/csv', 'application/x-www-form-urlencoded')),
        'x',
      ),
      sendSlowly(body('/api/v1/imports'), 'x'),
    ]);
    expect([headers.answer.slice(0, 12), form.answer.slice(0, 12), upload.answer.slice(0, 12)]).toEqual([
      'HTTP/1.1 408',
      'HTTP/1.1 408',
      'HTTP/1.1 401',
    ]);
    for (const { seconds } of [headers, form, upload]) expect(seconds).toBeLessThan(30);
  });

  test.concurrent('may take their time with the file of an import, so long as it goes on', async () => {
    const { csv } = newFile(12);
    const token = await adminToken();
    const pieces = csv.split(/(?<=\n)/);
    async function* slowly() {
      for (const piece of pieces) {
        yield Buffer.from(piece);
        await delay(2000);
      }
    }
    const began = Date.now();
    const answer = await fetch(`${sidecar.url}/api/v1/imports?dryRun=true`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'text/csv' },
      body: slowly() as unknown as ReadableStream,
      duplex: 'half',
    } as RequestInit);
    expect(Date.now() - began).toBeGreaterThan(22_000);
    expect([answer.status, await answer.json()]).toMatchObject([202, { rows: 12 }]);
  });
});
