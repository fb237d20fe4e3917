import { afterEach, describe, expect, test } from '@jest/globals';
import { createLogger } from '../../src/common/log.ts';
import { type Follower, type FollowOptions, follow } from '../../src/jobs/follow-log.ts';
import type { LoggedEvent, Page } from '../../src/keycloak/realm/events.ts';
import { until } from '../support/wait.ts';

/** A log as Keycloak keeps it, and notes as the service account carries them. */
function keycloak() {
  const log: LoggedEvent[] = [];
  const notes = new Map<string, string>();
  const pages: Page[] = [];
  return {
    log,
    pages,
    noted: () => Number(notes.get('test')),
    notes: {
      read: async (name: string) => notes.get(name),
      write: async (name: string, value: string) => void notes.set(name, value),
    },
    read: async (page: Page) => {
      pages.push(page);
      const found = log.filter(({ time }) => time >= page.since).sort((a, b) => a.time - b.time);
      return found.slice(page.first, page.first + page.max);
    },
    add(count: number, time = Date.now()) {
      for (let i = 0; i < count; i++) log.push({ id: `${log.length}`, time });
    },
  };
}

const running: Follower[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((follower) => follower.stop()));
});

function start(kc: ReturnType<typeof keycloak>, options: Partial<FollowOptions<LoggedEvent>> = {}) {
  const handled: string[] = [];
  const follower = follow<LoggedEvent>({
    name: 'test',
    read: kc.read,
    notes: kc.notes,
    handle: async ({ id }) => void handled.push(id),
    logger: createLogger('silent'),
    interval: 10,
    firstLook: 3_600_000,
    ...options,
  });
  running.push(follower);
  return { follower, handled };
}

/** Counts the looks at the log: a follower asks at each whether its receiver is there. */
function countedLooks(isOpen = () => true) {
  let looks = 0;
  return {
    open: () => {
      looks++;
      return isOpen();
    },
    /** So many whole looks from now on. */
    async pass(count: number) {
      const goal = looks + count + 1;
      await until(`${count} looks`, () => looks >= goal);
    },
  };
}

const unique = (ids: string[]) => new Set(ids).size;

describe('a follower of a log', () => {
  test('meets each entry once while it runs, however many come at the same moment', async () => {
    const kc = keycloak();
    kc.add(10_000, Date.now() - 60_000);
    const { handled } = start(kc, { concurrency: 8 });
    // More come while it pages through what there is.
    const later = setInterval(() => kc.add(5), 1);
    await until('all entries', () => handled.length >= 10_000);
    clearInterval(later);
    await until('the late ones, too', () => handled.length === kc.log.length);
    expect(unique(handled)).toBe(kc.log.length);
  });

  test('goes on where it ended, and meets what came in between', async () => {
    const kc = keycloak();
    kc.add(3, Date.now() - 120_000);
    kc.add(1, Date.now() - 60_000);
    const first = start(kc);
    await until('the first entries', () => first.handled.length === 4);
    await first.follower.stop();
    kc.add(2);
    const second = start(kc);
    await until('the new entries', () => second.handled.length >= 2);
    // What lies well behind is not looked at again.
    expect(second.handled.sort()).toEqual(['3', '4', '5']);
    expect(second.follower.resumedAt()).toBe(kc.log[3]?.time);
  });

  test('does not lose an entry that was under way when it was killed', async () => {
    const kc = keycloak();
    kc.add(1, Date.now() - 120_000);
    kc.add(1, Date.now() - 60_000);
    // Settles the younger one only: the place must not move beyond the older one.
    const first = start(kc, { handle: async ({ id }) => (id === '0' ? 3_600_000 : undefined) });
    await until('it waits', () => first.follower.waiting() === 1);
    await first.follower.stop();
    const second = start(kc);
    await until('both again', () => second.handled.length === 2);
  });

  test('notes its place at its first start before anything else, so that nothing is lost from then on', async () => {
    const kc = keycloak();
    const before = Date.now();
    const read = async () => {
      throw new Error('away');
    };
    const { follower } = start(kc, { firstLook: 0, read });
    await until('the note', () => kc.noted() >= before);
    expect(follower.resumedAt()).toBeUndefined();
  });

  test('meets an entry that comes to light behind younger ones', async () => {
    const kc = keycloak();
    kc.add(1);
    const { handled } = start(kc);
    await until('the first', () => handled.length === 1);
    kc.add(1, Date.now() - 20_000);
    await until('the late one', () => handled.length === 2);
  });

  test('does not read the youngest entries again and again while nothing happens', async () => {
    const kc = keycloak();
    const now = Date.now();
    for (let i = 0; i < 1000; i += 1) kc.add(1, now - i);
    const { handled } = start(kc, { overlap: 2000 });
    await until('all entries', () => handled.length === 1000);
    kc.add(1, Date.now() - 1500);
    await until('a late one', () => handled.length === 1001);
    await until('a look at the newest only', () => kc.pages.at(-1)?.since === now);
    kc.add(1);
    kc.add(1, Date.now() - 1500);
    await until('what comes later, late ones included', () => handled.length === 1003);
  });

  test('lets an entry come of age first', async () => {
    const kc = keycloak();
    const { handled } = start(kc, { settleAfter: 300 });
    kc.add(1);
    const created = Date.now();
    await until('the entry', () => handled.length === 1);
    expect(Date.now() - created).toBeGreaterThanOrEqual(299);
  });

  test('tries again what was not settled, and what broke', async () => {
    const kc = keycloak();
    kc.add(1);
    const attempts: number[] = [];
    const { follower } = start(kc, {
      handle: async (_event, attempt) => {
        attempts.push(attempt);
        return attempt < 3 ? 20 : undefined;
      },
    });
    await until('the third attempt', () => attempts.length === 3);
    await until('nothing waits', () => follower.waiting() === 0);
    expect(attempts).toEqual([1, 2, 3]);
    expect(follower.lag()).toBe(0);
  });

  test('reads no further while too many wait', async () => {
    const kc = keycloak();
    kc.add(5000);
    const looks = countedLooks();
    const { follower } = start(kc, { handle: async () => 60_000, open: looks.open });
    await until('many wait', () => follower.waiting() >= 2000);
    const { length } = kc.pages;
    await looks.pass(3);
    expect(kc.pages).toHaveLength(length);
    expect(follower.waiting()).toBeLessThanOrEqual(2500);
    expect(follower.lag()).toBeGreaterThan(0);
  });

  test('does not read at all while its receiver is away', async () => {
    const kc = keycloak();
    kc.add(1);
    let open = false;
    const looks = countedLooks(() => open);
    const { handled } = start(kc, { open: looks.open });
    await looks.pass(2);
    expect(kc.noted()).toBeGreaterThan(0);
    expect(kc.pages).toEqual([]);
    open = true;
    await until('the entry', () => handled.length === 1);
  });

  test('handles nothing while it may not, and everything afterwards', async () => {
    const kc = keycloak();
    kc.add(1);
    let may = true;
    let asked = 0;
    const mayWork = async () => {
      asked++;
      return may;
    };
    const { handled, follower } = start(kc, { mayWork });
    await until('the first entry', () => handled.length === 1);
    may = false;
    kc.add(2);
    await until('both wait', () => follower.waiting() === 2);
    const { length } = kc.pages;
    await until('further looks', () => kc.pages.length >= length + 3);
    expect(handled).toHaveLength(1);
    const before = asked;
    may = true;
    await until('both', () => handled.length === 3);
    expect(asked).toBeGreaterThan(before);
  });

  test('does not read a log whose newest entry it knows', async () => {
    const kc = keycloak();
    kc.add(2, Date.now() - 60_000);
    let asked = 0;
    const newest = async () => {
      asked++;
      return kc.log.at(-1)?.id ?? '';
    };
    const { handled } = start(kc, { newest, overlap: 50 });
    await until('all entries', () => handled.length === 2);
    await until('it need not read any more', () => {
      const { length } = kc.pages;
      const since = asked;
      return until('further looks', () => asked >= since + 5).then(() => kc.pages.length === length);
    });
    kc.add(1);
    await until('the new one', () => handled.length === 3);
  });

  test('outlives a log that cannot be read', async () => {
    const kc = keycloak();
    kc.add(1);
    let away = true;
    let failed = 0;
    const { handled } = start(kc, {
      read: async (page) => {
        if (!away) return kc.read(page);
        failed++;
        throw new Error('away');
      },
    });
    await until('a second failed read', () => failed === 2);
    expect(handled).toEqual([]);
    away = false;
    await until('the entry', () => handled.length === 1);
  });
});
