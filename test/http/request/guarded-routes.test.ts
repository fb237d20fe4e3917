import { describe, expect, test } from '@jest/globals';
import express, { type RequestHandler, Router } from 'express';
import supertest from 'supertest';
import type { Caller } from '../../../src/authority/actor.ts';
import type { Reach } from '../../../src/authority/reach.ts';
import { problems } from '../../../src/http/answer/problem.ts';
import { createGuardedRoutes } from '../../../src/http/request/guarded-routes.ts';
import { anAdmin } from '../../support/actors.ts';

/** Who asks is for routes behind the guards alone: others do not compile, and refuse where a guard was left out. */

describe('what the compiler refuses (`npm run lint` checks this file)', () => {
  const seen = (_reach: Reach) => {};

  test('a route that no guard stands before knows neither who asks nor what they may see', () => {
    const routes: RequestHandler[] = [
      (_req, res) => {
        // @ts-expect-error: nobody has said it
        seen(res.locals.reach);
      },
      (_req, res) => {
        const { reach } = res.locals;
        // @ts-expect-error: nor under any other spelling
        seen(reach);
      },
      (_req, res) => {
        // @ts-expect-error: who asks
        res.json(res.locals.who.userId);
      },
      (_req, res) => {
        // @ts-expect-error: who acts
        res.json(res.locals.actor.userId);
      },
      (_req, res) => {
        // @ts-expect-error: a route cannot let somebody in by itself, either
        res.locals.reach = { all: true };
      },
    ];
    // @ts-expect-error: what the wrapper gives is no argument of a bare route
    Router().get('/', (_req, _res, { reach }) => seen(reach));
    expect(routes).toHaveLength(5);
  });

  test('one behind the guard knows both', () => {
    const { routes } = createGuardedRoutes<Caller>();
    Router()
      .route('/:id')
      .get(routes((req, _res, { actor, reach }) => [seen(reach), actor.userId.length, req.params.id.length]));
  });
});

describe('while it runs', () => {
  const { routes, admit } = createGuardedRoutes<Caller>();
  const app = express();
  app.use((_req, res, next) => {
    res.locals.locale = 'en';
    next();
  });
  app.use('/guarded', (req, _res, next) => {
    admit(req, { actor: anAdmin, reach: anAdmin.reach, evidence: { at: 0 } });
    next();
  });
  const who = routes((_req, res, { actor }) => void res.send(actor.userId));
  const failed = routes.onError((error, _req, res, { actor }) => void res.send(`${actor.userId}: ${(error as Error).message}`));
  const fails: RequestHandler = () => {
    throw new Error('broken');
  };
  app.get('/guarded/deep', Router().use(who));
  app.get('/guarded/error', fails, failed);
  app.get('/bare', who);
  app.get('/bare/error', fails, failed);
  app.use(problems);

  test('a route, and a handler of errors, learn who was let in, however deep they stand', async () => {
    expect((await supertest(app).get('/guarded/deep')).text).toBe(anAdmin.userId);
    expect((await supertest(app).get('/guarded/error')).text).toBe(`${anAdmin.userId}: broken`);
  });

  test('without a guard the one refuses, and the other is passed over', async () => {
    expect((await supertest(app).get('/bare')).status).toBe(401);
    expect((await supertest(app).get('/bare/error')).status).toBe(500);
  });
});
