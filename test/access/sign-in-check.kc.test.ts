import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { signInCheck } from '../../src/access/sign-in-check.ts';
import { CLIENT_ID } from '../../src/dev/keycloak/fixed-names.ts';
import { HOW_TO_MEND } from '../../src/keycloak/checks/how-to-mend.ts';
import { readinessChecks } from '../../src/keycloak/checks/readiness.ts';
import { createOwnRealm, type OwnRealm } from '../support/own-realm.ts';

/** What `/readyz` says of the sign-in. */
let realm: OwnRealm;
beforeAll(async () => {
  realm = await createOwnRealm();
});
afterAll(() => realm?.remove());

const SECONDS = 1000;

async function lineFor(settings: Record<string, string> = {}, clockOff = 0): Promise<string | undefined> {
  const { config, server } = realm.sidecar(settings);
  return signInCheck(config, server, () => Date.now() + clockOff)().then(
    () => undefined,
    (error) => `${error.constructor.name}: ${error.message}`,
  );
}

/** What `serviceAccount` says beside it. */
async function accountLineFor(settings: Record<string, string> = {}): Promise<string | undefined> {
  return readinessChecks(realm.sidecar(settings))
    .serviceAccount()
    .then(
      () => undefined,
      (error) => `${error.constructor.name}: ${error.message}`,
    );
}

/** Keycloak tells nobody which. */
const ONE_OF_THREE = 'is it there and enabled (KEYCLOAK_CLIENT_ID), and is KEYCLOAK_CLIENT_SECRET its secret?';

test('nothing, where people can sign in and out', async () => {
  expect(await lineFor()).toBeUndefined();
});

test('a secret that is not the client’s', async () => {
  expect(await lineFor({ KEYCLOAK_CLIENT_SECRET: 'another' })).toBe(
    `CheckError: people cannot sign in: Keycloak gives the client ${CLIENT_ID} no token (${ONE_OF_THREE})`,
  );
  expect(await accountLineFor({ KEYCLOAK_CLIENT_SECRET: 'another' })).toBe(
    `CheckError: the service account of ${CLIENT_ID} gets no token (${ONE_OF_THREE}): ${HOW_TO_MEND}`,
  );
});

test.each<[string, object, object, string]>([
  ['a client that is disabled', { enabled: false }, {}, ONE_OF_THREE],
  ['a service account that is off', { serviceAccountsEnabled: false }, {}, 'its service account is off (serviceAccountsEnabled)'],
  ['a client without a secret', { publicClient: true }, {}, 'it is public, and must have a secret (Client authentication)'],
  ['a realm that is disabled', {}, { enabled: false }, 'the realm is disabled'],
])('%s: which it is, or may be, and not only the secret', async (_, ofClient, ofRealm, why) => {
  const { clients, realms, realmName } = realm.console;
  const [client] = await clients.find({ clientId: CLIENT_ID });
  try {
    await clients.update({ id: client?.id ?? '' }, { ...client, ...ofClient });
    await realms.update({ realm: realmName }, ofRealm);
    expect(await lineFor()).toBe(`CheckError: people cannot sign in: Keycloak gives the client ${CLIENT_ID} no token (${why})`);
    expect(await accountLineFor()).toBe(`CheckError: the service account of ${CLIENT_ID} gets no token (${why}): ${HOW_TO_MEND}`);
  } finally {
    await realms.update({ realm: realmName }, { enabled: true });
    await clients.update({ id: client?.id ?? '' }, client ?? {});
  }
});

test('a clock that is off: a little is borne, more is said, and too much ends every sign-in', async () => {
  expect(await lineFor({}, 20 * SECONDS)).toBeUndefined();
  expect(await lineFor({}, -90 * SECONDS)).toMatch(
    /^CheckWarning: this machine’s clock is (89|90) seconds behind Keycloak’s: set the clocks$/,
  );
  expect(await lineFor({}, 90 * SECONDS)).toMatch(/^CheckWarning: this machine’s clock is 9\d seconds ahead of Keycloak’s/);
  expect(await lineFor({}, 20 * 60 * SECONDS)).toMatch(
    /^CheckError: .* ahead of Keycloak’s, so every token has expired when it arrives/,
  );
});

test('an address to come back to after signing out that the client does not have', async () => {
  const [client] = await realm.console.clients.find({ clientId: CLIENT_ID });
  const attributes = { ...client?.attributes, 'post.logout.redirect.uris': 'https://elsewhere.example.test/' };
  await realm.console.clients.update({ id: client?.id ?? '' }, { ...client, attributes });
  expect(await lineFor()).toMatch(
    /^CheckWarning: whoever signs out ends on an error page: .* no post-logout redirect URI for http:\/\/localhost:\d+\/salir;/,
  );
});
