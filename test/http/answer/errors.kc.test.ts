import { describe, expect, test } from '@jest/globals';
import { load } from '../../support/html.ts';
import { adminToken } from '../../support/invite.ts';
import { sidecar, sidecarLog } from '../../support/sidecar.ts';
import { until } from '../../support/wait.ts';

describe('an address that leads nowhere', () => {
  test('is told in plain words where files are, as for a page of an older release that is still open', async () => {
    const { status, headers, text } = await sidecar().get('/assets/app-0123abcd.js');
    expect([status, text]).toEqual([404, 'Not Found']);
    expect(headers['content-type']).toContain('text/plain');
    expect(headers['cache-control']).toBe('no-store');
  });

  test.each([
    ['/nada', 404],
    ['//evil.test/x', 404],
    ['/.//evil.test/x', 404],
    // To Express that is the first page.
    ['//', 200],
  ])('%s gets a page whose links stay here', async (path, expected) => {
    const { status, text } = await sidecar().get(path).set('Accept-Language', 'es');
    const { $, heading } = load(text);
    expect([status, heading]).toEqual([expected, expected === 404 ? 'Esta página no existe' : 'Su cuenta de Amperecloud']);
    for (const link of $('a[href]').get()) expect($(link).attr('href')).toMatch(/^(\/($|[^/])|#|mailto:)/);
  });

  test('is not found in the API even where its characters cannot be read', async () => {
    const answer = await sidecar()
      .get('/api/v1/invitations/%ff')
      .set('Authorization', `Bearer ${await adminToken()}`);
    expect([answer.status, answer.body.code]).toEqual([404, 'not_found']);
  });

  test('is no fault of ours in the log', async () => {
    const path = `/assets/app-${Date.now()}.js`;
    await sidecar().get(path);
    const lines = await until('the request in the log', async () => {
      const found = (await sidecarLog()).split('\n').filter((line) => line.includes(path));
      return found.length > 0 && found;
    });
    expect(lines.map((line) => JSON.parse(line))).toEqual([expect.objectContaining({ msg: 'request', res: { status: 404 } })]);
  });
});
