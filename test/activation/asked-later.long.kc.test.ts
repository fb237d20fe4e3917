import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import supertest from 'supertest';
import { invite } from '../../src/invitations/commands/invite.ts';
import { followWaysIn } from '../../src/invitations/following/ways-in.ts';
import { createAskedLater } from '../../src/invitations/sending/asked-later.ts';
import { openLogs } from '../../src/keycloak/realm/events.ts';
import { anAdmin } from '../support/actors.ts';
import { type CompanyProvider, colleague, providerBrowser, readyCompany } from '../support/company-provider.ts';
import { testEnvironment } from '../support/environment.ts';
import { load } from '../support/html.ts';
import { FILLED, keyOf } from '../support/invite.ts';
import { type Switch, startSwitch } from '../support/keycloak-switch.ts';
import { mailTo } from '../support/mail.ts';
import { putInOrder, setDefaultActions, signIn, signInAddress } from '../support/more-asked.ts';
import { createOwnForms, type OwnForms } from '../support/own-form.ts';
import { uniqueEmail } from '../support/realm.ts';
import { until } from '../support/wait.ts';

/**
 * A security key beside the password, which comes at the first sign-in and is taken off the account for the ride: where Keycloak is away before it is asked for
 * again, nobody is led on without it, and a sign-in that was quicker ends.
 */
const { keycloakUrl } = testEnvironment();
const LATER = 'webauthn-register';

let keycloak: Switch;
let forms: OwnForms;
let company: CompanyProvider;
beforeAll(async () => {
  keycloak = await startSwitch(keycloakUrl);
  forms = await createOwnForms({ KEYCLOAK_URL: keycloak.url, KEYCLOAK_PUBLIC_URL: keycloakUrl });
  company = await readyCompany(forms.realm.console);
  await setDefaultActions(forms.realm, LATER);
  // The password comes last, on each version.
  await putInOrder(forms.realm, 'UPDATE_PROFILE', 'UPDATE_PASSWORD');
});
afterEach(() => keycloak.restore());
afterAll(async () => {
  await forms?.remove();
  await company?.remove();
  await keycloak?.stop();
});

async function stateOf(id: string) {
  const { users } = forms.realm.console;
  const [user, sessions] = await Promise.all([users.findOne({ id }), users.listSessions({ id })]);
  return {
    actions: user?.requiredActions ?? [],
    noted: user?.attributes?.['invitation.askedLater'] ?? [],
    sessions: sessions.length,
  };
}
const ASKED = { actions: [LATER], noted: [], sessions: 0 };
const isAsked = async (id: string) => JSON.stringify(await stateOf(id)) === JSON.stringify(ASKED);

/** Somebody who is invited, and their page. */
async function invited(address: string) {
  const about = { email: address, firstName: 'Ana', lastName: 'Prado' };
  const { id, email } = await invite(forms.realm.sidecar(), about, { actor: anAdmin });
  const key = keyOf(await mailTo(email));
  const agent = supertest.agent(forms.url);
  const page = load((await agent.get('/activar').query({ key }).expect(200)).text);
  const fields = page.$('form:has([name="firstName"])').first().serializeArray();
  const given = Object.fromEntries(fields.map(({ name, value }) => [name, value]));
  const send = (more: Record<string, string> = {}) =>
    agent
      .post('/activar')
      .type('form')
      .send({ ...given, ...FILLED, ...more, key });
  return { id, email, send };
}

/** Keycloak is away for the sidecar, and for nobody else, from the moment at which it has answered the last page of the ride. */
const cutBehind = (page: string) =>
  keycloak.doBeforeAnswer('POST', new RegExp(`required-action.*execution=${page}`), async () => keycloak.cut());

test('with a password nobody is led on, and whoever signs in all the same is signed out and asked', async () => {
  const { id, email, send } = await invited(uniqueEmail());
  cutBehind('UPDATE_PASSWORD');
  expect((await send()).status).toBe(503);
  expect((await signIn(forms, email)).heading).toBe('');
  expect(await stateOf(id)).toEqual({ actions: [], noted: [LATER], sessions: 1 });
  keycloak.restore();
  await until('the account to be asked again', () => isAsked(id));
  expect((await signIn(forms, email)).heading).not.toBe('');
});

test('by a company nobody is led on, and the next try leads there once the account is asked again', async () => {
  const { id, email, send } = await invited(uniqueEmail('ana', company.domain));
  const person = await colleague(company, email);
  cutBehind('UPDATE_PROFILE');
  const sent = await send({ password: '', company: 'yes' });
  expect([sent.status, sent.headers.refresh]).toEqual([503, undefined]);
  keycloak.restore();
  const again = await send({ password: '', company: 'yes' });
  expect([again.status, again.headers.refresh]).toEqual([200, expect.stringContaining('/entrar')]);
  expect(await stateOf(id)).toEqual(ASKED);
  const browser = providerBrowser();
  const start = await browser.open(`${signInAddress(forms.realm)}&kc_idp_hint=${company.alias}`);
  const arrived = await browser.signIn(start, person.email, person.password);
  expect([arrived.leadsTo, arrived.page.heading]).toEqual([undefined, expect.stringMatching(/\S/)]);
});

test('where the sidecar has died, the worker asks again, and ends the session of whoever was quicker', async () => {
  const { id, email, send } = await invited(uniqueEmail());
  await send().expect(303);
  const sidecar = forms.realm.sidecar();
  await createAskedLater(sidecar.admin, sidecar.logger).setAside(id, [LATER]);
  expect((await signIn(forms, email)).heading).toBe('');
  expect(await stateOf(id)).toEqual({ actions: [], noted: [LATER], sessions: 1 });
  const notes = { read: async () => undefined, write: async () => {} };
  const deps = { ...sidecar, logs: openLogs(sidecar.admin), notes, outcomes: { inc: () => {} }, interval: 200 };
  const followers = Object.values(followWaysIn(deps));
  await until('the worker', () => isAsked(id)).finally(() => Promise.all(followers.map((follower) => follower.stop())));
});
