import { beforeAll, describe, expect, test } from '@jest/globals';
import { load } from '../support/html.ts';
import { invitationNow, invitePerson } from '../support/invite.ts';
import { mailsTo } from '../support/mail.ts';
import { sessionCookie } from '../support/people.ts';
import { realmAdmin, uniqueEmail } from '../support/realm.ts';
import { sidecar } from '../support/sidecar.ts';
import { until } from '../support/wait.ts';
import {
  CALLERS,
  type Caller,
  type CallerName,
  callers,
  companyOf,
  invited,
  invitedByOwn,
  makeCallers,
  NAMES,
  PEOPLE,
  REFUSED,
  TARGETS,
  WITH_SESSION,
} from './rights-callers.ts';

/** Who may do what over the API and on the pages (rights-callers.ts). */
beforeAll(makeCallers);

/** Who has exactly one company invites into it without naming it. */
const isOnly = (reach: Caller['reach'], target: string) => target === 'none' && reach !== 'refused' && reach.length === 1;

describe.each(NAMES)('over the API, %s', (name) => {
  const call = (method: 'get' | 'post' | 'patch' | 'delete', path: string, body?: object) => {
    const request = sidecar()[method](`/api/v1/invitations${path}`);
    const { token } = callers.get(name) as Caller;
    if (token) request.set('Authorization', `Bearer ${token}`);
    return body ? request.send(body) : request;
  };
  const { reach } = CALLERS[name] as Caller;

  test.concurrent.each(PEOPLE)('and a person of %s', async (kind) => {
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

  test.concurrent('and the list', async () => {
    for (const kind of PEOPLE) {
      for (const by of ['email', 'id'] as const) {
        const found = () => call('get', `?search=${encodeURIComponent(invited[kind][by])}`);
        if (reach === 'refused') expect(REFUSED).toContain((await found()).status);
        // Who is sent another mail after a revocation, by a test beside this one, has no account for a moment.
        else if (reach.includes(companyOf(kind))) await until(`${kind} by ${by}`, async () => (await found()).body.total === 1);
        else expect([kind, (await found()).body.total]).toEqual([kind, 0]);
      }
    }
    if (reach === 'refused' || reach.length === TARGETS.length) return;
    const { body } = await call('get', '?max=200');
    for (const { organization } of body.items) expect(reach).toContain(organization);
  });

  test.concurrent.each(TARGETS)('and a new person for %s', async (target) => {
    const email = uniqueEmail();
    const answer = await call('post', '', { email, ...(target === 'none' ? {} : { organization: target }) });
    if (reach === 'refused') expect(REFUSED).toContain(answer.status);
    else expect(answer.status).toBe(reach.includes(target) || isOnly(reach, target) ? 201 : 400);
    if (isOnly(reach, target)) expect(answer.body.organization).toBe(reach[0]);
    const [user] = await realmAdmin().users.find({ email, exact: true });
    expect(user !== undefined).toBe(answer.status === 201);
  });
});

describe.each(WITH_SESSION)('on the pages, %s', (name) => {
  const { reach } = CALLERS[name] as Caller;
  const cookie = async () => sessionCookie((callers.get(name) as Required<Caller>).person);

  test.concurrent('and the list', async () => {
    for (const kind of PEOPLE) {
      const { email } = invited[kind];
      const session = await cookie();
      const look = () => sidecar().get('/admin').query({ search: email }).set('Cookie', session);
      // Keycloak may be too busy for a moment, as all of these ask at once.
      const page = await until('an answer', async () => {
        const answer = await look();
        return answer.status === 503 ? undefined : answer;
      });
      expect(page.status).toBe(reach === 'refused' ? 403 : 200);
      expect(page.text.includes(`person__address">${email}`)).toBe(reach !== 'refused' && reach.includes(companyOf(kind)));
    }
  });

  test.concurrent.each(PEOPLE)('and a person of %s', async (kind) => {
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

const UNKNOWN = '00000000-0000-4000-8000-000000000000';

/** An answer without what differs from request to request. */
function anonymous({ status, body }: { status: number; body: object }) {
  return { status, ...body, instance: undefined };
}
