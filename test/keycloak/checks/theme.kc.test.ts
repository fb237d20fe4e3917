import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { checkTheme } from '../../../src/keycloak/checks/theme.ts';
import { type Node, startBalancer } from '../../support/balancer.ts';
import { testEnvironment } from '../../support/environment.ts';
import { createOwnRealm, type OwnRealm } from '../../support/own-realm.ts';

/** What `/readyz` says of the theme, where Keycloak has several nodes. Two real ones of which one lacks it: test/special/production.special.kc.test.ts. */
const { keycloakUrl, clientId } = testEnvironment();
let ours: OwnRealm;
let stock: OwnRealm;
let withTheme: Node;
/** A node without the theme shows the same pages in Keycloak's own: so does this one, because another realm draws them. */
let without: Node;

beforeAll(async () => {
  [ours, stock] = await Promise.all([createOwnRealm(), createOwnRealm()]);
  const { realmName } = stock.console;
  await stock.console.realms.update({ realm: realmName }, { loginTheme: 'keycloak.v2' });
  const [client] = await stock.console.clients.find({ clientId });
  const attributes = { ...client?.attributes, login_theme: '' };
  await stock.console.clients.update({ id: client?.id ?? '' }, { ...client, attributes });
  withTheme = { url: keycloakUrl };
  without = { url: keycloakUrl, path: (path) => path.replace(ours.console.realmName, realmName) };
});
afterAll(() => Promise.all([ours?.remove(), stock?.remove()]));

/** The line for a Keycloak of these nodes; undefined when all is well. */
async function lineFor(...nodes: Node[]): Promise<string | undefined> {
  const balancer = await startBalancer(...nodes);
  const { server, config } = ours.sidecar({ KEYCLOAK_URL: balancer.url });
  try {
    return await checkTheme(server, config.keycloak.clientId).then(
      () => undefined,
      (error: Error) => error.message,
    );
  } finally {
    await balancer.stop();
  }
}

test('a theme on every node is no matter for a line', async () => {
  expect(await lineFor(withTheme, withTheme)).toBeUndefined();
});

test('a theme that is missing on one of two nodes is said in one line', async () => {
  expect(await lineFor(withTheme, without)).toMatch(/^a node of Keycloak lacks our theme: .*amperecloud-theme\.jar/);
});

test('a node that only the second question meets is named, too', async () => {
  const path = (asked: string) => (asked.includes('/login-actions/') ? (without.path?.(asked) ?? asked) : asked);
  expect(await lineFor(withTheme, { url: keycloakUrl, path })).toMatch(/^a node of Keycloak lacks our theme/);
});

test('a theme that is missing on every node is another line', async () => {
  expect(await lineFor(without, without)).toMatch(/^the login theme of the sidecar’s client has no state block/);
});
