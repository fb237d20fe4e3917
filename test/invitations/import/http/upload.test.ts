import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { withUpload } from '../../../../src/invitations/import/http/upload.ts';
import { openSpool, type Spool } from '../../../../src/invitations/import/job/spool.ts';
import { signerFor } from '../../../../src/settings/derived-keys.ts';
import { until } from '../../../support/wait.ts';

let dir: string;
let spool: Spool;
let server: Server;
/** What became of each upload, and of the work with its file. */
let uploads: Promise<unknown>[];
let works: Promise<unknown>[];

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'upload-test-'));
  const signer = signerFor({ sessionSecrets: ['x'.repeat(32)] }, 'import jobs');
  spool = await openSpool(dir, { signer, onForeign: () => {} });
  [uploads, works] = [[], []];
  server = createServer((req, res) => {
    const upload = Promise.allSettled([receive(req)]);
    uploads.push(upload);
    void upload.then(() => res.end());
  }).listen(0);
});
afterEach(async () => {
  server.close();
  server.closeAllConnections();
  await rm(dir, { recursive: true, force: true });
});

function receive(req: IncomingMessage): Promise<unknown> {
  return withUpload(req, async (file) => {
    if (req.url === '/refused') throw new Error('refused');
    const work = spool.keep(file, 'somebody', 'check');
    works.push(Promise.allSettled([work]));
    return work;
  });
}

function upload({ path = '/', file = 'name="file"; filename="a.csv"' } = {}) {
  const { port } = server.address() as AddressInfo;
  const headers = { 'content-type': 'multipart/form-data; boundary=b', 'transfer-encoding': 'chunked' };
  const req = request({ port, path, method: 'POST', headers });
  req.on('error', () => {});
  req.write(`--b\r\nContent-Disposition: form-data; ${file}\r\nContent-Type: application/octet-stream\r\n\r\ncorreo\r\n`);
  return req;
}

const ENDS = [
  ['breaks off', (req: ReturnType<typeof upload>) => req.destroy()],
  ['ends in the middle of the file', (req: ReturnType<typeof upload>) => req.end('ana@example.test')],
] as const;

test.each(ENDS)('an upload that %s is forgotten, and leaves no file', async (_how, end) => {
  const req = upload();
  await until('the file', async () => (await readdir(dir)).length > 0);
  end(req);
  await until('the end of the file', async () => (await readdir(dir)).length === 0);
  expect(await Promise.all(uploads)).toMatchObject([[{ status: 'rejected', reason: { code: 'invalid_request' } }]]);
  expect(await Promise.all(works)).toMatchObject([[{ status: 'rejected' }]]);
});

describe.each([
  ['has been refused', { path: '/refused' }],
  ['nobody reads', { file: 'name="file"' }],
])('a file that %s', (_what, options) => {
  test.each(ENDS)('does no harm when its upload %s', async (_how, end) => {
    const req = upload(options);
    await until('the upload', () => uploads.length > 0);
    end(req);
    expect(await Promise.all(uploads)).toMatchObject([[{ status: 'rejected', reason: { code: 'invalid_request' } }]]);
  });
});
