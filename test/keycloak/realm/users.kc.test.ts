import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { changeUser, readUser } from '../../../src/keycloak/realm/users.ts';
import { createOwnRealm, type OwnRealm } from '../../support/own-realm.ts';
import { createUser } from '../../support/realm.ts';

let realm: OwnRealm;
beforeAll(async () => {
  realm = await createOwnRealm();
});
afterAll(() => realm?.remove());

test('changes of one user that parts of one process make at the same moment are all kept', async () => {
  const { admin } = realm.sidecar();
  const { id } = await createUser(realm.console);
  const known = await readUser(admin, id);
  const actions = ['UPDATE_PASSWORD', 'UPDATE_PROFILE', 'VERIFY_EMAIL', 'CONFIGURE_TOTP', 'TERMS_AND_CONDITIONS', 'UPDATE_EMAIL'];
  const add = (action: string, i: number) =>
    changeUser(
      admin,
      id,
      ({ requiredActions = [] }) => ({ requiredActions: [...requiredActions, action] }),
      i === 3 ? known : undefined,
    );
  const refused = changeUser(admin, id, () => {
    throw new Error('refused');
  });
  await Promise.all([expect(refused).rejects.toThrow('refused'), ...actions.map(add)]);
  expect((await readUser(admin, id))?.requiredActions?.toSorted()).toEqual(actions.toSorted());
});
