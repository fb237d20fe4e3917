import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { freePort } from '../src/dev/machine/ports.ts';
import { newFile } from './invitations/import/support.ts';
import { testEnvironment } from './support/environment.ts';
import { adminToken } from './support/invite.ts';
import { startSidecarProcess } from './support/sidecar-process.ts';

test('who watches an import does not keep a sidecar from stopping, and what is left of it waits for the next', async () => {
  const [port, dir] = [await freePort(), await mkdtemp(join(tmpdir(), 'shutdown-test-'))];
  // A mail a second: the import is far from its end when the process is told to stop.
  const settings = { ROLE: 'web', IMPORT_DIR: dir, MAIL_RATE_LIMIT: '1' };
  const sidecar = await startSidecarProcess(testEnvironment(), { port, logFile: join(dir, 'sidecar.log'), settings });
  try {
    const imports = `http://localhost:${port}/api/v1/imports`;
    const headers = { authorization: `Bearer ${await adminToken()}`, 'content-type': 'text/csv' };
    const started = await fetch(imports, { method: 'POST', headers, body: newFile(60).csv });
    const { id } = (await started.json()) as { id: string };
    const stream = await fetch(`${imports}/${id}/events`, { headers });
    // By force after ten seconds, as Docker does: then the status is 137.
    await sidecar.stop();
    expect(await sidecar.exited).toBe(0);
    const events = await stream.text();
    expect(events).toContain('"state":"running"');
    expect(events).not.toContain('event: done');
  } finally {
    await sidecar.stop();
    await rm(dir, { recursive: true, force: true });
  }
});
