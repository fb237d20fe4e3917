import { beforeAll, describe, expect, test } from '@jest/globals';
import { testEnvironment } from '../support/environment.ts';
import { load } from '../support/html.ts';
import { adminToken, invitationNow, invitePerson } from '../support/invite.ts';
import { mailsTo } from '../support/mail.ts';
import { createPerson, type Person, sessionCookie } from '../support/people.ts';
import { machineToken, realmAdmin, uniqueEmail, userToken } from '../support/realm.ts';
import { TEST_CLIENT } from '../support/realm-setup.ts';
import { sidecar } from '../support/sidecar.ts';
import { until } from '../support/wait.ts';

/** Who may do what: each kind of caller × each address × a person of the own company, of another one, and of none. */
const TARGETS = ['sol', 'luna', 'none'] as const;
type Target = (typeof TARGETS)[number];
/** Whom there are invitations of: `join` is an account of Luna that Sol has asked to join, and is Sol's business alone. */
const PEOPLE = [...TARGETS, 'join'] as const;
type PersonKind = (typeof PEOPLE)[number];
const companyOf = (kind: PersonKind): Target => (kind === 'join' ? 'sol' : kind);
interface Caller {
  /** Companies whose people are within reach; `refused` with a status for whoever is no admin at all. */
  reach: readonly Target[] | 'refused';
  person?: Person;
  token?: string;
}
const CALLERS = {
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
type CallerName = keyof typeof CALLERS;
const callers = new Map<CallerName, Caller>(Object.entries(CALLERS) as [CallerName, Caller][]);
const NAMES = [...callers.keys()];
const WITH_SESSION: CallerName[] = NAMES.filter((name) => name === 'a person without a role' || /admin/.test(name));

const invited = {} as Record<PersonKind, { id: string; email: string }>;

beforeAll(async () => {
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
}, 120_000);

async function consoleToken(): Promise<string> {
  const token = await realmAdmin().getAccessToken();
  if (!token) throw new Error('the console admin has no token');
  return token;
}

/** A new invitation of the kind, by a company admin of the company: theirs alone until somebody else acts on it. */
async function invitedByOwn(kind: PersonKind): Promise<{ id: string; email: string }> {
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

describe.each(NAMES)('over the API, %s', (name) => {
  const call = (method: 'get' | 'post' | 'patch' | 'delete', path: string, body?: object) => {
    const request = sidecar()[method](`/api/v1/invitations${path}`);
    const { token } = callers.get(name) as Caller;
    if (token) request.set('Authorization', `Bearer ${token}`);
    return body ? request.send(body) : request;
  };
  const { reach } = CALLERS[name] as Caller;

  test.each(PEOPLE)('and a person of %s', async (kind) => {
    const allowed = reach !== 'refused' && reach.includes(companyOf(kind));
    const { id, email } = allowed ? await invitedByOwn(kind) : invited[kind];
    const before = await invitationNow(id);
    const mails = (await mailsTo(email)).length;
    const expected = reach === 'refused' ? REFUSED : [allowed ? 200 : 404];
    expect(expected).toContain((await call('get', `/${id}`)).status);
    expect(expected).toContain((await call('patch', `/${id}`, { lastName: 'Prado' })).status);
    expect(expected).toContain((await call('delete', `/${id}`)).status);
    const resent = await call('post', `/${id}/resend`, {});
    expect(expected).toContain(resent.status);
    // Sent again after a revocation, it has another account.
    if (allowed) invited[kind] = resent.body;
    if (allowed) return;
    // Not even a trace: the answer is that for a person who does not exist, and nothing has moved.
    if (reach !== 'refused') expect(anonymous(await call('get', `/${id}`))).toEqual(anonymous(await call('get', `/${UNKNOWN}`)));
    expect(await invitationNow(id)).toEqual(before);
    expect((await mailsTo(email)).length).toBe(mails);
  });

  test('and the list', async () => {
    for (const kind of PEOPLE) {
      const { id, email } = invited[kind];
      for (const search of [email, id]) {
        const { status, body } = await call('get', `?search=${encodeURIComponent(search)}`);
        if (reach === 'refused') expect(REFUSED).toContain(status);
        else expect([kind, body.total]).toEqual([kind, reach.includes(companyOf(kind)) ? 1 : 0]);
      }
    }
    if (reach === 'refused' || reach.length === TARGETS.length) return;
    const { body } = await call('get', '?max=200');
    for (const { organization } of body.items) expect(reach).toContain(organization);
  });

  test.each(TARGETS)('and a new person for %s', async (target) => {
    const email = uniqueEmail();
    const answer = await call('post', '', { email, ...(target === 'none' ? {} : { organization: target }) });
    if (reach === 'refused') expect(REFUSED).toContain(answer.status);
    else expect(answer.status).toBe(reach.includes(target) ? 201 : 400);
    const [user] = await realmAdmin().users.find({ email, exact: true });
    expect(user !== undefined).toBe(answer.status === 201);
  });
});

describe.each(NAMES)('with a file, %s', (name) => {
  const { reach } = CALLERS[name] as Caller;
  const authorized = (request: ReturnType<ReturnType<typeof sidecar>['get']>) => {
    const { token } = callers.get(name) as Caller;
    return token ? request.set('Authorization', `Bearer ${token}`) : request;
  };

  test.each(TARGETS)('and people for %s: nobody is invited beyond the own companies', async (target) => {
    const email = uniqueEmail();
    const query = target === 'none' ? {} : { organization: target };
    const request = authorized(sidecar().post('/api/v1/imports').query(query));
    const { status, body } = await request.type('text/csv').send(`email\n${email}\n`);
    // Whoever has one company need not name it: the people get into that one.
    const allowed = reach !== 'refused' && (reach.includes(target) || (target === 'none' && reach.length === 1));
    if (reach === 'refused') expect(REFUSED).toContain(status);
    else if (allowed) expect(status).toBe(202);
    else expect([202, 400]).toContain(status);
    if (status === 202) {
      const done = await until('the end of an import', async () => {
        const answer = await authorized(sidecar().get(`/api/v1/imports/${body.id}`));
        return answer.body.state !== 'running' && answer.body;
      });
      expect(done).toMatchObject({ created: allowed ? 1 : 0 });
    }
    const [user] = await realmAdmin().users.find({ email, exact: true });
    expect(user !== undefined).toBe(allowed);
    if (!user?.id || reach === 'refused' || reach.length === TARGETS.length) return;
    const companies = await realmAdmin().organizations.memberOrganizations({ userId: user.id });
    expect(companies.map(({ alias }) => alias)).toEqual([target === 'none' ? reach[0] : target]);
  });

  test('and the import of somebody else', async () => {
    const started = await sidecar()
      .post('/api/v1/imports')
      .query({ organization: 'sol', dryRun: 'true' })
      .set('Authorization', `Bearer ${await adminToken()}`)
      .type('text/csv')
      .send(`email\n${uniqueEmail()}\n`)
      .expect(202);
    for (const part of ['', '/report.csv', '/events']) {
      const { status } = await authorized(sidecar().get(`/api/v1/imports/${started.body.id}${part}`));
      if (reach === 'refused') expect(REFUSED).toContain(status);
      else expect([part, status]).toEqual([part, reach.length === TARGETS.length ? 200 : 404]);
    }
  });
});

describe.each(WITH_SESSION)('on the pages, %s', (name) => {
  const { reach } = CALLERS[name] as Caller;
  const cookie = async () => sessionCookie((callers.get(name) as Required<Caller>).person);

  test('and the list', async () => {
    for (const kind of PEOPLE) {
      const { email } = invited[kind];
      const page = await sidecar()
        .get('/admin')
        .query({ search: email })
        .set('Cookie', await cookie());
      expect(page.status).toBe(reach === 'refused' ? 403 : 200);
      expect(page.text.includes(`person__address">${email}`)).toBe(reach !== 'refused' && reach.includes(companyOf(kind)));
    }
  });

  test.each(PEOPLE)('and a person of %s', async (kind) => {
    const { id, email } = invited[kind];
    const before = await invitationNow(id);
    const expected = reach === 'refused' ? 403 : reach.includes(companyOf(kind)) ? 200 : 404;
    const session = await cookie();
    for (const step of ['', '/corregir', '/revocar']) {
      const page = await sidecar().get(`/admin/invitaciones/${id}${step}`).set('Cookie', session);
      expect([step, page.status]).toEqual([step, expected]);
      if (expected !== 200) expect(page.text).not.toContain(email);
    }
    if (expected === 200) return;
    // A form of their own page, sent to somebody else's address.
    const form = await sidecar().get('/ayuda').set('Cookie', session);
    const cookies = [session, ...[form.headers['set-cookie'] ?? []].flat().map((line) => line.split(';')[0])].join('; ');
    const _csrf = load(form.text).value('_csrf');
    for (const step of ['reenviar', 'corregir', 'revocar']) {
      const fields = { _csrf, email: uniqueEmail() };
      const answer = await sidecar().post(`/admin/invitaciones/${id}/${step}`).set('Cookie', cookies).type('form').send(fields);
      expect([step, answer.status]).toEqual([step, expected]);
    }
    expect(await invitationNow(id)).toEqual(before);
  });
});

test('without a session the pages ask to sign in, and the API never takes a foreign site for the person', async () => {
  await sidecar().get('/admin').expect(303).expect('Location', '/entrar?volver=%2Fadmin');
  const session = await sessionCookie((callers.get('an admin') as Required<Caller>).person);
  await sidecar().get('/api/v1/invitations').set('Cookie', session).expect(200);
  const from = (site: string) =>
    sidecar().post('/api/v1/invitations').set('Cookie', session).set('Sec-Fetch-Site', site).send({ email: uniqueEmail() });
  expect((await from('cross-site')).body).toMatchObject({ status: 403, code: 'csrf' });
  await from('same-origin').expect(201);
});

test('a company admin is told that an address is taken where they can see it anyway, and an admin always', async () => {
  const post = async (name: CallerName, body: object) =>
    sidecar()
      .post('/api/v1/invitations')
      .set('Authorization', `Bearer ${callers.get(name)?.token}`)
      .send(body);
  const { body } = await post('a company admin of Sol', { email: invited.sol.email, organization: 'sol' });
  expect(body.code).toBe('email_exists');
  const { body: again } = await post('a company admin of Sol', { email: invited.join.email, organization: 'sol' });
  expect(again).toEqual({ ...body, instance: again.instance });
  const { body: toAdmin } = await post('an admin', { email: invited.luna.email });
  expect(toAdmin.code).toBe('email_exists');
});

test('a person of two companies is shown to each as one of theirs', async () => {
  const { invitation } = await invitePerson({ organization: 'luna' });
  const sol = await realmAdmin().organizations.find({ search: 'sol' });
  await realmAdmin().organizations.addMember({ orgId: sol[0]?.id ?? '', userId: invitation.id });
  for (const [name, alias] of [
    ['a company admin of Sol', 'sol'],
    ['a company admin of Luna', 'luna'],
  ] as const) {
    const token = callers.get(name)?.token;
    const one = await sidecar().get(`/api/v1/invitations/${invitation.id}`).set('Authorization', `Bearer ${token}`);
    expect(one.body.organization).toBe(alias);
    const list = await sidecar().get(`/api/v1/invitations?search=${invitation.email}`).set('Authorization', `Bearer ${token}`);
    expect(list.body.items).toMatchObject([{ organization: alias }]);
  }
});

const REFUSED = [401, 403];
const UNKNOWN = '00000000-0000-4000-8000-000000000000';

/** An answer without what differs from request to request. */
function anonymous({ status, body }: { status: number; body: object }) {
  return { status, ...body, instance: undefined };
}

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
