import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { invite } from '../../../src/invitations/commands/invite.ts';
import { resend } from '../../../src/invitations/commands/resend.ts';
import { revoke } from '../../../src/invitations/commands/revoke.ts';
import { followWaysIn } from '../../../src/invitations/following/ways-in.ts';
import { invitationOf } from '../../../src/invitations/record/invitation.ts';
import { openLogs } from '../../../src/keycloak/realm/events.ts';
import { anAdmin } from '../../support/actors.ts';
import { testEnvironment } from '../../support/environment.ts';
import { type KeycloakPage, keycloakVisitor } from '../../support/keycloak-visitor.ts';
import { mailsTo, mailTo } from '../../support/mail.ts';
import { createOwnRealm, type OwnRealm } from '../../support/own-realm.ts';
import { createUser, realmAdmin, type TestUser } from '../../support/realm.ts';
import { until } from '../../support/wait.ts';

/** A realm whose people may sign in by their company's own provider: the shared realm, which knows nothing of invitations here. */
let realm: OwnRealm;
const { keycloakUrl, realm: providerRealm } = testEnvironment();
const provider = realmAdmin();
const BACK = 'https://portal.example.test/';

beforeAll(async () => {
  realm = await createOwnRealm();
  const name = realm.console.realmName;
  const client = { clientId: `broker-${name}`, secret: 'only-in-the-test-realm' };
  await provider.clients.create({ ...client, redirectUris: [`${keycloakUrl}/realms/${name}/broker/oficina/endpoint`] });
  const issuer = `${keycloakUrl}/realms/${providerRealm}`;
  const [base, config] = [`${issuer}/protocol/openid-connect`, { clientId: client.clientId, clientSecret: client.secret }];
  const urls = { issuer, authorizationUrl: `${base}/auth`, tokenUrl: `${base}/token`, userInfoUrl: `${base}/userinfo` };
  const signed = {
    validateSignature: 'true',
    useJwksUrl: 'true',
    jwksUrl: `${base}/certs`,
    clientAuthMethod: 'client_secret_post',
  };
  const settings = { ...config, ...urls, ...signed, defaultScope: 'openid email profile' };
  await realm.console.identityProviders.create({ alias: 'oficina', providerId: 'oidc', enabled: true, config: settings });
  await realm.console.clients.create({ clientId: 'portal', publicClient: true, redirectUris: [BACK] });
});
afterAll(() => realm?.remove());

/** A person's browser, which signs in at the portal by the provider. */
function providerVisitor({ email, password }: TestUser) {
  const browser = keycloakVisitor();
  const go = async (page: KeycloakPage): Promise<KeycloakPage> =>
    page.leadsTo?.startsWith(keycloakUrl) ? go(await browser.get(page.leadsTo)) : page;
  const send = async ({ page }: KeycloakPage, fields: Record<string, string>) =>
    go(await browser.post(new URL(page.$('form').first().attr('action') ?? '', keycloakUrl).href, fields));
  return {
    send,
    open: async (address: string) => go(await browser.get(address)),
    /** Up to what Keycloak asks of the person then. */
    async signIn(): Promise<KeycloakPage> {
      const query = new URLSearchParams({ client_id: 'portal', response_type: 'code', scope: 'openid', redirect_uri: BACK });
      const start = `${keycloakUrl}/realms/${realm.console.realmName}/protocol/openid-connect/auth?${query}&kc_idp_hint=oficina`;
      const named = await send(await go(await browser.get(start)), { username: email });
      return send(named, { password });
    },
  };
}

test('who was invited and signs in by a provider is active: nobody asks them for a password, reminds them or switches them off', async () => {
  const sidecar = realm.sidecar();
  const person = await createUser(provider);
  const { id } = await invite(sidecar, { email: person.email, firstName: 'Ana', lastName: 'Prado' }, { actor: anAdmin });
  await mailTo(person.email);
  const first = providerVisitor(person);
  // There is an account already: the mailbox proves that it is theirs.
  await first.send(await first.signIn(), { submitAction: 'linkAccount' });
  await first.open((await mailTo(person.email, { count: 2 })).link);
  const now = async () => (await realm.console.users.findOne({ id })) ?? {};
  expect((await realm.console.users.listFederatedIdentities({ id })).length).toBe(1);

  const notes = { read: async () => undefined, write: async () => {} };
  const followers = followWaysIn({
    ...sidecar,
    logs: openLogs(sidecar.admin),
    notes,
    outcomes: { inc: () => {} },
    interval: 200,
  });
  await until('the note', async () => invitationOf(await now())?.status === 'activated').finally(() =>
    Promise.all(Object.values(followers).map((follower) => follower.stop())),
  );
  const later = providerVisitor(person);
  const profile = await later.signIn();
  const { leadsTo } = await later.send(profile, { firstName: 'Ana', lastName: 'Prado' });
  expect(leadsTo).toContain(BACK);

  const mails = (await mailsTo(person.email)).length;
  const refusal = { code: 'already_active' };
  await expect(resend(sidecar, anAdmin, id)).rejects.toMatchObject(refusal);
  await expect(revoke(sidecar, anAdmin, id)).rejects.toMatchObject(refusal);
  expect(await now()).toMatchObject({ enabled: true });
  expect((await now()).requiredActions).not.toContain('UPDATE_PASSWORD');
  expect(await mailsTo(person.email)).toHaveLength(mails);
});
