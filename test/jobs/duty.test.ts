import { describe, expect, test } from '@jest/globals';
import { keycloakLease, redisLease } from '../../src/jobs/lease-store.ts';
import { createLeaseWorld, type LeaseWorld, type WorldWorker } from './lease-world.ts';

/** Hundreds of hours are played through: a busy machine takes its time. */

const KEYCLOAK = keycloakLease({ read: async () => undefined, exchange: async () => true }).waits;
const REDIS = redisLease(() => undefined, '').waits;
const DEAD = 'works.dead.7 9999999999999';

/** Numbers between 0 and 1 that are the same in every run (mulberry32). */
function numbers(seed: number): () => number {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** A worker that finds work every so often; each piece takes a moment. Returns when it could first work. */
function busy(world: LeaseWorld, worker: WorldWorker, pause = () => 500, takes = () => 200) {
  const seen: { first?: number } = {};
  const loop = async () => {
    for (;;) {
      await worker.duty.during(async () => {
        seen.first ??= world.now();
        await worker.sleep(takes());
      });
      await worker.sleep(pause());
    }
  };
  void loop();
  return seen;
}

describe.each([
  ['a note at Keycloak', KEYCLOAK, false],
  ['a key in Redis', REDIS, true],
] as const)('two workers and %s', (_name, waits, isAtomic) => {
  const newWorld = () => createLeaseWorld(waits, isAtomic);

  test('started at the same moment: one comes on duty, and the other never', async () => {
    for (const latency of [1, 10, 40, 150, 300]) {
      const world = newWorld();
      const [one, other] = [world.add(), world.add()];
      other.latency = () => latency;
      const seen = [busy(world, one), busy(world, other)];
      await world.pass(120_000);
      const firsts = seen.flatMap(({ first }) => first ?? []);
      expect(firsts).toHaveLength(1);
      expect(firsts[0]).toBeLessThan(isAtomic ? 17_000 : 5000);
      expect(world.most).toBe(1);
    }
  });

  test('with a dead one’s lease standing: one of them works within 30 seconds', async () => {
    const world = newWorld();
    world.text = DEAD;
    const seen = [busy(world, world.add()), busy(world, world.add())];
    await world.pass(120_000);
    const firsts = seen.flatMap(({ first }) => first ?? []);
    expect(firsts).toHaveLength(1);
    expect(firsts[0]).toBeLessThan(25_000);
    expect(world.most).toBe(1);
  });

  test('killed in the middle of its work, or at rest: the other works within 30 seconds, and not before nobody else can', async () => {
    for (const rests of [false, true]) {
      const world = newWorld();
      const first = world.add();
      busy(world, first, () => (rests ? 60_000 : 500));
      await world.pass(65_000 + (rests ? 10_000 : 0));
      const second = busy(world, world.add());
      await world.pass(1000);
      const killedAt = world.now();
      first.frozenUntil = Number.POSITIVE_INFINITY;
      await world.pass(60_000);
      expect((second.first ?? 0) - killedAt).toBeGreaterThan(0);
      expect((second.first ?? Number.POSITIVE_INFINITY) - killedAt).toBeLessThan(rests ? 15_000 : 26_000);
      expect(world.most).toBe(1);
    }
  });

  test('killed, and the next one while it takes over: a third works within 30 seconds of that, whenever it is', async () => {
    for (const claimedFor of [100, 2000, 5000, 10_000]) {
      const world = newWorld();
      const first = world.add();
      busy(world, first);
      await world.pass(20_000);
      const second = world.add();
      const seen = busy(world, second);
      await world.pass(1000);
      first.frozenUntil = Number.POSITIVE_INFINITY;
      while (!world.text?.startsWith('claims')) await world.pass(10);
      await world.pass(claimedFor);
      second.frozenUntil = Number.POSITIVE_INFINITY;
      const killedAt = world.now();
      const third = busy(world, world.add());
      await world.pass(60_000);
      expect([claimedFor, seen.first]).toEqual([claimedFor, undefined]);
      expect((third.first ?? Number.POSITIVE_INFINITY) - killedAt).toBeLessThan(27_500);
      expect(world.most).toBe(1);
    }
  });

  test('where Keycloak is slow, those who wait let each other finish: somebody works', async () => {
    for (const latency of [100, 330, 500, 1000, 1500]) {
      const world = newWorld();
      world.text = DEAD;
      const workers = [world.add(), world.add(), world.add()];
      for (const worker of workers) worker.latency = () => latency;
      const seen = workers.map((worker) => busy(world, worker));
      await world.pass(90_000);
      expect([latency, seen.filter(({ first }) => first !== undefined).length]).toEqual([latency, 1]);
    }
  });

  test('stopped for a while: it does not go on when it wakes and another works', async () => {
    const world = newWorld();
    const sleeper = world.add();
    busy(world, sleeper);
    await world.pass(20_000);
    const second = busy(world, world.add());
    sleeper.frozenUntil = world.now() + 60_000;
    await world.pass(50_000);
    expect(second.first).toBeDefined();
    await world.pass(60_000);
    expect([world.most, sleeper.sends()]).toEqual([1, false]);
  });

  test('cannot write for a while: it stops sending by itself, and goes on when it can', async () => {
    const world = newWorld();
    const worker = world.add();
    busy(world, worker);
    await world.pass(20_000);
    expect(worker.sends()).toBe(true);
    worker.away = true;
    await world.pass(11_000);
    expect(worker.sends()).toBe(false);
    worker.away = false;
    await world.pass(5000);
    expect(worker.sends()).toBe(true);
  });

  test('stopped in order: the next one need not wait', async () => {
    const world = newWorld();
    const worker = world.add();
    const ended = (async () => {
      await worker.duty.during(async () => {});
      await worker.sleep(30_000);
      await worker.duty.stop();
    })();
    await world.pass(31_000);
    await ended;
    const began = world.now();
    const next = busy(world, world.add());
    await world.pass(10_000);
    expect((next.first ?? Number.POSITIVE_INFINITY) - began).toBeLessThan(3100);
  });

  test('without work: the note is left alone, and work that comes is begun at once', async () => {
    const world = newWorld();
    const worker = world.add();
    busy(world, worker);
    await world.pass(20_000);
    const idle = newWorld();
    const resting = idle.add();
    void resting.duty.during(async () => {});
    await idle.pass(60_000);
    const { writes } = idle;
    await idle.pass(3_600_000);
    expect(idle.writes).toBe(writes);
    let began: number | undefined;
    const asked = idle.now();
    void resting.duty.during(async () => {
      began = idle.now();
    });
    await idle.pass(1000);
    expect((began ?? Number.POSITIVE_INFINITY) - asked).toBeLessThan(100);
  });

  test('write at the same moment: whoever has lost stops before the other sends, even if it can no longer see the note', async () => {
    // The holder works and cannot write for a while, or rests and goes on; the other's claim crosses that very write, quickly or slowly.
    for (const [works, slowness, goesAfter] of [
      [true, 200, 40],
      [false, 200, 40],
      [false, 1500, 3000],
    ] as const) {
      const play = async (crossAt: number): Promise<LeaseWorld> => {
        const world = newWorld();
        const holder = world.add();
        void holder.duty.during(() => holder.sleep(works ? 3_600_000 : 10));
        await world.pass(works ? 20_000 : 40_000);
        holder.away = works;
        const other = world.add();
        other.latency = () => (world.now() >= crossAt - 3 * slowness - 50 ? slowness : 10);
        busy(world, other);
        await world.pass(Math.max(0, crossAt - world.now()));
        holder.away = false;
        if (!works) void holder.duty.during(() => holder.sleep(3_600_000));
        const { writes } = world;
        for (let i = 0; i < 500 && world.writes === writes; i += 1) await world.pass(10);
        await world.pass(goesAfter);
        holder.away = true;
        await world.pass(120_000);
        return world;
      };
      const expected = works ? 27_000 : 44_000;
      for (let crossAt = expected - 1000; crossAt < expected + 8000; crossAt += 130) {
        const world = await play(crossAt);
        expect([works, slowness, crossAt, world.most]).toEqual([works, slowness, crossAt, 1]);
      }
    }
  });

  test('never send at the same moment, whatever happens when', async () => {
    for (let seed = 1; seed <= 60; seed += 1) {
      const random = numbers(seed);
      const world = newWorld();
      if (random() < 0.3) world.text = DEAD;
      const slow = random() < 0.3 ? 2500 : 150;
      const workers = Array.from({ length: 2 + Math.floor(random() * 2) }, () => world.add());
      for (const worker of workers) {
        worker.latency = () => (random() < 0.02 ? 5000 : 1) * random() + random() * random() * slow;
        const rare = random() < 0.5;
        busy(
          world,
          worker,
          () => random() * (rare ? 40_000 : 3000),
          () => random() * 4000,
        );
        await world.pass(random() < 0.5 ? 0 : random() * 5000);
      }
      for (let i = 0; i < 25; i += 1) {
        const worker = workers[Math.floor(random() * workers.length)] as WorldWorker;
        const fault = random();
        if (fault < 0.4) worker.frozenUntil = world.now() + random() * 40_000;
        else if (fault < 0.7) worker.away = !worker.away;
        else if (fault < 0.8 && worker !== workers[0]) worker.frozenUntil = Number.POSITIVE_INFINITY;
        await world.pass(random() * 20_000);
      }
      for (const worker of workers) worker.away = false;
      await world.pass(120_000);
      expect([seed, world.most]).toEqual([seed, 1]);
    }
  });
});
