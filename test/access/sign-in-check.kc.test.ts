import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { signInCheck } from '../../src/access/sign-in-check.ts';
import { CLIENT_ID } from '../../src/dev/keycloak/fixed-names.ts';
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

test('nothing, where people can sign in and out', async () => {
  expect(await lineFor()).toBeUndefined();
});

test('a secret that is not the client’s', async () => {
  expect(await lineFor({ KEYCLOAK_CLIENT_SECRET: 'another' })).toBe(
    `CheckError: people cannot sign in: Keycloak gives the client ${CLIENT_ID} no token (is KEYCLOAK_CLIENT_SECRET its secret?)`,
  );
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
