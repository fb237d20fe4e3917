import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { resend } from '../../src/invitations/commands/resend.ts';
import { readActionToken } from '../../src/keycloak/ride/action-token.ts';
import { anAdmin } from '../support/actors.ts';
import { wanderer } from '../support/company-provider.ts';
import { testEnvironment } from '../support/environment.ts';
import { type Html, load } from '../support/html.ts';
import { adminToken, type Invited, invitePerson, openActivation, untilStatus } from '../support/invite.ts';
import { keycloakVisitor } from '../support/keycloak-visitor.ts';
import { mailTo } from '../support/mail.ts';
import { setDefaultActions } from '../support/more-asked.ts';
import { createOwnForms, type OwnForms } from '../support/own-form.ts';
import { inviteToPasskey, linkOf } from '../support/own-passkeys.ts';
import { credentialTypes, realmAdmin } from '../support/realm.ts';
import { sidecar } from '../support/sidecar.ts';

/** `/activada`, where Keycloak's own pages lead back to, whatever was done on them: in a browser that speaks German. */

const admin = realmAdmin();

async function open(address: string): Promise<[status: number, language: string | undefined, heading: string, page: Html]> {
  const answer = await fetch(address, { headers: { 'accept-language': 'de' } });
  const page = load(await answer.text());
  return [answer.status, page.$('html').attr('lang'), page.heading, page];
}

describe('of an invitation, in the language of its account', () => {
  let invited: Invited;
  const back = async (id = readActionToken(invited.key)?.invitationId ?? '') =>
    (await open(`${testEnvironment().sidecarUrl}/activada?${new URLSearchParams({ i: id })}`)).slice(0, 3);
  beforeAll(async () => {
    invited = await invitePerson({ locale: 'gl' });
  });

  test('that nobody has activated: a step is missing', async () => {
    expect(await back()).toEqual([200, 'gl', 'Falta un último paso']);
  });

  test('that is active: the account is', async () => {
    await (await openActivation(invited.key)).submit().expect(303);
    expect(await back()).toEqual([200, 'gl', 'A súa conta está activa']);
    await untilStatus(invited.invitation.id, 'activated');
    expect(await back()).toEqual([200, 'gl', 'A súa conta está activa']);
  });

  test('whose account is switched off in the console: it is', async () => {
    const { invitation, key } = await invitePerson({ locale: 'gl' });
    const { id } = invitation;
    await admin.users.update({ id }, { ...(await admin.users.findOne({ id })), enabled: false });
    expect(await back(readActionToken(key)?.invitationId)).toEqual([403, 'gl', 'Esta conta está desactivada']);
  });

  test('that a newer mail has replaced: nothing is said of the account', async () => {
    const { invitation, key } = await invitePerson({ locale: 'gl' });
    await sidecar()
      .post(`/api/v1/invitations/${invitation.id}/resend`)
      .set('Authorization', `Bearer ${await adminToken()}`)
      .expect(200);
    expect(await back(readActionToken(key)?.invitationId)).toEqual([200, 'de', 'Melden Sie sich an']);
  });

  test('that is none: nothing is said of the account', async () => {
    const nobody = [200, 'de', 'Melden Sie sich an'];
    for (const id of ['', crypto.randomUUID(), '*', `${crypto.randomUUID()} invitation.status:sent`])
      expect(await back(id)).toEqual(nobody);
  });
});

describe('where nobody may change their address, the realm asks for another, and Keycloak’s own page makes the passkeys', () => {
  let forms: OwnForms;
  beforeAll(async () => {
    forms = await createOwnForms({ SIGN_IN: 'passkey' }, { signsIn: true });
    const { users } = forms.realm.console;
    const { attributes = [], ...profile } = await users.getProfile();
    const permissions = { view: ['admin', 'user'], edit: ['admin'] };
    const changed = attributes.map((attribute) => (attribute.name === 'email' ? { ...attribute, permissions } : attribute));
    await users.updateProfile({ ...profile, attributes: changed });
    await setDefaultActions(forms.realm, 'UPDATE_EMAIL');
  });
  afterAll(() => forms?.remove());

  const onFrom = ({ $ }: Html) => $('a.button--primary').attr('href') ?? '';
  const languageOf = ({ $ }: Html) => $('html').attr('lang');
  /** What Keycloak asks for behind a link that leads to its pages. */
  async function atKeycloak(link: string) {
    const [, , heading, page] = await open(link);
    expect(heading).toBe('Quedan unos pasos más');
    const browser = keycloakVisitor();
    const start = await browser.get(onFrom(page));
    return { browser, asked: (await browser.get(onFrom(start.page))).page };
  }

  test('a realm whose organizations were switched off lets people in, also from Keycloak’s pages', async () => {
    const { url } = await inviteToPasskey(forms);
    const { realms, realmName } = forms.realm.console;
    await realms.update({ realm: realmName }, { organizationsEnabled: false });
    try {
      expect((await wanderer().open(url)).status).toBe(200);
      const key = new URL(url).searchParams.get('key') ?? '';
      const back = await wanderer().open(`${forms.url}/activada?i=${readActionToken(key)?.invitationId}`);
      expect([back.status, back.page.heading]).toEqual([200, 'Falta un último paso']);
    } finally {
      await realms.update({ realm: realmName }, { organizationsEnabled: true });
    }
  });

  test('the language that was chosen on our page is Keycloak’s, and stays the account’s', async () => {
    const { id, url } = await inviteToPasskey(forms);
    const browser = wanderer();
    const stops = await browser.open(url);
    const chosen = await browser.send(stops, { key: stops.page.value('key'), lang: 'fr' });
    expect(languageOf(chosen.page)).toBe('fr');
    const [onward] = chosen.page.$('form:has([name="onward"])').toArray();
    expect(chosen.page.$(onward).find('button').text()).toBe('Continuer');
    const atKeycloak = await browser.send(chosen, { onward: '1' });
    expect([new URL(atKeycloak.url).origin, languageOf(atKeycloak.page)]).toEqual([testEnvironment().keycloakUrl, 'fr']);
    const { attributes = {} } = (await forms.realm.console.users.findOne({ id })) ?? {};
    expect([attributes.locale, attributes['invitation.status']]).toEqual([['fr'], ['opened']]);
    const again = await wanderer().open(url);
    expect([languageOf(again.page), onFrom(again.page)]).toEqual(['fr', expect.stringContaining('/login-actions/action-token')]);
  });

  test('a form that is not of our page leads on, too, and stores no language', async () => {
    const { id, url } = await inviteToPasskey(forms);
    const body = new URLSearchParams({ key: new URL(url).searchParams.get('key') ?? '', language: 'fr', onward: '1' });
    const answer = await fetch(`${forms.url}/activar`, { method: 'POST', body, redirect: 'manual' });
    expect([answer.status, answer.headers.get('location')]).toEqual([
      303,
      expect.stringContaining(testEnvironment().keycloakUrl),
    ]);
    // A browser takes the way that a form is led only where the page's policy names it.
    expect(answer.headers.get('content-security-policy')).toContain(testEnvironment().keycloakUrl);
    expect((await forms.realm.console.users.findOne({ id }))?.attributes?.locale).toEqual(['es']);
  });

  test('Keycloak passes over the passkey: the page says that a step is missing, and a new link comes to it', async () => {
    const { id, email, url } = await inviteToPasskey(forms);
    const { browser, asked } = await atKeycloak(url);
    const done = await browser.post(asked.$('form').attr('action') ?? '', { firstName: 'Ana', lastName: 'Prado' });
    expect(await credentialTypes(forms.realm.console, id)).toEqual([]);
    const [status, language, heading, page] = await open(onFrom(done.page));
    expect([status, language, heading]).toEqual([200, 'es', 'Falta un último paso']);
    expect(page.$('form[action="/reenviar"] [name="email"]')).toHaveLength(1);
    expect((await open(url)).slice(0, 3)).toEqual([410, 'es', 'El enlace ha caducado']);
    await resend(forms.realm.sidecar({ SIGN_IN: 'passkey', PUBLIC_URL: forms.url }), anAdmin, id);
    const again = await atKeycloak(linkOf(forms, await mailTo(email, { count: 2 })));
    const next = await again.browser.post(again.asked.$('form').attr('action') ?? '', { firstName: 'Ana', lastName: 'Prado' });
    expect(next.page.heading).toBe('Registre una llave de acceso');
  });
});
