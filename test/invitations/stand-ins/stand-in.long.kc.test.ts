import { beforeAll, describe, expect, test } from '@jest/globals';
import { load } from '../../support/html.ts';
import { GOOD_PASSWORD, invitePerson, openActivation } from '../../support/invite.ts';
import { keycloakVisitor } from '../../support/keycloak-visitor.ts';
import { mailsTo, mailTo } from '../../support/mail.ts';
import { companyId, createPerson, type Person, sessionCookie } from '../../support/people.ts';
import { accountAsStored, createUser, realmAdmin, uniqueEmail, userToken } from '../../support/realm.ts';
import { sidecar } from '../../support/sidecar.ts';
import { until } from '../../support/wait.ts';

/**
 * What a company admin is told of an address does not depend on whether it has an account elsewhere, and is true: its person is
 * invited into the company, and joins it when they say yes.
 */
let sol: Person;
let luna: Person;
let token: string;
/** Everything about an address that nobody has. */
let unknown: unknown[];

beforeAll(async () => {
  sol = await createPerson({ roles: ['company-admin'], companies: ['sol'] });
  luna = await createPerson({ roles: ['company-admin'], companies: ['luna'] });
  token = await userToken(sol.email);
  unknown = await everythingAbout(await ADDRESSES['nobody has']());
});

type Method = 'get' | 'post' | 'patch' | 'delete';
function as(bearer: string) {
  return (method: Method, path: string, body?: object) => {
    const request = sidecar()[method](`/api/v1${path}`).set('Authorization', `Bearer ${bearer}`);
    return body ? request.send(body) : request;
  };
}
const api = (method: Method, path: string, body?: object) => as(token)(method, path, body);
const invite = (email: string, more: object = {}) => api('post', '/invitations', { email, organization: 'sol', ...more });

/** Each makes an account, or none, and gives its address. */
const ADDRESSES = {
  'nobody has': async () => uniqueEmail(),
  'somebody invited by Luna has': async () => (await invitePerson({ organization: 'luna' })).invitation.email,
  'a member of Luna has': async () => (await createPerson({ companies: ['luna'] })).email,
  'somebody of no company has': async () => (await createPerson({})).email,
  'an admin has': async () => (await createPerson({ roles: ['admin'] })).email,
  'a disabled account has': async () => (await createUser(realmAdmin(), { enabled: false })).email,
};
type Kind = keyof typeof ADDRESSES;
const KINDS = Object.keys(ADDRESSES) as Kind[];
const TAKEN = KINDS.filter((kind) => kind !== 'nobody has');

/** All that the company admin of Sol sees of an address, without what differs between any two: the id, the address, the time. */
async function everythingAbout(email: string): Promise<unknown[]> {
  const seen: unknown[] = [];
  let id = '';
  const plain = (text: string) => anonymous(text.replaceAll(id || '-', '<id>'), email);
  const note = async (what: string, request: PromiseLike<{ status: number; headers: object; text: string; body: unknown }>) => {
    const { status, headers, text, body } = await request;
    const { id: told = id } = body as { id?: string };
    const isNew = told !== id;
    id = told;
    const { location = '' } = headers as { location?: string };
    seen.push([what, status, Object.keys(headers).sort().join(), plain(location), plain(text), isNew]);
    return body;
  };
  const page = async (what: string, path: string) => {
    const { status, text } = await sidecar()
      .get(path)
      .set('Cookie', await sessionCookie(sol));
    seen.push([what, status, plain(load(text).text)]);
  };

  await note('invited', invite(email, { firstName: 'Ada', lastName: 'Vega', locale: 'en', lifespanHours: 72 }));
  await note('invited again', invite(email));
  await note('read', api('get', `/invitations/${id}`));
  await note('found by address', api('get', `/invitations?search=${encodeURIComponent(email)}`));
  await note('found by a part and a name', api('get', `/invitations?search=${encodeURIComponent(`${email.slice(2, -3)} ada`)}`));
  await note('found by reference', api('get', `/invitations?search=${id}`));
  await page('list', `/admin?search=${encodeURIComponent(email)}`);
  await page('detail', `/admin/invitaciones/${id}`);
  await page('form', `/admin/invitaciones/${id}/corregir`);
  await note('corrected', api('patch', `/invitations/${id}`, { firstName: 'Eva', lastName: '', locale: 'de' }));
  await note('corrected wrongly', api('patch', `/invitations/${id}`, { firstName: '<b>' }));
  await note('sent again', api('post', `/invitations/${id}/resend`, { lifespanHours: 48 }));
  await page('detail after another mail', `/admin/invitaciones/${id}`);
  await note('revoked', api('delete', `/invitations/${id}`));
  await note('revoked again', api('delete', `/invitations/${id}`));
  await note('invited after all', invite(email));
  await note('sent after all', api('post', `/invitations/${id}/resend`));
  await page('detail at the end', `/admin/invitaciones/${id}`);
  await page('confirmation', `/admin/invitaciones/${id}/revocar`);
  return seen;
}

describe('to a company admin of Sol, an address looks the same', () => {
  test('whoever has it: here is what all of them look like', () => {
    expect(unknown.map((row) => (row as unknown[]).slice(0, 2))).toEqual([
      ['invited', 201],
      ['invited again', 409],
      ['read', 200],
      ['found by address', 200],
      ['found by a part and a name', 200],
      ['found by reference', 200],
      ['list', 200],
      ['detail', 200],
      ['form', 200],
      ['corrected', 200],
      ['corrected wrongly', 400],
      ['sent again', 200],
      ['detail after another mail', 200],
      ['revoked', 200],
      ['revoked again', 200],
      ['invited after all', 409],
      ['sent after all', 200],
      ['detail at the end', 200],
      ['confirmation', 200],
    ]);
  });

  test.concurrent.each(TAKEN)('when %s it', async (kind) => {
    expect(await everythingAbout(await ADDRESSES[kind]())).toEqual(unknown);
  });

  test.concurrent.each(TAKEN)('in what is refused, when %s it', async (kind) => {
    const refused = async (email: string) => {
      const answers = [
        await invite(email, { firstName: '<script>' }),
        await invite(email, { attributes: { phone: ['x'] } }),
        await invite(email, { attributes: { unheard: ['x'] } }),
        await invite(email, { organization: 'luna' }),
        await api('post', '/invitations', { email }),
      ];
      return answers.map(({ status, text }) => [status, anonymous(text, email)]);
    };
    const [known, nobody] = await Promise.all([refused(await ADDRESSES[kind]()), refused(uniqueEmail())]);
    expect(known).toEqual(nobody);
  });

  test.concurrent.each(KINDS)('when an invitation is corrected to one that %s', async (kind) => {
    const [before, after] = [uniqueEmail(), await ADDRESSES[kind]()];
    const { body } = await invite(before);
    const mails = (await mailsTo(after)).length;
    const { status, body: moved } = await api('patch', `/invitations/${body.id}`, { email: after });
    expect(status).toBe(200);
    const { sentAt, expiresAt, ...rest } = moved;
    expect(rest).toEqual({
      id: body.id,
      email: after,
      firstName: null,
      groups: [],
      app: null,
      target: null,
      message: null,
      signIn: 'password',
      accessUntil: null,
      accessEndedAt: null,
      lastName: null,
      locale: 'es',
      organization: 'sol',
      status: 'sent',
      sends: 2,
      error: null,
    });
    expect(sentAt < expiresAt).toBe(true);
    await mailTo(after, { count: mails + 1 });
    // And back to one that nobody has.
    const third = await api('patch', `/invitations/${body.id}`, { email: before.replace('persona', 'otra') });
    expect(third.body).toMatchObject({ id: body.id, status: 'sent', sends: 3 });
    await openActivation(new URL((await mailTo(third.body.email)).link).searchParams.get('key') ?? '');
  });

  test.concurrent('in an import, in its counts and in its report', async () => {
    const resultsOf = async (kind: Kind) => {
      const email = await ADDRESSES[kind]();
      const send = async (csv: string, query = '') => {
        const started = await sidecar()
          .post(`/api/v1/imports${query}`)
          .set('Authorization', `Bearer ${token}`)
          .type('text/csv')
          .send(csv)
          .expect(202);
        const path = `/imports/${started.body.id}`;
        const done = await until('the end of an import', async () => {
          const { body } = await api('get', path);
          return body.state !== 'running' && body;
        });
        const report = await api('get', `${path}/report.csv`);
        const { id: _, rate: _rate, ...numbers } = done;
        return [numbers, report.text.replaceAll(email, '<email>')];
      };
      const csv = `email,firstName\n${email},Ada\n`;
      const results = [
        await send(csv, '?dryRun=true'),
        await send(csv),
        await send(csv),
        await send(`${csv}\n`, '?dryRun=true'),
        await send(`${csv}\n`),
      ];
      await mailTo(email);
      return results;
    };
    const results = await Promise.all(KINDS.map(resultsOf));
    expect(results[0]?.[1]?.[0]).toMatchObject({ created: 1, sent: 1, failed: 0, skipped: 0 });
    expect(results[0]?.[4]?.[0]).toMatchObject({ created: 0, sent: 0, failed: 0, skipped: 1 });
    for (const [index, result] of results.entries()) expect([KINDS[index], result]).toEqual([KINDS[index], results[0]]);
  });

  test.concurrent('in what an idempotency key repeats', async () => {
    const email = await ADDRESSES['a member of Luna has']();
    const key = uniqueEmail();
    const post = () => invite(email).set('Idempotency-Key', key);
    const [one, two] = await Promise.all([post(), post()]);
    expect([one.status, two.status, one.body.id]).toEqual([201, 201, two.body.id]);
  });
});

describe('the account behind an invitation', () => {
  test.concurrent('stays as it is, and is asked by Keycloak', async () => {
    const { invitation } = await invitePerson({ organization: 'luna' });
    const before = await accountAsStored(realmAdmin(), invitation.id);
    const { body } = await invite(invitation.email, { firstName: 'Otra', locale: 'de' });
    await api('post', `/invitations/${body.id}/resend`, {}).expect(200);
    await api('delete', `/invitations/${body.id}`).expect(200);
    expect(await accountAsStored(realmAdmin(), invitation.id)).toEqual(before);
    expect(await solMembers()).not.toContain(invitation.id);
  });

  test.concurrent.each(['a member of Luna has', 'somebody of no company has'] as const)(
    'joins the company when its person says yes, and not before: %s it',
    async (kind) => {
      const email = await ADDRESSES[kind]();
      const [account] = await realmAdmin().users.find({ email, exact: true });
      const { body } = await invite(email, { firstName: 'Marta A.' });
      const mail = await mailTo(email);
      expect(mail.subject).toBe('Invitación para unirse a una empresa en Amperecloud');
      const browser = keycloakVisitor();
      const asked = await browser.get(mail.link);
      expect(asked.status).toBe(200);
      expect(await solMembers()).not.toContain(account?.id);
      const answer = await browser.get(String(asked.page.$('a.button--primary').attr('href')));
      expect(answer.status).toBeLessThan(400);
      expect(await solMembers()).toContain(account?.id);
      const joined = await until(
        'the news of it',
        async () => {
          const { body: now } = await api('get', `/invitations/${body.id}`);
          return now.status === 'activated' && now;
        },
        { timeout: 45_000, interval: 500 },
      );
      expect(joined).toMatchObject({ id: body.id, email, firstName: 'Marta', lastName: 'Ruiz', organization: 'sol' });
      const list = await api('get', `/invitations?search=${encodeURIComponent(email)}`);
      expect(list.body).toMatchObject({ total: 1, items: [{ id: body.id, status: 'activated' }] });
      expect((await api('delete', `/invitations/${body.id}`)).body.code).toBe('already_active');
    },
    60_000,
  );

  test.concurrent('may be one that was never activated: its person sets a password on the way', async () => {
    const { invitation, key } = await invitePerson({ organization: 'luna' });
    await invite(invitation.email);
    const mail = await mailTo(invitation.email, { count: 2 });
    const browser = keycloakVisitor();
    const asked = await browser.get(mail.link);
    const next = await browser.get(String(asked.page.$('a.button--primary').attr('href')));
    expect(next.page.$('form input[type=password], form input[name=firstName]').length).toBeGreaterThan(0);
    expect(await solMembers()).toContain(invitation.id);
    // Luna's own mail still works.
    const activation = await openActivation(key);
    await activation.submit({ firstName: 'Ana', lastName: 'Prado', password: GOOD_PASSWORD }).expect(303);
  });

  test.concurrent.each(['revoked', 'sent again', 'corrected'] as const)(
    'is not joined by the link of an invitation that was %s',
    async (how) => {
      const email = await ADDRESSES['a member of Luna has']();
      const { body } = await invite(email);
      const { link } = await mailTo(email);
      if (how === 'revoked') await api('delete', `/invitations/${body.id}`).expect(200);
      if (how === 'sent again') await api('post', `/invitations/${body.id}/resend`, {}).expect(200);
      if (how === 'corrected') await api('patch', `/invitations/${body.id}`, { email: uniqueEmail() }).expect(200);
      const { status, page } = await keycloakVisitor().get(link);
      expect(status).toBe(400);
      expect(page.heading).toBe('Este enlace ya no sirve');
      const [account] = await realmAdmin().users.find({ email, exact: true });
      expect(await solMembers()).not.toContain(account?.id);
    },
  );

  test.concurrent('is asked once when two admins invite it at the same moment', async () => {
    const email = await ADDRESSES['somebody of no company has']();
    const answers = await Promise.all([invite(email), invite(email), invite(email)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    await mailTo(email);
    expect(await mailsTo(email, 1)).toHaveLength(1);
  });

  test.concurrent('can be asked by two companies, which do not see each other', async () => {
    const email = await ADDRESSES['somebody of no company has']();
    const ofLuna = as(await userToken(luna.email));
    const { body: first } = await invite(email);
    const { status, body: second } = await ofLuna('post', '/invitations', { email, organization: 'luna' });
    expect(status).toBe(201);
    await mailTo(email, { count: 2 });
    for (const path of [`/invitations/${first.id}`, `/invitations/${first.id}/resend`]) {
      const method = path.endsWith('resend') ? 'post' : 'get';
      expect((await ofLuna(method, path)).status).toBe(404);
    }
    const list = await ofLuna('get', `/invitations?search=${encodeURIComponent(email)}`);
    expect(list.body).toMatchObject({ total: 1, items: [{ id: second.id, organization: 'luna' }] });
    const byReference = await ofLuna('get', `/invitations?search=${first.id}`);
    expect(byReference.body).toMatchObject({ items: [], total: 0 });
  });
});

test('an admin sees such an invitation as one of Sol, and is told of accounts as ever', async () => {
  const email = await ADDRESSES['a member of Luna has']();
  const { body } = await invite(email);
  const admin = await createPerson({ roles: ['admin'] });
  const asAdmin = as(await userToken(admin.email));
  const list = await asAdmin('get', `/invitations?search=${encodeURIComponent(email)}`);
  expect(list.body.items).toMatchObject([{ id: body.id, email, organization: 'sol' }]);
  expect((await asAdmin('post', '/invitations', { email })).body.code).toBe('email_exists');
});

function anonymous(text: string, email: string): string {
  return text
    .replaceAll(email, '<email>')
    .replaceAll(encodeURIComponent(email), '<email>')
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '<time>')
    .replace(/\d{1,2}:\d\d/g, '<clock>')
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '<uuid>');
}

async function solMembers(): Promise<(string | undefined)[]> {
  const members = await realmAdmin().organizations.listMembers({ orgId: await companyId('sol'), first: 0, max: 1000 });
  return members.map(({ id }) => id);
}
