import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { userProfile } from '../../../src/keycloak/profile/user-profile.ts';
import { createLeanAdmin } from '../../../src/keycloak/realm/lean-admin.ts';
import { type Directory, federate, startDirectory } from '../../support/directory.ts';
import { createOwnRealm, type OwnRealm } from '../../support/own-realm.ts';
import { createUser } from '../../support/realm.ts';

/** People whom Keycloak has from a directory that it may not write to. */
const ANA = { uid: 'ana.prado', mail: 'ana.prado@example.test', cn: 'Ana', sn: 'Prado' };

let realm: OwnRealm;
let directory: Directory;

beforeAll(async () => {
  [realm, directory] = [await createOwnRealm(), await startDirectory([ANA])];
  const { console } = realm;
  await console.realms.update({ realm: console.realmName }, { registrationEmailAsUsername: false });
  await federate(directory, console, { editMode: 'READ_ONLY' });
});
afterAll(async () => {
  await realm?.remove();
  await directory?.stop();
});

/** Whether each field of the activation page is read-only. */
async function locked(id: string): Promise<Record<string, boolean>> {
  const { admin } = realm.sidecar();
  const [config, user] = await Promise.all([admin.users.getProfile(), createLeanAdmin(admin).readUser(id)]);
  const fields = userProfile({ config, user: user ?? {}, realm: { registrationEmailAsUsername: true } });
  return Object.fromEntries(fields.map(({ name, readOnly }) => [name, readOnly]));
}

test('what their federation has made read-only is read-only in the form', async () => {
  const [ana] = await realm.console.users.find({ username: ANA.uid, exact: true });
  expect(await locked(ana?.id ?? '')).toEqual({ firstName: true, lastName: true });
  const own = await createUser(realm.console);
  expect(await locked(own.id)).toEqual({ firstName: false, lastName: false, phone: false });
});
