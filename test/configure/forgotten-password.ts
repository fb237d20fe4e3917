import { testEnvironment } from '../support/environment.ts';
import { type KeycloakPage, keycloakVisitor } from '../support/keycloak-visitor.ts';
import { mailTo } from '../support/mail.ts';
import { createUser } from '../support/realm.ts';
import type { CompanyRealm } from './company-realm.ts';

/** “Forgot password?” in a realm, as a person meets it, and as Keycloak has it. */
type Realm = Pick<CompanyRealm, 'console'>;

export const COPY = 'activation-sidecar - forgotten password - reset credentials';
export const NONE = 'Esta cuenta no tiene contraseña';

/** What “Forgot password?” is in a realm. */
export async function reset({ console: { authenticationManagement, realms, realmName } }: Realm) {
  const flows = (await authenticationManagement.getFlows()).map(({ alias }) => alias).toSorted();
  const { resetCredentialsFlow = '', ...rest } = (await realms.findOne({ realm: realmName })) ?? {};
  const steps = (await authenticationManagement.getExecutions({ flow: resetCredentialsFlow })).map(
    ({ id: _, flowId: __, ...step }) => step,
  );
  return { flows, rest, resetCredentialsFlow, steps };
}

/** Takes away what makes a realm ready for passkeys, as it is when it is imported. */
export async function giveUpPasskeys({ console: { realms, realmName } }: Realm): Promise<void> {
  const before = await realms.findOne({ realm: realmName });
  await realms.update({ realm: realmName }, { ...before, webAuthnPolicyPasswordlessExtraOrigins: [] } as object);
}

/** Somebody asks for a new password, as far as the page that tells of a mail. */
export async function ask({ console }: Realm, email: string) {
  const { keycloakUrl } = testEnvironment();
  const browser = keycloakVisitor();
  const send = ({ page }: KeycloakPage, fields: Record<string, string>) =>
    browser.post(new URL(page.$('form').first().attr('action') ?? '', keycloakUrl).href, fields);
  const form = await browser.get(`${keycloakUrl}/realms/${console.realmName}/login-actions/reset-credentials?client_id=portal`);
  return { browser, send, told: await send(form, { username: email }) };
}

/** The same, and where the link of the mail leads. */
export async function follow(realm: Realm, email: string) {
  const { browser, send } = await ask(realm, email);
  return { send, page: await browser.get((await mailTo(email)).link) };
}

export const account = ({ console }: Realm, email: string, signIn: string | undefined, password: string | null) =>
  createUser(console, { email, password, attributes: signIn === undefined ? {} : { 'invitation.signIn': [signIn] } });

/** A passkey of an account, as Keycloak keeps one; with it nobody can sign in. */
export const A_PASSKEY = {
  type: 'webauthn-passwordless',
  userLabel: 'key',
  secretData: '{}',
  credentialData: JSON.stringify({
    credentialId: 'AAAA',
    counter: 0,
    credentialPublicKey: 'pQECAyYgASFYIA',
    attestationStatementFormat: 'none',
  }),
};
export async function accountWithPasskey({ console }: Realm, email: string, signIn: string): Promise<string> {
  const attributes = { 'invitation.signIn': [signIn] };
  const { id } = await console.users.create({ username: email, email, enabled: true, attributes, credentials: [A_PASSKEY] });
  return id;
}
export const credentials = async ({ console }: Realm, id: string) =>
  (await console.users.getCredentials({ id })).map(({ type }) => type);
