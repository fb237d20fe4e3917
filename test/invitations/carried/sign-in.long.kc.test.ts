import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type CompanyProvider, readyCompany } from '../../support/company-provider.ts';
import { type InvitationAnswer, invitePerson } from '../../support/invite.ts';
import { mailTo } from '../../support/mail.ts';
import { createPerson, sessionCookie } from '../../support/people.ts';
import { adminMachineToken, realmAdmin, uniqueEmail, userToken } from '../../support/realm.ts';
import { createScimClient, scimPerson } from '../../support/scim.ts';
import { sidecar } from '../../support/sidecar.ts';
import { until } from '../../support/wait.ts';
import { imported } from '../import/api.ts';

/** Who is invited to sign in by the identity provider of a company, by whichever door: and who is not. */

const admin = realmAdmin();
let company: CompanyProvider;
let other: CompanyProvider;
/** Invited by a provider that is gone since. What was read of a company is believed for ten seconds: so it goes before the other tests. */
let ofGone: InvitationAnswer;
beforeAll(async () => {
  const gone = await readyCompany(admin);
  ofGone = (await invitePerson({ email: uniqueEmail('ana', gone.domain) })).invitation;
  expect(ofGone).toMatchObject({ signIn: byCompany(gone) });
  await gone.remove();
  [company, other] = [await readyCompany(admin), await readyCompany(admin)];
});
afterAll(async () => {
  await company?.remove();
  await other?.remove();
});

const WAIT = { timeout: 60_000 };
const byCompany = ({ alias }: CompanyProvider) => `idp:${alias}`;
const TITLE = 'Entre con la cuenta de su empresa';
const send = async (method: 'post' | 'patch', path: string, body: object, token?: string) =>
  sidecar()
    [method](`/api/v1/invitations${path}`)
    .set('Authorization', `Bearer ${token ?? (await adminMachineToken())}`)
    .send(body);
const accountOf = async (id: string) => {
  const { attributes = {}, requiredActions = [] } = (await admin.users.findOne({ id })) ?? {};
  return { mark: attributes['invitation.idp']?.[0], signIn: attributes['invitation.signIn']?.[0], requiredActions };
};
const found = async (email: string) => (await admin.users.find({ email, exact: true }))[0]?.id ?? '';
/** Asked for names alone, with the mark by which the provider may link the account. */
const INVITED = () => ({ mark: company.alias, signIn: byCompany(company), requiredActions: ['UPDATE_PROFILE'] });

describe('by the domain of the address', () => {
  test('a file invites so, and may say otherwise', async () => {
    const [one, two, three] = [1, 2, 3].map(() => uniqueEmail('fila', company.domain));
    const csv = [
      'correo;forma de entrar',
      `${one};`,
      `${two};contraseña`,
      `${three};idp:${company.alias}`,
      `${uniqueEmail()};idp:${company.alias}`,
    ].join('\n');
    const { sent, failed } = await imported(csv, await adminMachineToken());
    expect([sent, failed]).toEqual([3, 1]);
    expect(await accountOf(await found(one ?? ''))).toEqual(INVITED());
    expect(await accountOf(await found(two ?? ''))).toMatchObject({ mark: undefined, signIn: undefined });
    expect(await accountOf(await found(three ?? ''))).toEqual(INVITED());
    expect((await mailTo(one ?? '')).html).toContain(TITLE);
    expect((await mailTo(two ?? '')).html).not.toContain(TITLE);
  });

  test('a file says so in the words of the form, whatever the import says of rows that say nothing', async () => {
    const emails = ['una', 'dos', 'tres', 'cuatro'].map((name) => uniqueEmail(name, company.domain));
    const cells = ['La cuenta de la empresa', 'SEGÚN LA DIRECCIÓN', '', `IDP:${company.alias}`];
    const outside = [uniqueEmail(), uniqueEmail()];
    const rows = [
      ...emails.map((email, i) => `${email};${cells[i]}`),
      `${outside[0]};Según la dirección`,
      `${outside[1]};${cells[0]}`,
    ];
    const csv = ['Correo electrónico;Cómo entrará', ...rows].join('\n');
    const { sent, failed, faults } = await imported(csv, await adminMachineToken(), '?signIn=passkey');
    expect([sent, failed]).toEqual([5, 1]);
    expect(faults).toEqual([expect.objectContaining({ line: 7, column: 'Cómo entrará' })]);
    const signIns: unknown[] = [];
    for (const email of [...emails, outside[0] ?? '']) signIns.push((await accountOf(await found(email))).signIn);
    expect(signIns).toEqual([byCompany(company), byCompany(company), 'passkey', byCompany(company), undefined]);
  });

  test('an import whose default is empty leaves it to the addresses', async () => {
    const email = uniqueEmail('ana', company.domain);
    expect(await imported(`correo\n${email}\n`, await adminMachineToken(), '?signIn=')).toMatchObject({ sent: 1, failed: 0 });
    expect((await accountOf(await found(email))).signIn).toEqual(byCompany(company));
  });

  test.each([
    ['over SCIM', async (email: string) => (await createScimClient(admin)).send('POST', '/Users', scimPerson(email))],
    [
      'in the console, with a password asked for',
      (email: string) =>
        admin.users.create({ username: email, email, enabled: true, requiredActions: ['UPDATE_PASSWORD', 'CONFIGURE_TOTP'] }),
    ],
  ])('people whom others create %s get the same mail, and are asked for no password', async (_how, create) => {
    const email = uniqueEmail('otros', company.domain);
    await create(email);
    const mail = await mailTo(email, WAIT);
    expect([mail.html.includes(TITLE), /contraseña/i.test(`${mail.html} ${mail.text}`)]).toEqual([true, false]);
    const { requiredActions, ...rest } = await accountOf(await found(email));
    expect([rest, requiredActions.includes('UPDATE_PASSWORD')]).toEqual([
      { mark: company.alias, signIn: byCompany(company) },
      false,
    ]);
  });

  test('mails that come later are the same, one by one and many at once', async () => {
    const { invitation } = await invitePerson({ email: uniqueEmail('ana', company.domain) });
    expect((await send('post', `/${invitation.id}/resend`, {})).status).toBe(200);
    expect((await mailTo(invitation.email, { count: 2 })).html).toContain(TITLE);
    const bulk = await send('post', '/bulk', { action: 'resend', ids: [invitation.id] });
    expect(bulk.status).toBe(202);
    const third = await mailTo(invitation.email, { ...WAIT, count: 3 });
    expect([third.html.includes(TITLE), /contraseña/i.test(third.text)]).toEqual([true, false]);
    expect(await accountOf(invitation.id)).toEqual(INVITED());
  });
});

describe('whoever runs a provider gets into what is invited by it, so', () => {
  let ours: string;
  beforeAll(async () => {
    const person = await createPerson({ roles: ['company-admin'], companies: [company.organization] });
    ours = await userToken(person.email, person.password);
  });
  const refused = { status: 400, body: { errors: [expect.objectContaining({ field: 'signIn' })] } };

  test('a company admin invites by their own company’s provider, for addresses of its domain', async () => {
    const email = uniqueEmail('ana', company.domain);
    const { status, body } = await send('post', '', { email, signIn: byCompany(company) }, ours);
    expect([status, body.signIn]).toEqual([201, byCompany(company)]);
  });

  test('for no address of anybody else', async () => {
    const email = uniqueEmail('ajena');
    expect(await send('post', '', { email, signIn: byCompany(company) }, ours)).toMatchObject(refused);
    expect(await found(email)).toBe('');
  });

  test('and by no other company’s, even where the address would be led there', async () => {
    const email = uniqueEmail('ajena', other.domain);
    expect(await send('post', '', { email, signIn: byCompany(other) }, ours)).toMatchObject(refused);
    // As anybody with that address does, who is invited.
    expect((await send('post', '', { email }, ours)).body.signIn).toBe(byCompany(other));
  });

  test('nor do they get an address in by correcting one: who signs in by a provider follows the address', async () => {
    const made = await send('post', '', { email: uniqueEmail('ana', company.domain) }, ours);
    const { id } = made.body;
    const to = uniqueEmail('victima');
    expect(await send('patch', `/${id}`, { email: to, signIn: byCompany(company) }, ours)).toMatchObject(refused);
    const moved = await send('patch', `/${id}`, { email: to }, ours);
    expect([moved.status, moved.body.signIn]).toEqual([200, 'password']);
    const { requiredActions, ...rest } = await accountOf(id);
    expect([rest, requiredActions.toSorted()]).toEqual([
      { mark: undefined, signIn: undefined },
      ['UPDATE_PASSWORD', 'UPDATE_PROFILE'],
    ]);
    expect((await mailTo(to)).html).not.toContain(TITLE);
    const back = await send('patch', `/${id}`, { email: uniqueEmail('ana', company.domain) }, ours);
    expect(back.body.signIn).toBe(byCompany(company));
  });

  test('an administrator of the realm may name that of the company into which they invite, and no other', async () => {
    const signIn = byCompany(company);
    const into = { email: uniqueEmail(), organization: company.organization, signIn };
    expect((await send('post', '', into)).body.signIn).toBe(signIn);
    expect(await send('post', '', { email: uniqueEmail(), signIn })).toMatchObject(refused);
    expect(await send('post', '', { email: uniqueEmail(), signIn: 'idp:nadie' })).toMatchObject(refused);
  });
});

test('another way to sign in is another mail, whose link alone is good', async () => {
  const email = uniqueEmail('ana', company.domain);
  const { invitation, key } = await invitePerson({ email });
  const { body } = await send('patch', `/${invitation.id}`, { signIn: 'password' });
  expect(body).toMatchObject({ signIn: 'password', sends: 2 });
  expect((await mailTo(email, { count: 2 })).html).not.toContain(TITLE);
  expect((await sidecar().get('/activar').query({ key })).status).toBe(410);
  const { requiredActions, ...rest } = await accountOf(invitation.id);
  expect([rest, requiredActions.toSorted()]).toEqual([
    { mark: undefined, signIn: undefined },
    ['UPDATE_PASSWORD', 'UPDATE_PROFILE'],
  ]);
  expect((await send('patch', `/${invitation.id}`, { signIn: 'password', firstName: 'Eva' })).body.sends).toBe(2);
});

describe('what was chosen with the invitation stays where its address is corrected', () => {
  const moved = async (id: string, to: string, more: object = {}) => send('patch', `/${id}`, { email: to, ...more });

  test.each(['password', 'passkey'])('%s, also for an address of a company', async (signIn) => {
    const { invitation } = await invitePerson({ email: uniqueEmail(), signIn });
    const { status, body } = await moved(invitation.id, uniqueEmail('ana', company.domain));
    expect([status, body.signIn]).toEqual([200, signIn]);
    const follows = await send('patch', `/${invitation.id}`, { signIn: '' });
    expect([follows.status, follows.body.signIn]).toEqual([200, byCompany(company)]);
    expect((await moved(invitation.id, uniqueEmail('ana', other.domain))).body.signIn).toBe(byCompany(other));
  });

  test('a choice that is made later, too, and that changes nothing', async () => {
    const { invitation } = await invitePerson({ email: uniqueEmail() });
    expect((await send('patch', `/${invitation.id}`, { signIn: 'password' })).body.sends).toBe(1);
    expect((await moved(invitation.id, uniqueEmail('ana', company.domain))).body.signIn).toBe('password');
  });

  test('a provider is refused at its field for an address that is not its own, and nothing changes', async () => {
    const { invitation } = await invitePerson({ email: uniqueEmail('ana', company.domain), signIn: byCompany(company) });
    for (const to of [uniqueEmail(), uniqueEmail('ana', other.domain)])
      expect(await moved(invitation.id, to)).toMatchObject({
        status: 400,
        body: { errors: [{ field: 'signIn', message: expect.stringContaining('signIn vacío ("")') }] },
      });
    expect(await accountOf(invitation.id)).toEqual(INVITED());
    expect((await moved(invitation.id, uniqueEmail('eva', company.domain))).body.signIn).toBe(byCompany(company));
    expect((await moved(invitation.id, uniqueEmail(), { signIn: '' })).body.signIn).toBe('password');
  });

  test('that of a file', async () => {
    const email = uniqueEmail();
    await imported(`correo;forma de entrar\n${email};contraseña`, await adminMachineToken());
    expect((await moved(await found(email), uniqueEmail('ana', company.domain))).body.signIn).toBe('password');
  });
});

test('an address that somebody changes in Keycloak takes the former provider’s mark away', async () => {
  const { invitation } = await invitePerson({ email: uniqueEmail('ana', company.domain) });
  const user = await admin.users.findOne({ id: invitation.id });
  const to = uniqueEmail('nueva');
  await admin.users.update({ id: invitation.id }, { ...user, email: to, username: to });
  expect((await mailTo(to, WAIT)).html).not.toContain(TITLE);
  await until('the account without the mark', async () => (await accountOf(invitation.id)).mark === undefined, WAIT);
});

test('whose company’s provider is not ready any more is asked for a password with the next mail', async () => {
  await until(
    'a mail without that provider',
    async () => (await send('post', `/${ofGone.id}/resend`, {})).body.signIn === 'password',
    { ...WAIT, interval: 4000 },
  );
  expect(await accountOf(ofGone.id)).toMatchObject({ mark: undefined, signIn: undefined });
});

test('the page of an invitation says how its person signs in', async () => {
  const { invitation } = await invitePerson({ email: uniqueEmail('ana', company.domain) });
  const cookie = await sessionCookie(await createPerson({ roles: ['admin'] }));
  const { text } = await sidecar().get(`/admin/invitaciones/${invitation.id}`).set('Cookie', cookie).expect(200);
  expect(text).toContain(`La cuenta de la empresa (${company.alias})`);
});
