import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { workflowsRequirement } from '../../src/configure/workflows.ts';
import { adminRest } from '../support/realm.ts';
import { type BareRealm, createBareRealm } from './support.ts';

let realm: BareRealm;
beforeAll(async () => {
  realm = await createBareRealm();
});
afterAll(() => realm?.remove());

/** Keycloak 26.8 has the step `invite-user`; those before have `notify-user`, which mails as well. */
const look = () => workflowsRequirement(realm.console, 'notify-user').look();

test('a workflow that mails new users is named, one that is off or does something else is not', async () => {
  expect(await look()).toEqual([]);
  const make = (workflow: object) => adminRest('POST', '/workflows', { on: 'user-created', ...workflow }, realm.name);
  const notify = { uses: 'notify-user', after: '1000' };
  const made = await make({ name: 'bienvenida', steps: [{ uses: 'disable-user', after: '1000' }, notify] });
  // Beside Keycloak 26.4 workflows are a feature that is off: nothing can be read, and nothing is said.
  const has = made.status === 201;
  if (has) {
    expect((await make({ name: 'off', enabled: false, steps: [notify] })).status).toBe(201);
    expect((await make({ name: 'other', steps: [{ uses: 'delete-user', after: '1000' }] })).status).toBe(201);
  } else expect(made.status).toBe(404);
  expect((await look()).map(({ level, text }) => [level, text.split(' ')[0]])).toEqual(has ? [['warning', '“bienvenida”']] : []);
  const { stdout } = await realm.configure(['--check']);
  expect(stdout).toContain('= workflows');
});
