import { testEnvironment } from '../support/environment.ts';
import { adminToken, invitePerson } from '../support/invite.ts';
import { mailsTo } from '../support/mail.ts';
import { createPerson, type Person } from '../support/people.ts';
import { machineToken, realmAdmin, uniqueEmail, userToken } from '../support/realm.ts';
import { TEST_CLIENT } from '../support/realm-setup.ts';
import { sidecar } from '../support/sidecar.ts';
import { until } from '../support/wait.ts';

/** Who may do what: each kind of caller × each address × a person of the own company, of another one, and of none. */
export const TARGETS = ['sol', 'luna', 'none'] as const;
export type Target = (typeof TARGETS)[number];
/** Whom there are invitations of: `join` is an account of Luna that Sol has asked to join, and is Sol's business alone. */
export const PEOPLE = [...TARGETS, 'join'] as const;
export type PersonKind = (typeof PEOPLE)[number];
export const companyOf = (kind: PersonKind): Target => (kind === 'join' ? 'sol' : kind);
export interface Caller {
  /** Companies whose people are within reach; `refused` with a status for whoever is no admin at all. */
  reach: readonly Target[] | 'refused';
  person?: Person;
  token?: string;
}
export const CALLERS = {
  'a stranger': { reach: 'refused' },
  'a person without a role': { reach: 'refused' },
  'a machine without a role': { reach: 'refused' },
  'a token for another audience': { reach: 'refused' },
  'an expired token': { reach: 'refused' },
  'a token of another realm': { reach: 'refused' },
  'an ID token': { reach: 'refused' },
  'a token that somebody signed': { reach: 'refused' },
  'an admin': { reach: TARGETS },
  'a machine': { reach: TARGETS },
  'a company admin of Sol': { reach: ['sol'] },
  'a company admin of Luna': { reach: ['luna'] },
  'a company admin of both': { reach: ['sol', 'luna'] },
  'a company admin without a company': { reach: [] },
} satisfies Record<string, Caller>;
export type CallerName = keyof typeof CALLERS;
export const callers = new Map<CallerName, Caller>(Object.entries(CALLERS) as [CallerName, Caller][]);
export const NAMES = [...callers.keys()];
export const WITH_SESSION: CallerName[] = NAMES.filter((name) => name === 'a person without a role' || /admin/.test(name));

export const invited = {} as Record<PersonKind, { id: string; email: string }>;

/** Makes them all, and somebody for each of them to see. */
export async function makeCallers(): Promise<void> {
  for (const target of TARGETS) {
    const { invitation } = await invitePerson(target === 'none' ? {} : { organization: target });
    invited[target] = invitation;
  }
  const set = async (name: CallerName, more: Partial<Caller>) => callers.set(name, { ...(callers.get(name) as Caller), ...more });
  const person = async (name: CallerName, role: string | undefined, companies: string[]) => {
    const made = await createPerson({ roles: role ? [role] : [], companies });
    await set(name, { person: made, token: await userToken(made.email) });
    return made;
  };
  const nobody = await person('a person without a role', undefined, ['sol']);
  const admin = await person('an admin', 'admin', []);
  await person('a company admin of Sol', 'company-admin', ['sol']);
  await person('a company admin of Luna', 'company-admin', ['luna']);
  await person('a company admin of both', 'company-admin', ['sol', 'luna']);
  await person('a company admin without a company', 'company-admin', []);
  await set('a machine', { token: await adminToken() });
  invited.join = await invitedByOwn('join');
  await set('a machine without a role', { token: await machineToken() });
  await set('a token for another audience', { token: await userToken(nobody.email) });
  await set('a token of another realm', { token: await consoleToken() });
  await set('an ID token', { token: await idToken(admin) });
  await set('an expired token', { token: await expiredToken(admin) });
  await set('a token that somebody signed', { token: forged(await adminToken()) });
}

async function consoleToken(): Promise<string> {
  const token = await realmAdmin().getAccessToken();
  if (!token) throw new Error('the console admin has no token');
  return token;
}

/** A new invitation of the kind, by a company admin of the company: theirs alone until somebody else acts on it. */
export async function invitedByOwn(kind: PersonKind): Promise<{ id: string; email: string }> {
  if (kind === 'none') return (await invitePerson()).invitation;
  const token = callers.get(kind === 'luna' ? 'a company admin of Luna' : 'a company admin of Sol')?.token;
  const email = kind === 'join' ? (await createPerson({ companies: ['luna'] })).email : uniqueEmail();
  const { body } = await sidecar()
    .post('/api/v1/invitations')
    .set('Authorization', `Bearer ${token}`)
    .send({ email, organization: companyOf(kind) })
    .expect(201);
  await mailsTo(email);
  return body;
}

/** Statuses for whoever is no admin. */
export const REFUSED = [401, 403];

async function tokens(parameters: Record<string, string>): Promise<{ access_token: string; id_token: string }> {
  const { keycloakUrl, realm } = testEnvironment();
  const client = { client_id: TEST_CLIENT.clientId, client_secret: TEST_CLIENT.secret };
  const body = new URLSearchParams({ grant_type: 'password', scope: 'openid', ...client, ...parameters });
  const response = await fetch(`${keycloakUrl}/realms/${realm}/protocol/openid-connect/token`, { method: 'POST', body });
  return (await response.json()) as { access_token: string; id_token: string };
}

async function idToken({ email, password }: Person): Promise<string> {
  return (await tokens({ username: email, password })).id_token;
}

/** Of a client whose tokens live for a second. */
async function expiredToken({ email, password }: Person): Promise<string> {
  const admin = realmAdmin();
  const [client] = await admin.clients.find({ clientId: TEST_CLIENT.clientId });
  const lifespan = (seconds: string) =>
    admin.clients.update(
      { id: client?.id ?? '' },
      { ...client, attributes: { ...client?.attributes, 'access.token.lifespan': seconds } },
    );
  await lifespan('1');
  const { access_token: token } = await tokens({ username: email, password });
  await lifespan('');
  const { exp } = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
  await until('the end of a token', () => Date.now() > (exp + 1) * 1000);
  return token;
}

/** The same claims, signed by nobody whom the realm knows. */
function forged(token: string): string {
  const [head, claims, signature = ''] = token.split('.');
  return [head, claims, [...signature].reverse().join('')].join('.');
}
