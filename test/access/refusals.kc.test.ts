import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createOidcClient, type OidcClient } from '../../src/access/oidc.ts';
import { signInCheck } from '../../src/access/sign-in-check.ts';
import type { Check } from '../../src/common/readiness-check.ts';
import { CLIENT_ID } from '../../src/dev/keycloak/fixed-names.ts';
import { testEnvironment } from '../support/environment.ts';
import type { Html } from '../support/html.ts';
import { type Switch, startSwitch } from '../support/keycloak-switch.ts';
import { keycloakVisitor } from '../support/keycloak-visitor.ts';
import { createOwnRealm, type OwnRealm } from '../support/own-realm.ts';
import { createUser, type TestUser } from '../support/realm.ts';

/** What `/readyz` learns from what Keycloak refuses people meanwhile: its own looks are minutes apart, and do not see all. */
const { keycloakUrl } = testEnvironment();
let realm: OwnRealm;
let person: TestUser;
let oidc: OidcClient;
let check: Check;
let line: Switch;
beforeAll(async () => {
  [realm, line] = [await createOwnRealm(), await startSwitch(keycloakUrl)];
  person = await createUser(realm.console);
  const { config, server, refusals } = realm.sidecar();
  oidc = createOidcClient(config, server, refusals);
  check = signInCheck(config, server, Date.now, refusals);
});
afterAll(async () => {
  await line?.stop();
  await realm?.remove();
});

async function signIn(): Promise<unknown> {
  const { url, checks } = await oidc.startLogin({});
  const visitor = keycloakVisitor();
  const next = ({ $ }: Html) => $('form').attr('action') ?? '';
  const { page: first } = await visitor.get(url.href);
  const { page: second } = await visitor.post(next(first), { username: person.email });
  const { leadsTo = '' } = await visitor.post(next(second), { username: person.email, password: person.password });
  return oidc.finishLogin(new URL(leadsTo), checks);
}

async function setClient(attributes: Record<string, string>): Promise<void> {
  const [client] = await realm.console.clients.find({ clientId: CLIENT_ID });
  const change = { ...client, attributes: { ...client?.attributes, ...attributes } };
  await realm.console.clients.update({ id: client?.id ?? '' }, change);
}

test('a sign-in that gets no refresh token is told until somebody signs in, and a made-up code is not', async () => {
  await check();
  const { checks } = await oidc.startLogin({});
  const { issuer } = realm.sidecar().server;
  const made = new URLSearchParams({ code: 'made-up', state: checks.state, iss: issuer });
  await expect(oidc.finishLogin(new URL(`http://localhost/entrar/retorno?${made}`), checks)).rejects.toThrow();
  await check();

  await setClient({ 'use.refresh.tokens': 'false' });
  await expect(signIn()).rejects.toMatchObject({ code: 'keycloak_misconfigured' });
  await expect(check()).rejects.toThrow(/^Keycloak has refused the client .* lacks an ID or refresh token\): .*configure/);
  await setClient({ 'use.refresh.tokens': '' });
  await expect(check()).rejects.toThrow('has refused');
  await signIn();
  await check();
});

test.each([429, 503])('a proxy that answers %i in the place of Keycloak, in JSON, refuses nobody', async (status) => {
  const { config, server, refusals } = realm.sidecar({ KEYCLOAK_URL: line.url, KEYCLOAK_PUBLIC_URL: keycloakUrl });
  const behind = createOidcClient(config, server, refusals);
  line.answerNext(1, 'POST', /\/token\/introspect$/, { status, body: { error: 'slow_down' } });
  await expect(behind.introspect('any', 'access_token')).rejects.toMatchObject({ code: 'keycloak_unavailable' });
  expect([line.hasLost, refusals.last()]).toEqual([true, undefined]);
});

test('a secret that is changed is noticed by whoever is refused first, and not five minutes later', async () => {
  await check();
  const [client] = await realm.console.clients.find({ clientId: CLIENT_ID });
  await realm.console.clients.generateNewClientSecret({ id: client?.id ?? '' });
  await check();
  await expect(oidc.introspect('any', 'access_token')).rejects.toMatchObject({ code: 'keycloak_misconfigured' });
  await expect(check()).rejects.toThrow('is KEYCLOAK_CLIENT_SECRET its secret?');
});
