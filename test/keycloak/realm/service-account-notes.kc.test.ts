import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { serviceAccountNotes } from '../../../src/keycloak/realm/service-account.ts';
import { createOwnRealm, type OwnRealm } from '../../support/own-realm.ts';

let realm: OwnRealm;
beforeAll(async () => {
  realm = await createOwnRealm();
});
afterAll(() => realm?.remove());

test('notes that parts of one process write at the same moment are all kept', async () => {
  const { admin } = realm.sidecar();
  const names = Array.from({ length: 8 }, (_, i) => `test.${i}`);
  await Promise.all(names.map((name) => serviceAccountNotes(admin).write(name, name)));
  expect([...(await serviceAccountNotes(admin).readAll('test.')).values()].sort()).toEqual(names);
});
