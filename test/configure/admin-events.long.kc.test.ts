import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readinessChecks } from '../../src/keycloak/checks/readiness.ts';
import { type BareRealm, createBareRealm, sidecarParts } from './support.ts';

/** Admin events tell who made an account: company administrators may change theirs only for as long as they are kept. */

const DAY = 86_400;
let realm: BareRealm;
beforeAll(async () => {
  realm = await createBareRealm({ adminEventsEnabled: true, attributes: { adminEventsExpiration: String(DAY) } });
});
afterAll(() => realm?.remove());

const keep = (seconds: number) =>
  realm.console.realms.update({ realm: realm.name }, { attributes: { adminEventsExpiration: String(seconds) } });
const kept = async () => Number((await realm.console.realms.findOne({ realm: realm.name }))?.attributes?.adminEventsExpiration);
const hours = (count: number) => ({ INVITATION_MAX_LIFESPAN_HOURS: String(count) });

/** What `/readyz` says of them. */
async function warning(settings: Record<string, string> = {}): Promise<string | undefined> {
  const { accountHistory } = readinessChecks(sidecarParts(realm, settings));
  return accountHistory().then(
    () => undefined,
    (error: Error) => error.message,
  );
}

test('they are kept for as long as an invitation may hold, and never for less than before', async () => {
  const short = `~ admin events: kept for ${DAY} seconds, not 2592000`;
  expect((await realm.configure(['--check'])).lines).toContain(short);
  expect((await realm.configure(['--check'], hours(24 * 90))).lines).toContain(
    `~ admin events: kept for ${DAY} seconds, not ${90 * DAY}`,
  );
  expect((await realm.configure(['--apply'])).lines).toContain(`${short} → done`);
  expect(await kept()).toBe(30 * DAY);
  expect(await warning()).toBeUndefined();
  expect((await realm.configure(['--apply'], hours(200))).lines).toContain('= admin events');
  expect(await kept()).toBe(30 * DAY);

  await keep(0);
  expect((await realm.configure(['--apply'])).lines).toContain('= admin events');
  expect(await kept()).toBe(0);
  expect(await warning()).toBeUndefined();
});

test('/readyz says so when they are kept for less, or not at all', async () => {
  await keep(10 * DAY);
  const words = await warning();
  expect(words).toContain('kept for 240 hours, less than INVITATION_MAX_LIFESPAN_HOURS (720)');
  expect(words).toContain('company administrators can correct nothing');
  expect(words).toContain('npm run configure -- --check');
  expect(await warning({ ...hours(240), INVITATION_LIFESPAN_HOURS: '24' })).toBeUndefined();
  const ending = { ...hours(240), INVITATION_LIFESPAN_HOURS: '24', NEVER_ACTIVATED_AFTER_DAYS: '5' };
  expect(await warning(ending)).toContain('NEVER_ACTIVATED_AFTER_DAYS together (360)');
  await realm.console.realms.update({ realm: realm.name }, { adminEventsEnabled: false });
  expect(await warning()).toContain('admin events are off in the realm');
});
