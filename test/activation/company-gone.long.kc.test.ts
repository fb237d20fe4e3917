import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { withoutCompanySignIn } from '../../src/configure/company-sign-in/removal.ts';
import { configure } from '../../src/configure/configure.ts';
import { CLIENT_ID } from '../../src/dev/keycloak/fixed-names.ts';
import { readActionToken } from '../../src/keycloak/ride/action-token.ts';
import { type CompanyProvider, colleague, readyCompany, wanderer } from '../support/company-provider.ts';
import { testEnvironment } from '../support/environment.ts';
import { adminToken, FILLED, invitationNow, invitePerson } from '../support/invite.ts';
import { mailsTo, mailTo } from '../support/mail.ts';
import { realmAdmin, uniqueEmail } from '../support/realm.ts';
import { sidecar } from '../support/sidecar.ts';

/** A company's sign-in that is taken out, or goes away, between a mail and its link: the link says so, and the next mail is by what holds then. */

const admin = realmAdmin();
let stays: CompanyProvider;
const made: CompanyProvider[] = [];
beforeAll(async () => {
  // What all companies share is taken out with the last one.
  stays = await readyCompany(admin);
});
afterAll(async () => {
  for (const company of [...made, stays]) await company?.remove();
});

const GONE = 'Su empresa ha cambiado la forma de entrar';
const link = (key: string) => `${testEnvironment().sidecarUrl}/activar?key=${key}`;
const resend = async (id: string) =>
  sidecar()
    .post(`/api/v1/invitations/${id}/resend`)
    .set('Authorization', `Bearer ${await adminToken()}`);

async function invited() {
  const company = await readyCompany(admin);
  made.push(company);
  const { invitation, key } = await invitePerson({ email: uniqueEmail('ana', company.domain) });
  return { company, invitation, key, person: await colleague(company, invitation.email) };
}

const ways: [string, (company: CompanyProvider) => Promise<unknown>][] = [
  [
    'is taken out by configure',
    ({ alias }) =>
      configure([withoutCompanySignIn(admin, CLIENT_ID, [alias])], { apply: true, recommended: false, log: () => {} }),
  ],
  ['goes with its organization', ({ organizationId: id }) => admin.organizations.delById({ id })],
  [
    'loses its domain',
    async ({ organizationId: id, domain }) =>
      admin.organizations.updateById(
        { id },
        { ...(await admin.organizations.findOne({ id })), domains: [{ name: `otro-${domain}`, verified: true }] },
      ),
  ],
  [
    'goes with its organization, which is off',
    async ({ organizationId: id }) =>
      admin.organizations.updateById({ id }, { ...(await admin.organizations.findOne({ id })), enabled: false }),
  ],
];

test.each(ways)('company sign-in %s before the click: the link says so, and one button brings what works', async (_, take) => {
  const { company, invitation, key } = await invited();
  await take(company);
  const browser = wanderer();
  const page = await browser.open(link(key));
  expect([page.status, page.page.heading]).toEqual([410, GONE]);
  await browser.send(page, {}, '/reenviar');
  const { html, link: newer } = await mailTo(invitation.email, { count: 2 });
  expect(html).not.toContain('Entre con la cuenta de su empresa');
  const form = await wanderer().open(newer);
  expect([form.status, form.page.$('[name="password"]').length]).toEqual([200, 1]);
  expect((await admin.users.findOne({ id: invitation.id }))?.attributes?.['invitation.idp']).toBeUndefined();
});

test('taken out while the form is filled in, and behind a link that was used: nobody is led to the company', async () => {
  const { company, key } = await invited();
  const browser = wanderer();
  const page = await browser.open(link(key));
  const late = await invitePerson({ email: uniqueEmail('eva', company.domain) });
  await browser.send(await browser.open(link(late.key)), { firstName: 'Eva' });
  await ways[0]?.[1](company);
  expect((await browser.send(page, { firstName: 'Anabel' })).page.heading).toBe(GONE);
  expect((await wanderer().open(link(late.key))).page.heading).toBe(GONE);
  const { sidecarUrl } = testEnvironment();
  const back = new URLSearchParams({ login_hint: late.invitation.email, prompt: 'select_account' });
  expect((await browser.open(`${sidecarUrl}/entrar?${back}`)).page.heading).toBe(GONE);
});

test('resent a moment after it was taken out: by what holds now; where the provider is deleted alone it is refused', async () => {
  const { company, invitation } = await invited();
  expect((await resend(invitation.id)).status).toBe(200);
  await admin.identityProviders.del({ alias: company.alias });
  const refused = await resend(invitation.id);
  expect([refused.status, refused.body.code]).toEqual([409, 'provider_off']);
  expect(await mailsTo(invitation.email, 2)).toHaveLength(2);

  const other = await invited();
  expect((await resend(other.invitation.id)).status).toBe(200);
  await ways[0]?.[1](other.company);
  expect((await resend(other.invitation.id)).status).toBe(200);
  expect(await invitationNow(other.invitation.id)).toMatchObject({ status: 'sent', signIn: 'password' });
  const { html } = await mailTo(other.invitation.email, { count: 3 });
  expect(html).not.toContain('Entre con la cuenta de su empresa');
});

const OFF = 'El acceso de su empresa está desactivado';

/** Switches an organization off, or on again. */
async function turn({ organizationId: id }: CompanyProvider, enabled: boolean) {
  await admin.organizations.updateById({ id }, { ...(await admin.organizations.findOne({ id })), enabled });
}

/** Where Keycloak's own pages lead back to. */
const backFrom = (key: string) => `${testEnvironment().sidecarUrl}/activada?i=${readActionToken(key)?.invitationId}`;

/** The link says so, and no newer one is sent. */
async function expectOff(key: string, id: string) {
  const page = await wanderer().open(link(key));
  expect([page.status, page.page.heading]).toEqual([403, OFF]);
  const refused = await resend(id);
  expect([refused.status, refused.body.code]).toEqual([409, 'organization_disabled']);
}

async function member(signIn?: string) {
  const company = await readyCompany(admin);
  made.push(company);
  const body = { email: uniqueEmail('ana', company.domain), organization: company.organization, ...(signIn && { signIn }) };
  return { company, ...(await invitePerson(body)) };
}

test.each([
  ['password', 'Active su cuenta'],
  ['', 'Entre con la cuenta de su empresa'],
])('a company that is off lets nobody in by a link (%p), nor by a form that is open, until it is on', async (signIn, heading) => {
  const { company, key, invitation } = await member(signIn);
  const browser = wanderer();
  const form = await browser.open(link(key));
  expect(form.page.heading).toBe(heading);
  await turn(company, false);
  for (const page of [await wanderer().open(link(key)), await browser.send(form, signIn ? FILLED : { firstName: 'Ana' })])
    expect([page.status, page.page.heading]).toEqual([403, OFF]);
  expect(await admin.users.getCredentials({ id: invitation.id })).toEqual([]);
  const back = await wanderer().open(backFrom(key));
  expect([back.status, back.page.heading]).toEqual([403, OFF]);
  await turn(company, true);
  expect((await wanderer().open(link(key))).page.heading).toBe(heading);
  expect((await wanderer().open(backFrom(key))).page.heading).toBe('Falta un último paso');
});

test('the same behind a link that was used, and on the way to the company; somebody with another company that is on goes on', async () => {
  const { company, key, invitation } = await member();
  const { password } = await colleague(company, invitation.email);
  const browser = wanderer();
  const atCompany = await browser.send(await browser.open(link(key)), { firstName: 'Ana' });
  await turn(company, false);
  // Keycloak answers by itself to whoever comes back; the mail's link says why.
  const refused = await browser.send(atCompany, { username: invitation.email, password });
  expect([new URL(refused.url).origin, refused.status]).toEqual([testEnvironment().keycloakUrl, 404]);
  for (const one of [browser, wanderer()]) expect((await one.open(link(key))).page.heading).toBe(OFF);
  const back = new URLSearchParams({ login_hint: invitation.email, prompt: 'select_account' });
  expect((await browser.open(`${testEnvironment().sidecarUrl}/entrar?${back}`)).page.heading).toBe(OFF);
  await turn(company, true);
  expect((await wanderer().open(link(key))).page.heading).toBe('Falta entrar con la cuenta de su empresa');

  const two = await member('password');
  await admin.organizations.addMember({ orgId: stays.organizationId, userId: two.invitation.id });
  await turn(two.company, false);
  expect((await wanderer().open(link(two.key))).page.heading).toBe('Active su cuenta');
});

test('by the provider of a company that is off, though another one is on: the same, until they are to come another way', async () => {
  const { company, key, invitation } = await member();
  await admin.organizations.addMember({ orgId: stays.organizationId, userId: invitation.id });
  await turn(company, false);
  await expectOff(key, invitation.id);
  await sidecar()
    .patch(`/api/v1/invitations/${invitation.id}`)
    .set('Authorization', `Bearer ${await adminToken()}`)
    .send({ signIn: 'password' })
    .expect(200);
  const { link: newer } = await mailTo(invitation.email, { count: 2 });
  expect((await wanderer().open(newer)).page.heading).toBe('Active su cuenta');
});

test('invited into no company, and a member since of one that is off: the same, and nothing is sent', async () => {
  const { key, invitation } = await invitePerson();
  const { company } = await member('password');
  await admin.organizations.addMember({ orgId: company.organizationId, userId: invitation.id });
  await turn(company, false);
  await expectOff(key, invitation.id);
  await turn(company, true);
  expect((await wanderer().open(link(key))).page.heading).toBe('Active su cuenta');
});
