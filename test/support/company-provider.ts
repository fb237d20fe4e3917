import { randomUUID } from 'node:crypto';
import { CookieJar } from 'tough-cookie';
import { companySignInRequirement } from '../../src/configure/company-sign-in/company-sign-in.ts';
import type { Trust } from '../../src/configure/company-sign-in/trust.ts';
import { configure } from '../../src/configure/configure.ts';
import { consoleAdmin } from '../../src/dev/keycloak/console-admin.ts';
import { CLIENT_ID } from '../../src/dev/keycloak/fixed-names.ts';
import type { KeycloakAdmin } from '../../src/keycloak/api/keycloak-admin.ts';
import { keyed, testEnvironment } from './environment.ts';
import { type Html, load } from './html.ts';
import { type KeycloakPage, keycloakVisitor } from './keycloak-visitor.ts';
import type { TestUser } from './realm.ts';

/** A company with an identity provider of its own: another real realm of the suite's Keycloak, and an organization that is linked with it. */
export interface CompanyProvider {
  alias: string;
  /** Whose addresses the provider signs in. */
  domain: string;
  organizationId: string;
  organization: string;
  /** Of the provider. */
  staff: KeycloakAdmin;
  remove(): Promise<void>;
}

const WORK = 'work';
const SECRET = 'only-in-the-test-realm';

/** @param realm in which people of the company sign in by it. */
export async function companyProvider(realm: KeycloakAdmin, providerId: 'oidc' | 'saml' = 'oidc'): Promise<CompanyProvider> {
  const { keycloakUrl, consoleAdmin: account } = testEnvironment();
  const alias = `oficina-${randomUUID().slice(0, 8)}`;
  const domain = `${alias}.test`;
  const staff = consoleAdmin({ url: keycloakUrl, realm: alias, ...account });
  await staff.realms.create(keyed({ realm: alias, enabled: true, sslRequired: 'none', editUsernameAllowed: true }));
  const endpoint = `${keycloakUrl}/realms/${realm.realmName}/broker/${alias}/endpoint`;
  const settings = await (providerId === 'saml' ? bySaml : byOpenId)(
    staff,
    { issuer: `${keycloakUrl}/realms/${alias}`, endpoint },
    realm,
  );
  await realm.identityProviders.create({
    alias,
    providerId,
    enabled: true,
    displayName: 'Oficina',
    config: { ...settings, 'kc.org.domain': domain, 'kc.org.broker.redirect.mode.email-matches': 'true' },
  });
  if (providerId === 'saml') await addressMapper(realm, alias);
  const domains = [{ name: domain, verified: true }];
  const { id: organizationId } = await realm.organizations.create({ alias, name: `Oficina ${alias}`, enabled: true, domains });
  await realm.organizations.linkIdp({ orgId: organizationId, alias });
  const remove = async () => {
    // The realm itself may be gone by then.
    await realm.organizations.delById({ id: organizationId }).catch(() => {});
    await realm.identityProviders.del({ alias }).catch(() => {});
    await staff.realms.del({ realm: alias });
  };
  return { alias, domain, organizationId, organization: alias, staff, remove };
}

type Settings = Record<string, string>;
type Addresses = Record<'issuer' | 'endpoint', string>;

/** What the realm is told of a provider, as Keycloak's console fills it in from what the provider says of itself. */
async function byOpenId(staff: KeycloakAdmin, { issuer, endpoint }: Addresses): Promise<Settings> {
  const attributes = { 'post.logout.redirect.uris': '+' };
  await staff.clients.create({ clientId: WORK, secret: SECRET, redirectUris: [`${endpoint}*`], attributes });
  const base = `${issuer}/protocol/openid-connect`;
  return {
    ...{ clientId: WORK, clientSecret: SECRET, clientAuthMethod: 'client_secret_post', defaultScope: 'openid email profile' },
    ...{ issuer, authorizationUrl: `${base}/auth`, tokenUrl: `${base}/token`, userInfoUrl: `${base}/userinfo` },
    ...{ logoutUrl: `${base}/logout`, validateSignature: 'true', useJwksUrl: 'true', jwksUrl: `${base}/certs` },
  };
}

/** The attribute in which the SAML provider tells the address. */
const MAIL = 'urn:oid:0.9.2342.19200300.100.1.3';

async function bySaml(staff: KeycloakAdmin, { issuer, endpoint }: Addresses, realm: KeycloakAdmin): Promise<Settings> {
  const { keycloakUrl } = testEnvironment();
  const clientId = `${keycloakUrl}/realms/${realm.realmName}`;
  await staff.clients.create({
    clientId,
    protocol: 'saml',
    redirectUris: [`${endpoint}*`],
    attributes: {
      ...{ 'saml.client.signature': 'false', 'saml.server.signature': 'true', 'saml.assertion.signature': 'true' },
      ...{ 'saml.force.post.binding': 'true', saml_name_id_format: 'persistent', saml_single_logout_service_url_post: endpoint },
    },
    protocolMappers: [
      {
        name: 'address',
        protocol: 'saml',
        protocolMapper: 'saml-user-property-mapper',
        config: { 'user.attribute': 'email', 'attribute.name': MAIL, 'attribute.nameformat': 'URI Reference' },
      },
    ],
  });
  const { keys = [] } = await staff.realms.getKeys({ realm: staff.realmName });
  // The admin client's type does not know what a key is for.
  const known = keys as { use?: string; type?: string; certificate?: string }[];
  const signingCertificate = known.find(({ use, type }) => use === 'SIG' && type === 'RSA')?.certificate ?? '';
  const base = `${issuer}/protocol/saml`;
  return {
    ...{ entityId: clientId, idpEntityId: issuer, singleSignOnServiceUrl: base, singleLogoutServiceUrl: base },
    ...{ signingCertificate, postBindingResponse: 'true', postBindingAuthnRequest: 'false', postBindingLogout: 'true' },
    ...{ nameIDPolicyFormat: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent', principalType: 'SUBJECT' },
  };
}

async function addressMapper(realm: KeycloakAdmin, alias: string): Promise<void> {
  const config = { 'user.attribute': 'email', 'attribute.name': MAIL, syncMode: 'INHERIT' };
  const mapper = {
    name: 'address',
    identityProviderAlias: alias,
    identityProviderMapper: 'saml-user-attribute-idp-mapper',
    config,
  };
  await realm.identityProviders.createMapper({ alias, identityProviderMapper: mapper });
}

/** The same once `configure --company-sign-in` has been run. */
export async function readyCompany(
  realm: KeycloakAdmin,
  providerId: 'oidc' | 'saml' = 'oidc',
  trust?: Trust,
): Promise<CompanyProvider> {
  const company = await companyProvider(realm, providerId);
  const chosen = new Map(trust ? [[company.alias, trust]] : []);
  const { left } = await configure([companySignInRequirement(realm, CLIENT_ID, [company.alias], chosen)], {
    apply: true,
    recommended: false,
    log: () => {},
  });
  if (left > 0) throw new Error('the realm is not ready for company sign-in');
  return company;
}

/** Somebody whom the provider knows. */
export async function colleague(
  { staff }: CompanyProvider,
  email: string,
  { verified = true, username = email, firstName = 'Ana', lastName = 'Prado' } = {},
): Promise<TestUser> {
  const password = 'Puerto-5-luna-Sal';
  const credentials = [{ type: 'password', value: password }];
  const { id } = await staff.users.create({
    username,
    email,
    emailVerified: verified,
    firstName,
    lastName,
    enabled: true,
    credentials,
  });
  return { id, email, password };
}

/** A person's browser, on the pages of both realms. */
export function providerBrowser() {
  const { keycloakUrl } = testEnvironment();
  const browser = keycloakVisitor();
  const go = async (page: KeycloakPage): Promise<KeycloakPage> => {
    if (page.leadsTo?.startsWith(keycloakUrl)) return go(await browser.get(page.leadsTo));
    const message = samlMessageOf(page.page);
    return message ? go(await browser.post(message.address, message.fields)) : page;
  };
  const send = async ({ page }: KeycloakPage, fields: Record<string, string>) =>
    go(await browser.post(new URL(page.$('form').first().attr('action') ?? '', keycloakUrl).href, fields));
  return {
    send,
    open: async (address: string) => go(await browser.get(address)),
    /** Answers the provider's sign-in, which asks for name and password on one page. */
    signIn: (page: KeycloakPage, username: string, password: string) => send(page, { username, password }),
  };
}

/** What a page of SAML's POST binding sends on by itself, if it is one. */
function samlMessageOf({ $ }: Html): { address: string; fields: Record<string, string> } | undefined {
  const form = $('form:has([name="SAMLResponse"]), form:has([name="SAMLRequest"])').first();
  const address = form.attr('action');
  return address === undefined
    ? undefined
    : { address, fields: Object.fromEntries(form.serializeArray().map(({ name, value }) => [name, value])) };
}

/** What a browser without JavaScript shows. */
export interface Shown {
  status: number;
  url: string;
  page: Html;
}

/** Such a browser on this machine: keeps cookies, follows redirects and pages that go on by themselves, and counts what a person does. */
export function wanderer() {
  const jar = new CookieJar();
  let screens = 0;
  async function follow(address: string, form?: Record<string, string>): Promise<Shown> {
    let body = form && new URLSearchParams(form);
    for (let url = address; ; ) {
      const origin = new URL(url).origin;
      const headers = {
        cookie: jar.getCookieStringSync(url),
        'accept-language': 'es',
        ...(body && { origin, 'sec-fetch-site': 'same-origin' }),
      };
      const response = await fetch(url, { headers, redirect: 'manual', ...(body && { method: 'POST', body }) });
      body = undefined;
      for (const cookie of response.headers.getSetCookie()) jar.setCookieSync(cookie, url, { ignoreError: true });
      const page = load(await response.text());
      const refresh = response.headers.get('refresh') ?? page.$('meta[http-equiv="refresh"]').attr('content') ?? '';
      const on = response.headers.get('location') ?? /^0; url=(.*)$/.exec(refresh)?.[1];
      const message = samlMessageOf(page);
      if (message) {
        url = message.address;
        body = new URLSearchParams(message.fields);
        continue;
      }
      if (!on) return { status: response.status, url, page };
      url = new URL(on, url).href;
      if (new URL(url).hostname !== 'localhost') return { status: response.status, url, page: load('') };
    }
  }
  return {
    open: (url: string) => follow(url),
    /** On how many pages the person has done something. */
    screens: () => screens,
    /** Follows the page's one link on. */
    press: ({ page, url }: Shown) => follow(new URL(page.$('a.button--primary').attr('href') ?? '', url).href),
    /** Begins anew as somebody else, on a page of the company's that asks who has signed in there before for the password again. */
    anew({ page, url }: Shown): Promise<Shown> {
      const [, path = ''] = /location\.href='([^']+)'/.exec(page.$('#reset-login').attr('onclick') ?? '') ?? [];
      return follow(new URL(path, url).href);
    },
    /** Sends the page's first form to an address (that of the button), or that has a field of the first name given, as it stands and with what is typed. */
    send({ page, url }: Shown, typed: Record<string, string> = {}, action?: string): Promise<Shown> {
      screens += 1;
      const [name] = Object.keys(typed);
      const fitting = action ? `form[action="${action}"]` : name ? `form:has([name="${name}"])` : 'form[method="post"]';
      const form = page.$(fitting).first();
      const fields = Object.fromEntries(form.serializeArray().map((field) => [field.name, field.value]));
      return follow(new URL(form.attr('action') ?? '', url).href, { ...fields, ...typed });
    },
  };
}
