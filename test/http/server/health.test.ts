import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import express from 'express';
import supertest from 'supertest';
import type { Logger } from '../../../src/common/log.ts';
import { after as behind, type Check, CheckError, CheckWarning } from '../../../src/common/readiness-check.ts';
import { createMetrics, healthRoutes } from '../../../src/http/server/health.ts';
import { logChecks } from '../../../src/http/server/health-log.ts';
import { until } from '../../support/wait.ts';

const ask = (checks: Record<string, Check>) => supertest(express().use(healthRoutes(checks, createMetrics()))).get('/readyz');
const fine: Check = async () => {};
const warns: Check = async () => {
  throw new CheckWarning('admin events are off');
};
const fails: Check = async () => {
  throw new CheckError('the realm answers 404');
};
const breaks: Check = async () => {
  throw new Error('something about ana@sol.test');
};

describe('/readyz', () => {
  test('is ready when all is well', async () => {
    const { status, body } = await ask({ keycloak: fine });
    expect([status, body]).toEqual([200, { status: 'ok', checks: { keycloak: 'ok' } }]);
  });

  test('answers only when all is done that its first visitors would wait for', async () => {
    let isPrepared = false;
    const prepare = async () => {
      await delay(50);
      isPrepared = true;
    };
    const app = express().use(healthRoutes({ keycloak: fine }, createMetrics(), prepare));
    expect([(await supertest(app).get('/readyz')).status, isPrepared]).toEqual([200, true]);
  });

  test('stays ready, and says so, when something should be mended that people do not wait for', async () => {
    const { status, body } = await ask({ keycloak: fine, adminEvents: warns });
    expect([status, body.status, body.checks.adminEvents]).toEqual([200, 'degraded', 'admin events are off']);
  });

  test('is not ready when something is missing, and tells nothing that a library said', async () => {
    const { status, body } = await ask({ keycloak: fails, adminEvents: warns, other: breaks });
    expect([status, body.status]).toEqual([503, 'not ready']);
    expect(body.checks).toEqual({ keycloak: 'the realm answers 404', adminEvents: 'admin events are off', other: 'failed' });
  });

  test('points to what must be mended first, whatever else fails because of it', async () => {
    const others = { adminEvents: warns, other: breaks, well: fine };
    const { body } = await ask({ keycloak: fails, ...behind('keycloak', fails, others) });
    const first = 'what `keycloak` says must be mended first';
    expect(body.checks).toEqual({ keycloak: 'the realm answers 404', adminEvents: first, other: first, well: 'ok' });
    // A warning stands in nobody's way.
    const { body: warned } = await ask(behind('keycloak', warns, others));
    expect(warned.checks).toEqual({ adminEvents: 'admin events are off', other: 'failed', well: 'ok' });
  });
});

test('many who ask at once share one look', async () => {
  let looks = 0;
  const counted: Check = async () => {
    looks += 1;
  };
  const app = express().use(healthRoutes({ counted }, createMetrics()));
  const answers = await Promise.all(Array.from({ length: 20 }, () => supertest(app).get('/readyz')));
  expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200));
  expect(looks).toBe(1);
});

test('the log says a fault once, and when it is mended', async () => {
  const lines: string[] = [];
  const logger = {
    warn: (_: unknown, text: string) => lines.push(text),
    info: (_: unknown, text: string) => lines.push(text),
  } as unknown as Logger;
  let check = warns;
  let looks = 0;
  const job = logChecks(
    {
      adminEvents: async () => {
        looks += 1;
        await check();
      },
      ...behind('keycloak', fails, { pointing: breaks }),
    },
    logger,
    5,
  );
  await until('some looks', () => looks > 3);
  check = fine;
  await until('the end of it', () => lines.includes('mended'));
  await job.stop();
  expect(lines).toEqual(['admin events are off', 'mended']);
});
