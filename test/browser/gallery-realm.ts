import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { consoleAdmin } from '../../src/dev/keycloak/console-admin.ts';
import type { KeycloakAdmin } from '../../src/keycloak/api/keycloak-admin.ts';
import { fillPlaceholders, REALM_FILE } from '../../src/keycloak/realm/realm-file.ts';
import { keyed, testEnvironment } from '../support/environment.ts';
import { createUser, type NewUser, type TestUser, uniqueEmail } from '../support/realm.ts';

/**
 * A realm like the product's, and with everything switched on that a company might switch on: registration, an identity provider,
 * companies, consent, a profile with every kind of field. Its own realm, because other suites stand on the product's as it is.
 */
export interface GalleryRealm {
  name: string;
  /** Where a platform sends its users to sign in. */
  signInUrl(options?: { action?: string; scope?: string; client?: string }): string;
  url(path: string): string;
  /** Somebody who can sign in and lacks nothing but the given required actions. */
  person(options?: NewUser): Promise<TestUser>;
  admin: KeycloakAdmin;
  remove(): Promise<void>;
}

const CLIENT = 'gallery';
const CONSENT_CLIENT = 'gallery-consent';
/** Keycloak sends the browser here in the end; the page is never looked at. */
const back = () => `${testEnvironment().sidecarUrl}/healthz`;

export async function createGalleryRealm(): Promise<GalleryRealm> {
  const { keycloakUrl, consoleAdmin: account, smtpUrl, sidecarUrl } = testEnvironment();
  const name = `gallery-${randomUUID().slice(0, 8)}`;
  const partner = `${name}-partner`;
  const admin = consoleAdmin({ url: keycloakUrl, realm: name, ...account });
  const url = (path: string) => `${keycloakUrl}/realms/${name}${path}`;

  const values = {
    KEYCLOAK_CLIENT_ENABLED: 'true',
    KEYCLOAK_CLIENT_SECRET: randomUUID(),
    PUBLIC_URL: sidecarUrl,
    SMTP_PORT: new URL(smtpUrl).port,
  };
  const file = JSON.parse(fillPlaceholders(await readFile(REALM_FILE, 'utf8'), values));
  await admin.realms.create(keyed({ ...file, realm: name, registrationAllowed: true }));
  await Promise.all([
    admin.clients.create(browserClient(CLIENT, { defaultClientScopes: [...DEFAULT_SCOPES, 'organization'] })),
    admin.clients.create(browserClient(CONSENT_CLIENT, { name: 'Panel de planta', consentRequired: true })),
    ...['sol', 'luna'].map((alias) =>
      admin.organizations.create({ name: `Energía ${alias}`, alias, domains: [{ name: `${alias}.example` }] }),
    ),
    ...OPTIONAL_ACTIONS.map(async (alias) => {
      const action = await admin.authenticationManagement.getRequiredActionForAlias({ alias });
      await admin.authenticationManagement.updateRequiredAction({ alias }, { ...action, enabled: true });
    }),
    addPartner(admin, partner, name),
  ]);

  return {
    name,
    admin,
    url,
    signInUrl({ action, scope = 'openid', client = CLIENT } = {}) {
      const query = new URLSearchParams({ client_id: client, response_type: 'code', scope, redirect_uri: back() });
      if (action) query.set('kc_action', action);
      return url(`/protocol/openid-connect/auth?${query}`);
    },
    person: (options = {}) => createUser(admin, { locale: 'es', ...options }),
    async remove() {
      await admin.realms.del({ realm: name });
      await admin.realms.del({ realm: partner });
    },
  };
}

const DEFAULT_SCOPES = ['acr', 'basic', 'email', 'profile', 'roles'];
const OPTIONAL_ACTIONS = ['TERMS_AND_CONDITIONS', 'delete_account', 'delete_credential'];

const browserClient = (clientId: string, more: object) => ({
  clientId,
  publicClient: true,
  standardFlowEnabled: true,
  redirectUris: [back()],
  baseUrl: testEnvironment().sidecarUrl,
  defaultClientScopes: DEFAULT_SCOPES,
  attributes: { tosUri: `${testEnvironment().sidecarUrl}/ayuda`, policyUri: `${testEnvironment().sidecarUrl}/ayuda` },
  ...more,
});

/** A partner's Keycloak realm as identity provider, with one person whose address is taken here already. */
const ofPartner = uniqueEmail('socia', 'sol.example');
export const PARTNER = { alias: 'partner', username: ofPartner, password: 'Faro-8-nube', email: ofPartner };

async function addPartner(admin: KeycloakAdmin, partner: string, realm: string): Promise<void> {
  const { keycloakUrl } = testEnvironment();
  const secret = randomUUID();
  const realmOfPartner = {
    realm: partner,
    enabled: true,
    clients: [{ clientId: 'broker', secret, redirectUris: [`${keycloakUrl}/realms/${realm}/*`], standardFlowEnabled: true }],
    users: [
      {
        username: PARTNER.username,
        email: PARTNER.email,
        emailVerified: true,
        firstName: 'Inés',
        lastName: 'Vega',
        enabled: true,
        credentials: [{ type: 'password', value: PARTNER.password }],
      },
    ],
  };
  await admin.realms.create(keyed(realmOfPartner));
  const endpoint = `${keycloakUrl}/realms/${partner}/protocol/openid-connect`;
  await admin.identityProviders.create({
    alias: PARTNER.alias,
    displayName: 'Cuenta de la empresa',
    providerId: 'oidc',
    enabled: true,
    config: {
      clientId: 'broker',
      clientSecret: secret,
      authorizationUrl: `${endpoint}/auth`,
      tokenUrl: `${endpoint}/token`,
      userInfoUrl: `${endpoint}/userinfo`,
      defaultScope: 'openid profile email',
      validateSignature: 'false',
    },
  });
}

/** Every kind of field that a realm's user profile can ask for. */
export async function addEveryKindOfField(admin: KeycloakAdmin): Promise<void> {
  const profile = await admin.users.getProfile();
  const permissions = { view: ['admin', 'user'], edit: ['admin', 'user'] };
  const field = (name: string, displayName: string, more: object = {}) => ({
    name,
    displayName,
    group: 'work',
    permissions,
    ...more,
  });
  const options = (...values: string[]) => ({ validations: { options: { options: values } } });
  await admin.users.updateProfile({
    ...profile,
    groups: [
      ...(profile.groups ?? []),
      { name: 'work', displayHeader: 'Empresa', displayDescription: 'Los datos de su puesto.' },
    ],
    attributes: [
      ...(profile.attributes ?? []),
      field('role', 'Cargo', {
        ...options('lead', 'tech'),
        annotations: { inputType: 'select', inputOptionLabels: { lead: 'Gerencia', tech: 'Técnica' } },
      }),
      field('shift', 'Turno', {
        ...options('Mañana', 'Tarde'),
        annotations: { inputType: 'select-radiobuttons', inputHelperTextBefore: 'Puede cambiarlo cuando quiera.' },
        required: { roles: ['user'] },
      }),
      field('areas', 'Áreas', {
        ...options('Solar', 'Eólica'),
        multivalued: true,
        annotations: { inputType: 'multiselect-checkboxes' },
      }),
      field('notes', 'Notas', { annotations: { inputType: 'textarea', inputHelperTextAfter: 'Como mucho 200 caracteres.' } }),
      field('plates', 'Matrículas', { multivalued: true }),
      field('since', 'Fecha de alta', { annotations: { inputType: 'html5-date' } }),
      field('number', 'Número de empleado', { permissions: { view: ['admin', 'user'], edit: ['admin'] } }),
    ],
  });
}
