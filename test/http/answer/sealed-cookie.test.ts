import { expect, test } from '@jest/globals';
import cookieParser from 'cookie-parser';
import express from 'express';
import supertest from 'supertest';
import { sealedCookie } from '../../../src/http/answer/sealed-cookie.ts';

interface Kept {
  name: string;
}

const CONFIG = {
  publicUrl: 'https://cuentas.sol.test',
  sessionSecrets: ['a secret of more than thirty-two characters'] as [string],
};

const NEXT = 'another secret of some thirty-two characters';

/** A server that does one thing with the cookie and answers with what was in it. */
function serverOf(cookie = sealedCookie<Kept>(CONFIG, 'kept', 600)) {
  const app = express().use(cookieParser());
  app.post('/:name', async (req, res) => {
    const kept = await cookie.open(req, res);
    const before = { ...kept };
    kept.name = req.params.name;
    await kept.save();
    res.json(before);
  });
  app.delete('/', async (req, res) => {
    const kept = await cookie.open(req, res);
    kept.destroy();
    res.json(kept);
  });
  app.use(((error, _req, res, _next) => res.status(500).send(error.message)) as express.ErrorRequestHandler);
  return supertest(app);
}

const setCookie = (answer: { headers: Record<string, unknown> }) => String(answer.headers['set-cookie']);
const pairOf = (answer: { headers: Record<string, unknown> }) => setCookie(answer).split(';')[0] ?? '';

test('keeps data in the browser, unreadable and out of reach of scripts and other sites', async () => {
  const first = await serverOf().post('/Ana').expect(200, {});
  expect(setCookie(first)).toMatch(
    /^__Host-kept=[\w-]+\.\.[\w-]+\.[\w-]+\.[\w-]+; Max-Age=600; Path=\/; .*HttpOnly; Secure; SameSite=Lax$/,
  );
  expect(Buffer.from(pairOf(first), 'base64url').toString()).not.toContain('Ana');
  await serverOf().post('/Luis').set('Cookie', pairOf(first)).expect(200, { name: 'Ana' });
});

test('has no name of the host where there is no HTTPS', async () => {
  const cookie = sealedCookie<Kept>({ ...CONFIG, publicUrl: 'http://localhost:3000' }, 'kept', 600);
  const answer = await serverOf(cookie).post('/Ana');
  expect(setCookie(answer)).toMatch(/^kept=/);
  expect(setCookie(answer)).not.toContain('Secure');
});

test('forgets here and in the browser', async () => {
  const first = await serverOf().post('/Ana');
  const answer = await serverOf().delete('/').set('Cookie', pairOf(first)).expect(200, {});
  expect(setCookie(answer)).toMatch(/^__Host-kept=; Path=\/; Expires=Thu, 01 Jan 1970/);
});

test('is nothing when it was changed, is too old, another cookie’s, another secret’s or no cookie of ours', async () => {
  const cookie = sealedCookie<Kept>(CONFIG, 'kept', 600);
  const good = await cookie.seal({ name: 'Ana' });
  expect(await cookie.unseal(good)).toEqual({ name: 'Ana' });
  const parts = good.split('.');
  const [text = ''] = parts.splice(3, 1);
  const changed = [...parts.slice(0, 3), `${text.startsWith('A') ? 'B' : 'A'}${text.slice(1)}`, ...parts.slice(3)].join('.');
  const old = await sealedCookie<Kept>(CONFIG, 'kept', -301).seal({ name: 'Ana' });
  const others = await sealedCookie<Kept>(CONFIG, 'other', 600).seal({ name: 'Ana' });
  const stranger = await sealedCookie<Kept>({ ...CONFIG, sessionSecrets: [NEXT] }, 'kept', 600).seal({ name: 'Ana' });
  for (const value of [changed, old, others, stranger, '', 'Ana', 'a.b.c.d.e', `${good}x`]) {
    expect([value, await cookie.unseal(value)]).toEqual([value, {}]);
  }
});

test('is good for its whole lifetime where the process that opens it is five minutes ahead of the one that sealed it', async () => {
  const ofSlowOne = await sealedCookie<Kept>(CONFIG, 'kept', 1 - 300).seal({ name: 'Ana' });
  expect(await sealedCookie<Kept>(CONFIG, 'kept', 600).unseal(ofSlowOne)).toEqual({ name: 'Ana' });
});

test('a new secret in front of the old one seals from now on, and signs nobody out', async () => {
  const kept = (...sessionSecrets: [string, ...string[]]) => sealedCookie<Kept>({ ...CONFIG, sessionSecrets }, 'kept', 600);
  const [old] = CONFIG.sessionSecrets;
  const both = kept(NEXT, old);
  expect(await both.unseal(await kept(old).seal({ name: 'Ana' }))).toEqual({ name: 'Ana' });
  expect(await kept(NEXT).unseal(await both.seal({ name: 'Luis' }))).toEqual({ name: 'Luis' });
});

test('refuses to keep more than a browser would: it would be lost without a word', async () => {
  await serverOf()
    .post(`/${'a'.repeat(3500)}`)
    .expect(500, 'the cookie __Host-kept would be too long to be kept');
});
