import type { CompanyProvider } from '../support/company-provider.ts';
import { providerBrowser } from '../support/company-provider.ts';
import { testEnvironment } from '../support/environment.ts';
import type { Html } from '../support/html.ts';
import { createOwnRealm } from '../support/own-realm.ts';
import { createUser } from '../support/realm.ts';
import { runCli } from './support.ts';

/** Where the sign-ins of these tests lead. */
export const BACK = 'https://portal.example.test/';

/** Keycloak waits for the mailbox of the account's owner. */
export const MAILBOX = 'login-idp-link-email';

export const pageOf = ({ page }: { page: Html }) => (JSON.parse(page.$('#keycloak-state').text()) as { page: string }).page;

/** A realm of one's own with an app, in which people of companies sign in, and `npm run configure` for it. */
export async function createCompanyRealm() {
  const own = await createOwnRealm();
  const { console } = own;
  const { realmName } = console;
  const { keycloakUrl, sidecarUrl, consoleAdmin: account } = testEnvironment();
  await console.clients.create({
    clientId: 'portal',
    publicClient: true,
    directAccessGrantsEnabled: true,
    redirectUris: [BACK],
  });
  return {
    ...own,
    configure: (...args: string[]) =>
      runCli(args, {
        KEYCLOAK_URL: keycloakUrl,
        KEYCLOAK_REALM: realmName,
        KEYCLOAK_ADMIN_USERNAME: account.username,
        KEYCLOAK_ADMIN_PASSWORD: account.password,
        PUBLIC_URL: sidecarUrl,
      }),
    /** An account of the realm; with a mark, that of an open invitation whose link was opened. */
    async account(email: string, mark?: string, status = 'opened') {
      const attributes = mark === undefined ? {} : { 'invitation.idp': [mark], 'invitation.status': [status] };
      return createUser(console, { email, attributes, ...(mark !== undefined && { password: null }) });
    },
    /** As far as the provider's sign-in leads. */
    async signIn(person: { password: string }, username: string, at: CompanyProvider, scope = 'openid') {
      const browser = providerBrowser();
      const query = new URLSearchParams({ client_id: 'portal', response_type: 'code', scope, redirect_uri: BACK });
      const start = `${keycloakUrl}/realms/${realmName}/protocol/openid-connect/auth?${query}&kc_idp_hint=${at.alias}`;
      return { browser, page: await browser.signIn(await browser.open(start), username, person.password) };
    },
    links: async (id: string) => (await console.users.listFederatedIdentities({ id })).length,
  };
}
export type CompanyRealm = Awaited<ReturnType<typeof createCompanyRealm>>;
