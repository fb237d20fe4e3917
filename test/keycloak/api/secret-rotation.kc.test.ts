import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { signInCheck } from '../../../src/access/sign-in-check.ts';
import { CLIENT_ID } from '../../../src/dev/keycloak/fixed-names.ts';
import { readinessChecks } from '../../../src/keycloak/checks/readiness.ts';
import { createOwnRealm, type OwnRealm, type OwnSidecar, sidecarOf } from '../../support/own-realm.ts';
import { adminRest } from '../../support/realm.ts';

/** Keycloak’s rotation of client secrets (`client-secret-rotation`): for a time, the one before counts beside the new one. */
let realm: OwnRealm;
const name = () => realm.console.realmName;
const put = async (path: string, body: object) => expect((await adminRest('PUT', path, body, name())).status).toBeLessThan(300);

beforeAll(async () => {
  realm = await createOwnRealm();
  const configuration = { 'expiration-period': 86_400, 'rotated-expiration-period': 3600, 'remaining-rotation-period': 600 };
  const executors = [{ executor: 'secret-rotation', configuration }];
  await put('/client-policies/profiles', { profiles: [{ name: 'rotate', executors }] });
  const conditions = [{ condition: 'client-access-type', configuration: { type: ['confidential'] } }];
  await put('/client-policies/policies', { policies: [{ name: 'rotate', enabled: true, conditions, profiles: ['rotate'] }] });
});
afterAll(() => realm?.remove());

/** What needs the secret: the service account's tokens, and the sign-in of people. */
async function works(sidecar: OwnSidecar): Promise<void> {
  await readinessChecks(sidecar).serviceAccount();
  await signInCheck(sidecar.config, sidecar.server)();
}

test('a sidecar goes on with the secret before, until that ends, and starts with the new one', async () => {
  const before = realm.sidecar().config.keycloak.clientSecret;
  const started = sidecarOf(name(), before);
  await works(started);

  const [client] = await realm.console.clients.find({ clientId: CLIENT_ID });
  const id = client?.id ?? '';
  const { value: now = '' } = await realm.console.clients.generateNewClientSecret({ id });
  expect(now).not.toBe(before);
  for (const secret of [before, now]) await works(sidecarOf(name(), secret));
  await works(started);

  await realm.console.clients.invalidateSecret({ id });
  await works(sidecarOf(name(), now));
  await expect(works(sidecarOf(name(), before))).rejects.toThrow('gets no token');
});
