import { createHmac } from 'node:crypto';
import type { MailName } from '../../../src/build/mails/variables.ts';
import type { Locale } from '../../../src/settings/brand.ts';
import { until } from '../../support/wait.ts';
import { KeycloakBrowser } from '../keycloak-browser.ts';
import { type MailRealm, PASSWORD, type Person } from './mail-realm.ts';

/** What makes Keycloak 26.7.4 send each mail. A trigger returns the address that the mail goes to. */
export type Trigger = (realm: MailRealm, locale: Locale) => Promise<string>;

/** Mails that 26.7.4 itself never sends. Their templates are proven by test/build/mails/mails-rendered.long.kc.test.ts. */
export const NEVER_SENT: Partial<Record<MailName, string>> = {
  'email-verification-with-code': 'no class of Keycloak 26.7.4 names this template: it is there for extensions',
};

async function signIn(
  realm: MailRealm,
  person: Person,
  parameters: Record<string, string> = {},
  password = PASSWORD,
): Promise<KeycloakBrowser> {
  const browser = await new KeycloakBrowser(person.locale).open(realm.signInUrl(parameters));
  // A realm that has organizations asks for the address first and for the password on the next page.
  if (!browser.page.includes('name="password"')) await browser.submit({ username: person.email });
  return browser.submit({ username: person.email, password });
}

/** `executeActions`, as a sidecar's invitation, or as the console sends it. */
export async function executeActions(realm: MailRealm, person: Person, actions: string[], lifespan = 604_800): Promise<void> {
  await realm.admin('PUT', `/users/${person.id}/execute-actions-email?lifespan=${lifespan}`, actions);
}

async function failToSignIn(realm: MailRealm, person: Person): Promise<void> {
  await signIn(realm, person, {}, 'wrong');
}

/** RFC 6238 with Keycloak's defaults: SHA-1, six digits, 30 seconds; the secret is text. */
function totp(secret: string): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)));
  const digest = createHmac('sha1', secret).update(counter).digest();
  const offset = (digest.at(-1) ?? 0) & 15;
  return `${(digest.readUInt32BE(offset) & 0x7fffffff) % 1_000_000}`.padStart(6, '0');
}

async function setUpTotp(realm: MailRealm, person: Person): Promise<void> {
  const browser = await signIn(realm, person, { kc_action: 'CONFIGURE_TOTP' });
  const secret = /name="totpSecret" value="([^"]+)"/.exec(browser.page)?.[1] ?? '';
  await browser.submit({ totp: totp(secret), userLabel: 'app' });
}

/** A person who has an authenticator app already, and takes it away on Keycloak's own page. */
async function removeTotp(realm: MailRealm, purpose: string, locale: Locale): Promise<string> {
  const secret = 'a-secret-of-twenty-b';
  const otp = {
    type: 'otp',
    userLabel: 'app',
    secretData: JSON.stringify({ value: secret }),
    credentialData: JSON.stringify({ subType: 'totp', digits: 6, counter: 0, period: 30, algorithm: 'HmacSHA1' }),
  };
  const password = { type: 'password', value: PASSWORD, temporary: false };
  const person = await realm.person(purpose, locale, { credentials: [password, otp] });
  const credentials = await realm.admin<{ id: string; type: string }[]>('GET', `/users/${person.id}/credentials`);
  const id = credentials.find(({ type }) => type === 'otp')?.id;
  const browser = await signIn(realm, person, { kc_action: `delete_credential:${id}` });
  await browser.submit({ otp: totp(secret) });
  await browser.submit({ accept: '' });
  return person.email;
}

export const TRIGGERS: Partial<Record<MailName, Trigger>> = {
  async executeActions(realm, locale) {
    const person = await realm.person('invited', locale, {
      credentials: [],
      attributes: {
        locale: [locale],
        'invitation.id': ['1'],
        'invitation.status': ['queued'],
        'invitation.by': ['Sol & Hijos, S. L.'],
      },
    });
    await executeActions(realm, person, ['UPDATE_PROFILE', 'UPDATE_PASSWORD']);
    return person.email;
  },

  async 'password-reset'(realm, locale) {
    const person = await realm.person('forgetful', locale);
    const address = `${realm.url}/login-actions/reset-credentials?client_id=app`;
    await (await new KeycloakBrowser(locale).open(address)).submit({ username: person.email });
    return person.email;
  },

  async 'email-verification'(realm, locale) {
    const person = await realm.person('unverified', locale, { emailVerified: false });
    await realm.admin('PUT', `/users/${person.id}/send-verify-email`);
    return person.email;
  },

  async 'email-update-confirmation'(realm, locale) {
    const person = await realm.person('moving', locale);
    const email = person.email.replace('moving', 'moved');
    await (await signIn(realm, person, { kc_action: 'UPDATE_EMAIL' })).submit({ email });
    return email;
  },

  /** Someone who has an account signs in at the identity provider for the first time, under the same address. */
  async 'identity-provider-link'(realm, locale) {
    const person = await realm.person('linking', locale);
    await realm.personAtProvider(person);
    const browser = await signIn(realm, person, { kc_idp_hint: 'sol' });
    await browser.submit({ submitAction: 'linkAccount' });
    return person.email;
  },

  async 'org-invite'(realm, locale) {
    const person = await realm.person('member', locale);
    await realm.admin(
      'POST',
      `/organizations/${await realm.organization()}/members/invite-existing-user`,
      new URLSearchParams({ id: person.id }),
    );
    return person.email;
  },

  /** Goes to the administrator who presses the button, here one of this realm. */
  async 'email-test'(realm, locale) {
    const person = await realm.person('admin', locale);
    await realm.makeAdmin(person);
    await realm.as(person, 'POST', `/admin/realms/${realm.name}/testSMTPConnection`, realm.smtpServer);
    return person.email;
  },

  async 'workflow-notification'(realm, locale) {
    const person = await realm.person('inactive', locale);
    await realm.admin('POST', `/workflows/${await realm.workflow()}/activate/USERS/${person.id}`);
    return person.email;
  },

  async 'verifiable-credential-offer'(realm, locale) {
    const person = await realm.person('holder', locale);
    const scope = await realm.credentialScope();
    await realm.admin('POST', `/users/${person.id}/vc/credentials`, { credentialScopeName: scope });
    await realm.admin('PUT', `/users/${person.id}/vc/credentials/send-credential-offer`, { credentialConfigurationId: scope });
    return person.email;
  },

  async 'event-login_error'(realm, locale) {
    const person = await realm.person('mistyping', locale);
    await failToSignIn(realm, person);
    return person.email;
  },

  async 'event-update_password'(realm, locale) {
    const person = await realm.person('changing', locale);
    const browser = await signIn(realm, person, { kc_action: 'UPDATE_PASSWORD' });
    await browser.submit({ 'password-new': `${PASSWORD}-b`, 'password-confirm': `${PASSWORD}-b` });
    return person.email;
  },

  // Keycloak reports each change of a credential twice, as the old event and as the new one.
  async 'event-update_credential'(realm, locale) {
    const person = await realm.person('otp-new', locale);
    await setUpTotp(realm, person);
    return person.email;
  },

  async 'event-update_totp'(realm, locale) {
    const person = await realm.person('otp-old', locale);
    await setUpTotp(realm, person);
    return person.email;
  },

  'event-remove_credential': (realm, locale) => removeTotp(realm, 'otp-gone', locale),
  'event-remove_totp': (realm, locale) => removeTotp(realm, 'otp-off', locale),

  async 'event-user_disabled_by_temporary_lockout'(realm, locale) {
    const person = await realm.person('locked', locale);
    await failToSignIn(realm, person);
    await failToSignIn(realm, person);
    return person.email;
  },

  async 'event-user_disabled_by_permanent_lockout'(realm, locale) {
    const person = await realm.person('locked-out', locale);
    await realm.lockPermanently(async () => {
      await failToSignIn(realm, person);
      await failToSignIn(realm, person);
      // Keycloak counts failures after it has answered, by the settings of that moment.
      await until('the lock', async () => !(await realm.admin<{ enabled: boolean }>('GET', `/users/${person.id}`)).enabled);
    });
    return person.email;
  },
};
