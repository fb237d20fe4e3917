import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type ClientRepresentation from '@keycloak/keycloak-admin-client/lib/defs/clientRepresentation.js';
import { signInCheck } from '../../src/access/sign-in-check.ts';
import type { Check } from '../../src/common/readiness-check.ts';
import { CLIENT_ID } from '../../src/dev/keycloak/fixed-names.ts';
import { eventLogChecks } from '../../src/keycloak/checks/event-logs.ts';
import { HOW_TO_MEND } from '../../src/keycloak/checks/how-to-mend.ts';
import { readinessChecks } from '../../src/keycloak/checks/readiness.ts';
import { sidecarAccount } from '../configure/support.ts';
import { createOwnRealm, type OwnRealm } from '../support/own-realm.ts';
import { adminRest } from '../support/realm.ts';

/** What `/readyz` says of the sign-in. */
let realm: OwnRealm;
beforeAll(async () => {
  realm = await createOwnRealm();
});
afterAll(() => realm?.remove());

const SECONDS = 1000;

async function lineFor(settings: Record<string, string> = {}, clockOff = 0): Promise<string | undefined> {
  const { config, server } = realm.sidecar(settings);
  return lineOf(signInCheck(config, server, () => Date.now() + clockOff));
}

const lineOf = (check: Check) =>
  check().then(
    () => undefined,
    (error) => `${error.constructor.name}: ${error.message}`,
  );

function checksOf(settings: Record<string, string> = {}) {
  const { unprotected: admin, ...parts } = realm.sidecar(settings);
  return readinessChecks({ ...parts, admin });
}

/** What `serviceAccount` says beside it. */
const accountLineFor = (settings: Record<string, string> = {}) => lineOf(checksOf(settings).serviceAccount);

/** What `redirectUris` says beside it. */
const redirectLine = () => lineOf(realm.sidecar().redirectCheck.check);

type ClientChange = Omit<ClientRepresentation, 'attributes'> & { attributes?: Record<string, string> };
const on = (attribute: string): ClientChange => ({ attributes: { [attribute]: 'true' } });
const literal = (words: string) => words.replace(/[.()]/g, '\\$&');

/** @returns what puts it back: an attribute stays where it is not named. */
async function changeClient(change: ClientChange): Promise<() => Promise<void>> {
  const { clients } = realm.console;
  const [client] = await clients.find({ clientId: CLIENT_ID });
  const id = client?.id ?? '';
  await clients.update({ id }, { ...client, ...change, attributes: { ...client?.attributes, ...change.attributes } });
  const none = Object.fromEntries(Object.keys(change.attributes ?? {}).map((name) => [name, '']));
  return () => clients.update({ id }, { notBefore: 0, ...client, attributes: { ...none, ...client?.attributes } });
}

/** Keycloak tells nobody which. */
const ONE_OF_THREE = 'is it there and enabled (KEYCLOAK_CLIENT_ID), and is KEYCLOAK_CLIENT_SECRET its secret?';

test('nothing, where people can sign in and out', async () => {
  expect(await lineFor()).toBeUndefined();
});

/** Settings of the client that keep people out, or the service account: what each check says, if anything. */
const LOCKED_OUT: [title: string, change: ClientChange, said: { redirect?: string; signIn?: string }][] = [
  ['pushed requests', on('require.pushed.authorization.requests'), { redirect: 'Pushed Authorization Request is only allowed.' }],
  [
    'another method of PKCE',
    { attributes: { 'pkce.code.challenge.method': 'plain' } },
    { redirect: 'code challenge method is not matching' },
  ],
  ['answers without an issuer', on('exclude.issuer.from.auth.response'), { redirect: 'leaves its issuer out of its answers' }],
  [
    'request objects',
    { attributes: { 'request.object.required': 'request or request_uri' } },
    { redirect: 'wants request objects (request.object.required)' },
  ],
  ['a client of bearer tokens only', { bearerOnly: true }, { redirect: 'is bearer-only', signIn: 'Bearer-only not allowed' }],
  ['a client of SAML', { protocol: 'saml' }, { redirect: 'Wrong client protocol.', signIn: 'Wrong client protocol.' }],
  ['tokens bound by DPoP', on('dpop.bound.access.tokens'), { signIn: 'DPoP proof is missing' }],
  [
    'tokens bound to a certificate',
    on('tls.client.certificate.bound.access.tokens'),
    { signIn: 'Client Certification missing for MTLS HoK Token Binding' },
  ],
  ['another way to tell its secret', { clientAuthenticatorType: 'client-jwt' }, { signIn: 'client_assertion_type is missing' }],
  ['encrypted ID tokens', { attributes: { 'id.token.encrypted.response.alg': 'RSA-OAEP' } }, { signIn: 'encryption KEK' }],
];

test.each(LOCKED_OUT)('%s: what Keycloak says of it, and no guess at secret and redirect URIs', async (_, change, said) => {
  const undo = await changeClient(change);
  try {
    const lines = { redirect: await redirectLine(), signIn: await lineFor(), account: await accountLineFor() };
    for (const words of Object.values(lines)) expect(words ?? '').not.toMatch(/no redirect URI|KEYCLOAK_CLIENT_SECRET/);
    expect(lines).toMatchObject({
      redirect:
        said.redirect && expect.stringMatching(`^CheckError: people cannot sign in: .*${literal(said.redirect)}.*configure`),
      signIn: said.signIn && expect.stringMatching(`^CheckError: people cannot sign in: .*${literal(said.signIn)}`),
    });
  } finally {
    await undo();
  }
});

test('a realm’s policy that wants state and nonce: they are asked with, as sign-in does', async () => {
  const name = realm.console.realmName;
  const put = async (path: string, body: object) => expect((await adminRest('PUT', path, body, name)).status).toBeLessThan(300);
  const executors = [{ executor: 'secure-session', configuration: {} }];
  await put('/client-policies/profiles', { profiles: [{ name: 'session', executors }] });
  const conditions = [{ condition: 'any-client', configuration: {} }];
  const policy = { name: 'session', enabled: true, conditions, profiles: ['session'] };
  await put('/client-policies/policies', { policies: [policy] });
  try {
    expect(await redirectLine()).toBeUndefined();
  } finally {
    await put('/client-policies/policies', { policies: [] });
  }
});

test('tokens that do not count yet: nobody is sent to look for a right', async () => {
  const undo = await changeClient({ notBefore: Math.floor(Date.now() / SECONDS) + 3600 });
  expect(await accountLineFor()).toMatch(
    /^CheckError: Keycloak takes no tokens of the service account \(status 401\).*not before/,
  );
  await undo();
});

test.each([
  ['view-realm', 'requiredActions'],
  ['view-events', 'accountHistory'],
] as const)('the service account without %s: the right is named', async (right, check) => {
  const { userId, role } = await sidecarAccount(realm.console);
  const mapping = await role(right);
  await realm.console.users.delClientRoleMappings({ ...mapping, id: userId });
  try {
    expect(await lineOf(checksOf()[check])).toBe(
      `CheckError: the service account may not look: it has not got ${right} of realm-management, or the tokens of its client leave that out; ${HOW_TO_MEND}`,
    );
    const logs = eventLogChecks(realm.sidecar().unprotected, () => undefined);
    if (right === 'view-events') for (const log of Object.values(logs)) expect(await lineOf(log)).toContain(`not got ${right}`);
  } finally {
    await realm.console.users.addClientRoleMappings(mapping);
  }
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
