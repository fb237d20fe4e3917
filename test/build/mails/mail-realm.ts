import { LOCALES, type Locale } from '../../../src/settings/brand.ts';

/** A realm of its own, on the shared Keycloak, in which every mail can be sent without touching anybody else's settings. */
export interface MailRealmOptions {
  keycloakUrl: string;
  /** A token of the master realm's administrator. */
  adminToken: () => Promise<string>;
  smtpPort: number;
  theme: string;
  /** RSA key of both realms (environment.ts). */
  realmKey: string;
}

export interface Person {
  id: string;
  email: string;
  locale: Locale;
}

export const PASSWORD = 'Sol-y-viento-2026';
export const ORGANIZATION = 'Sol & <Luna> {0} ${x}';
export const PROVIDER_NAME = 'Sol ID {1}';
export const APP = 'https://app.invalid/';

export class MailRealm {
  readonly name = `mails-${process.pid}`;
  readonly smtpServer: Record<string, string>;
  readonly #options: MailRealmOptions;
  readonly #made = new Map<string, Promise<string>>();
  #people = 0;
  #lockouts: Promise<unknown> = Promise.resolve();

  constructor(options: MailRealmOptions) {
    this.#options = options;
    this.smtpServer = {
      host: 'localhost',
      port: `${options.smtpPort}`,
      from: 'no-reply@amperecloud.com',
      fromDisplayName: 'Amperecloud',
    };
  }

  get url(): string {
    return `${this.#options.keycloakUrl}/realms/${this.name}`;
  }

  /** The address at which a browser starts to sign in. */
  signInUrl(parameters: Record<string, string> = {}): string {
    const query = new URLSearchParams({
      client_id: 'app',
      response_type: 'code',
      scope: 'openid',
      redirect_uri: APP,
      ...parameters,
    });
    return `${this.url}/protocol/openid-connect/auth?${query}`;
  }

  async create(): Promise<void> {
    const { theme, realmKey: privateKey } = this.#options;
    const client = { clientId: 'app', publicClient: true, directAccessGrantsEnabled: true, redirectUris: [`${APP}*`] };
    const actions = ['UPDATE_EMAIL', 'UPDATE_PASSWORD', 'CONFIGURE_TOTP'];
    await this.master('POST', '/admin/realms', {
      realm: this.name,
      privateKey,
      displayName: 'Technical realm name',
      enabled: true,
      sslRequired: 'none',
      emailTheme: theme,
      loginTheme: 'keycloak.v2',
      internationalizationEnabled: true,
      supportedLocales: [...LOCALES],
      defaultLocale: 'es',
      resetPasswordAllowed: true,
      organizationsEnabled: true,
      verifiableCredentialsEnabled: true,
      eventsListeners: ['email'],
      bruteForceProtected: true,
      failureFactor: 2,
      quickLoginCheckMilliSeconds: 1,
      minimumQuickLoginWaitSeconds: 1,
      smtpServer: this.smtpServer,
      clients: [client],
    });
    for (const alias of actions) {
      const path = `/authentication/required-actions/${alias}`;
      await this.admin('PUT', path, { ...(await this.admin<object>('GET', path)), enabled: true });
    }
    const updateEmail = '/authentication/required-actions/UPDATE_EMAIL/config';
    await this.admin('PUT', updateEmail, { config: { verifyEmail: 'true' } });
    // So that an attribute like invitation.by can be set without being declared.
    const profile = await this.admin<object>('GET', '/users/profile');
    await this.admin('PUT', '/users/profile', { ...profile, unmanagedAttributePolicy: 'ADMIN_EDIT' });
    await this.#createProvider();
  }

  /** A second realm that people of this one can sign in with. */
  async #createProvider(): Promise<void> {
    const oidc = `${this.#options.keycloakUrl}/realms/${this.#provider}/protocol/openid-connect`;
    const client = { clientId: 'broker', secret: 'only-between-two-test-realms', redirectUris: [`${this.url}/*`] };
    const { realmKey: privateKey } = this.#options;
    const realm = { realm: this.#provider, enabled: true, sslRequired: 'none', clients: [client], privateKey };
    await this.master('POST', '/admin/realms', realm);
    await this.admin('POST', '/identity-provider/instances', {
      alias: 'sol',
      displayName: PROVIDER_NAME,
      providerId: 'oidc',
      enabled: true,
      config: {
        clientId: client.clientId,
        clientSecret: client.secret,
        authorizationUrl: `${oidc}/auth`,
        tokenUrl: `${oidc}/token`,
        jwksUrl: `${oidc}/certs`,
        useJwksUrl: 'true',
        validateSignature: 'true',
        defaultScope: 'openid profile email',
      },
    });
  }

  get #provider(): string {
    return `${this.name}-provider`;
  }

  async remove(): Promise<void> {
    await this.master('DELETE', `/admin/realms/${this.name}`);
    await this.master('DELETE', `/admin/realms/${this.#provider}`);
  }

  /** A new person whose address says what it is for. */
  async person(purpose: string, locale: Locale, more: Record<string, unknown> = {}): Promise<Person> {
    const email = `${purpose}.${locale}.${++this.#people}@${this.name}.example`.toLowerCase();
    const id = await this.admin<string>('POST', '/users', {
      username: email,
      email,
      emailVerified: true,
      enabled: true,
      firstName: 'Zoë',
      lastName: "O'Neill Ñandú",
      attributes: { locale: [locale] },
      credentials: [{ type: 'password', value: PASSWORD, temporary: false }],
      ...more,
    });
    return { id, email, locale };
  }

  /** The same person at the identity provider. */
  async personAtProvider({ email }: Person): Promise<void> {
    const credentials = [{ type: 'password', value: PASSWORD, temporary: false }];
    const names = { username: email, email, emailVerified: true, firstName: 'Zoë', lastName: 'Ñandú' };
    await this.master('POST', `/admin/realms/${this.#provider}/users`, { ...names, enabled: true, credentials });
  }

  organization(): Promise<string> {
    return this.#once('organization', () =>
      this.admin('POST', '/organizations', { name: ORGANIZATION, alias: 'sol', domains: [{ name: 'sol.example' }] }),
    );
  }

  /** Notifies at once; a week later it would disable the account. */
  workflow(): Promise<string> {
    const steps = [{ uses: 'notify-user' }, { uses: 'disable-user', after: '7d' }];
    return this.#once('workflow', () => this.admin('POST', '/workflows', { name: 'inactive', enabled: true, steps }));
  }

  async credentialScope(): Promise<string> {
    const name = 'certificate';
    const attributes = { 'vc.credential_configuration_id': name, 'vc.display': '[{"name":"Certificado <A>","locale":"es"}]' };
    await this.#once('scope', () => this.admin('POST', '/client-scopes', { name, protocol: 'oid4vc', attributes }));
    return name;
  }

  async makeAdmin({ id }: Person): Promise<void> {
    const [client] = await this.admin<{ id: string }[]>('GET', '/clients?clientId=realm-management');
    const role = await this.admin('GET', `/clients/${client?.id}/roles/realm-admin`);
    await this.admin('POST', `/users/${id}/role-mappings/clients/${client?.id}`, [role]);
  }

  /** Runs `action` while too many failures lock an account for good: one after the other, since that is a setting of the realm. */
  lockPermanently(action: () => Promise<void>): Promise<void> {
    const run = this.#lockouts.then(async () => {
      await this.admin('PUT', '', { permanentLockout: true, quickLoginCheckMilliSeconds: 0 });
      await action();
      await this.admin('PUT', '', { permanentLockout: false, quickLoginCheckMilliSeconds: 1 });
    });
    this.#lockouts = run.catch(() => undefined);
    return run;
  }

  /** A request with the token of a person of this realm. */
  async as(person: Person, method: string, path: string, body: unknown): Promise<void> {
    const form = { grant_type: 'password', client_id: 'admin-cli', username: person.email, password: PASSWORD };
    const answer = await fetch(`${this.url}/protocol/openid-connect/token`, { method: 'POST', body: new URLSearchParams(form) });
    const { access_token } = (await answer.json()) as { access_token: string };
    await this.#request(access_token, method, path, body);
  }

  #once(what: string, make: () => Promise<string>): Promise<string> {
    const made = this.#made.get(what) ?? make();
    this.#made.set(what, made);
    return made;
  }

  /** Admin REST of this realm. A POST that creates answers with the new id. */
  async admin<T = unknown>(method: string, path: string, body?: unknown): Promise<T> {
    return this.master<T>(method, `/admin/realms/${this.name}${path}`, body);
  }

  async master<T = unknown>(method: string, path: string, body?: unknown): Promise<T> {
    return this.#request<T>(await this.#options.adminToken(), method, path, body);
  }

  async #request<T>(token: string, method: string, path: string, body: unknown): Promise<T> {
    const form = body instanceof URLSearchParams;
    const response = await fetch(`${this.#options.keycloakUrl}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined || form ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: form ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    const created = response.headers.get('location')?.split('/').at(-1);
    return (created ?? (text === '' ? undefined : JSON.parse(text))) as T;
  }
}
