import { randomUUID } from 'node:crypto';
import { consoleAdmin } from '../../src/dev/keycloak/console-admin.ts';
import { DEMO_PASSWORD } from '../../src/dev/keycloak/demo.ts';
import type { KeycloakAdmin } from '../../src/keycloak/api/keycloak-admin.ts';
import { testEnvironment } from './environment.ts';
import { ADMIN_CLIENT, TEST_CLIENT } from './realm-setup.ts';
import { until } from './wait.ts';

let administrator: KeycloakAdmin | undefined;

/** Keycloak's admin client with all rights, as a person in the console has them. A suite signs in once, however often it asks. */
export function realmAdmin(): KeycloakAdmin {
  const { keycloakUrl, realm, consoleAdmin: account } = testEnvironment();
  administrator ??= consoleAdmin({ url: keycloakUrl, realm, ...account });
  return administrator;
}

/** Keycloak's admin REST as the console speaks it: `rest('POST', '/users', {...})`. The caller judges the answer. */
export async function adminRest(
  method: string,
  path: string,
  body?: unknown,
  realm = testEnvironment().realm,
): Promise<Response> {
  const { keycloakUrl } = testEnvironment();
  const token = await realmAdmin().getAccessToken();
  return fetch(`${keycloakUrl}/admin/realms/${realm}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

/** An address that no other test uses: tests share one realm and clean nothing up. */
export function uniqueEmail(name = 'persona', domain = 'example.test'): string {
  return `${name}-${randomUUID().slice(0, 8)}@${domain}`;
}

export interface NewUser {
  email?: string;
  firstName?: string;
  lastName?: string;
  locale?: string;
  /** Without one the user is new to the watcher, which invites them; `null` makes such a user. */
  password?: string | null;
  attributes?: Record<string, string[]>;
  requiredActions?: string[];
  /** Paths. */
  groups?: string[];
  enabled?: boolean;
}

export interface TestUser {
  id: string;
  email: string;
  password: string;
}

/** Does something while the realm lets several accounts have one address (*Duplicate emails*, which excludes the two other settings). */
export async function withSharedAddresses({ realms, realmName: realm }: KeycloakAdmin, act: () => Promise<void>): Promise<void> {
  const shared = { duplicateEmailsAllowed: true, loginWithEmailAllowed: false, registrationEmailAsUsername: false };
  const { duplicateEmailsAllowed, loginWithEmailAllowed, registrationEmailAsUsername } = (await realms.findOne({ realm })) ?? {};
  await realms.update({ realm }, shared);
  try {
    await act();
  } finally {
    const before = { duplicateEmailsAllowed, loginWithEmailAllowed, registrationEmailAsUsername } as typeof shared;
    await realms.update({ realm }, before);
  }
}

/** All that Keycloak stores of a user but their identities: it shows that list, empty or not, only while the realm has a provider, as another suite may make one. */
export async function accountAsStored(admin: KeycloakAdmin, id: string) {
  const { federatedIdentities: _, ...stored } = (await admin.users.findOne({ id })) ?? {};
  return stored;
}

/** A user of the realm, with a password and ready to sign in unless told otherwise. */
export async function createUser(admin: KeycloakAdmin, options: NewUser = {}): Promise<TestUser> {
  const { email = uniqueEmail(), firstName = 'Marta', lastName = 'Ruiz', locale, password = DEMO_PASSWORD } = options;
  const { id } = await admin.users.create({
    username: email,
    email,
    firstName,
    lastName,
    enabled: options.enabled ?? true,
    requiredActions: options.requiredActions ?? [],
    ...(options.groups && { groups: options.groups }),
    attributes: { ...options.attributes, ...(locale ? { locale: [locale] } : {}) },
    ...(password === null ? {} : { credentials: [{ type: 'password', value: password, temporary: false }] }),
  });
  return { id, email, password: password ?? '' };
}

/** An access token of a person, as the platform or a script would send it to the REST API. */
export async function userToken(email: string, password = DEMO_PASSWORD): Promise<string> {
  return token({ grant_type: 'password', username: email, password, scope: 'openid' });
}

/** An access token of the realm that names no user and no role of the sidecar. */
export async function machineToken(): Promise<string> {
  return token({ grant_type: 'client_credentials' });
}

/** An access token of a machine with the sidecar's role `admin`. */
export async function adminMachineToken(): Promise<string> {
  return token({ grant_type: 'client_credentials' }, ADMIN_CLIENT);
}

async function token(parameters: Record<string, string>, client = TEST_CLIENT): Promise<string> {
  const { keycloakUrl, realm } = testEnvironment();
  const response = await fetch(`${keycloakUrl}/realms/${realm}/protocol/openid-connect/token`, {
    method: 'POST',
    body: new URLSearchParams({ client_id: client.clientId, client_secret: client.secret, ...parameters }),
  });
  if (!response.ok) throw new Error(`no token: ${response.status} ${await response.text()}`);
  return ((await response.json()) as { access_token: string }).access_token;
}

/** True when Keycloak accepts this password: the proof that an activation has stored it. */
export async function canSignIn(email: string, password: string): Promise<boolean> {
  return userToken(email, password).then(
    () => true,
    () => false,
  );
}

/** Wrong passwords, until Keycloak's brute force detection locks the account for a while. */
export async function lockOut(admin: KeycloakAdmin, { id, email }: Pick<TestUser, 'id' | 'email'>): Promise<void> {
  await until('the account to be locked', async () => {
    await canSignIn(email, 'Falsa-1');
    return ((await admin.attackDetection.findOne({ id })) as { disabled?: boolean }).disabled;
  });
}

/** What an account can be signed in to with, sorted. */
export async function credentialTypes({ users }: Pick<KeycloakAdmin, 'users'>, id: string): Promise<string[]> {
  return (await users.getCredentials({ id })).map(({ type = '' }) => type).toSorted();
}
