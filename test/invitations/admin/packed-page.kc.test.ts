import { expect, test } from '@jest/globals';
import { load } from '../../support/html.ts';
import { createPerson, sessionCookie } from '../../support/people.ts';
import { visitor } from '../../support/sidecar.ts';

/** The list is sent compressed: neither its length nor the token of its forms is the same twice (BREACH). */
test('another token and another length each time, and a token still counts', async () => {
  const agent = visitor();
  const admin = await createPerson({ roles: ['admin'] });
  const headers = { Cookie: await sessionCookie(admin), 'Accept-Encoding': 'br' };
  const pages = [];
  for (let i = 0; i < 6; i += 1) pages.push(await agent.get('/admin').set(headers).expect(200).expect('Content-Encoding', 'br'));
  const tokens = pages.map(({ text }) => load(text).value('_csrf'));
  expect(new Set(tokens).size).toBe(pages.length);
  expect(new Set(pages.map((page) => page.headers['content-length'])).size).toBeGreaterThan(1);
  // What browsers without compression get is the same page.
  const plain = await agent
    .get('/admin')
    .set({ ...headers, 'Accept-Encoding': 'identity' })
    .expect(200);
  expect(plain.headers['content-encoding']).toBeUndefined();
});
