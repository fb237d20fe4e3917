import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import supertest from 'supertest';
import { invite } from '../../src/invitations/commands/invite.ts';
import { PASSKEY } from '../../src/keycloak/ride/required-actions.ts';
import { LOCALES } from '../../src/settings/brand.ts';
import { anAdmin } from '../support/actors.ts';
import { type Html, load } from '../support/html.ts';
import { GOOD_PASSWORD } from '../support/invite.ts';
import { mailTo } from '../support/mail.ts';
import { putInOrder, setDefaultActions } from '../support/more-asked.ts';
import type { OwnForms } from '../support/own-form.ts';
import { createOwnPasskeys, linkOf, noPasskey } from '../support/own-passkeys.ts';
import { uniqueEmail } from '../support/realm.ts';

/** A realm whose terms are written in every language of our pages: they are shown in the page's, whatever else Keycloak would choose. */

let forms: OwnForms;
beforeAll(async () => {
  forms = await createOwnPasskeys();
  await setDefaultActions(forms.realm, 'TERMS_AND_CONDITIONS');
  const { realms, realmName: realm } = forms.realm.console;
  for (const selectedLocale of LOCALES)
    await realms.addLocalization({ realm, selectedLocale, key: 'termsText' }, `<p>Terms-${selectedLocale}</p>`);
});
afterAll(() => forms?.remove());

const userOf = async (id: string) => (await forms.realm.console.users.findOne({ id })) ?? {};
const localeOf = async (id: string) => (await userOf(id)).attributes?.locale?.[0];

/** A browser that speaks a language, with somebody's link. */
function reader(link: string, language: string) {
  const agent = supertest.agent(forms.url).set('accept-language', language);
  const key = new URL(link).searchParams.get('key') ?? '';
  let page: Html;
  const post = async (fields: Record<string, string>, headers: Record<string, string> = {}) => {
    const sent = { key, _csrf: page.value('_csrf'), language: page.value('language'), firstName: 'Ana', lastName: 'Prado' };
    const answer = await agent
      .post('/activar')
      .set(headers)
      .type('form')
      .send({ ...sent, ...fields });
    if (answer.type === 'text/html' && answer.status !== 303) page = load(answer.text);
    return answer;
  };
  return {
    async open(lang?: string) {
      page = load((await agent.get('/activar').query({ key, lang }).expect(200)).text);
      return page;
    },
    /** Changes the language on the page, with what is typed by then. */
    async change(lang: string, fields: Record<string, string> = {}) {
      await post({ lang, ...fields });
      return page;
    },
    post,
    shown: () => page,
  };
}
const ticked = (page: Html) => ({ terms: 'yes', termsShown: page.value('termsShown') });
const languageOf = (page: Html) => [page.$('html').attr('lang'), page.$('.prose').attr('lang'), page.$('.prose').text()];

async function invitedTo(signIn: 'password' | 'passkey', locale: string) {
  const sidecar = forms.realm.sidecar({ SIGN_IN: 'passkey', PUBLIC_URL: forms.url });
  const { id, email } = await invite(sidecar, { email: uniqueEmail(), signIn, locale }, { actor: anAdmin });
  return { id, link: linkOf(forms, await mailTo(email)) };
}

describe('the terms in the language that the person changes to on the page', () => {
  test.each(['eu', 'gl', 'pt-BR', 'ca'])('%s: are shown and accepted in that, with a password', async (lang) => {
    const { id, link } = await invitedTo('password', 'es');
    const { open, change, post, shown } = reader(link, 'es');
    const before = await open();
    expect(languageOf(before)).toEqual(['es', 'es', 'Terms-es']);
    const page = await change(lang, ticked(before));
    const [language = ''] = lang.split('-');
    expect(languageOf(page)).toEqual([language, language, `Terms-${language}`]);
    // Ticked for the text before: so that is said, and nobody accepts another one unseen.
    expect(page.$('[name="terms"]').attr('checked')).toBeUndefined();
    expect(page.faultOf('terms')).not.toBe('');
    expect(await localeOf(id)).toBe('es');
    expect((await post({ ...ticked(page), password: 'corta' })).status).toBe(422);
    expect(languageOf(shown())).toEqual(languageOf(page));
    expect(shown().$('[name="terms"]').attr('checked')).toBeDefined();
    expect((await post({ ...ticked(page), password: GOOD_PASSWORD })).status).toBe(303);
    expect(await localeOf(id)).toBe(language);
    expect((await userOf(id)).attributes?.terms_and_conditions).toHaveLength(1);
  });

  test('by the link itself, and back again: the account keeps its language', async () => {
    const { id, link } = await invitedTo('password', 'es');
    const { open, change, post } = reader(link, 'fr');
    expect(languageOf(await open('eu'))).toEqual(['eu', 'eu', 'Terms-eu']);
    const page = await change('es');
    expect(languageOf(page)).toEqual(['es', 'es', 'Terms-es']);
    expect((await post({ ...ticked(page), password: GOOD_PASSWORD })).status).toBe(303);
    expect(await localeOf(id)).toBe('es');
  });

  test('are shown and accepted in that, with a passkey', async () => {
    const { id, link } = await invitedTo('passkey', 'es');
    const { open, change, post } = reader(link, 'es');
    await open();
    const page = await change('eu');
    expect(languageOf(page)).toEqual(['eu', 'eu', 'Terms-eu']);
    const { body } = await post({ ...ticked(page), passkey: '' }, { accept: 'application/json' });
    expect(body.creation).toBeDefined();
    expect((await userOf(id)).attributes?.terms_and_conditions).toHaveLength(1);
    expect(await localeOf(id)).toBe('eu');
  });
});

describe('a stored language that our pages do not speak', () => {
  test.each([
    ['gsw', 'de', 'en'],
    ['lb', 'de', 'fr'],
    ['oc', 'es', 'en'],
    ['an', 'es', 'fr'],
    ['ast', 'es', 'en'],
    ['br', 'fr', 'en'],
    ['co', 'fr', 'en'],
    ['mwl', 'pt', 'es'],
  ])(
    '%s: the terms are in the page’s, %s, where the browser speaks %s, and it stays stored',
    async (stored, language, browser) => {
      const form = await forms.open({ attributes: { locale: [stored] } });
      const { open, change, post, shown } = reader(form.url, browser);
      const page = await open();
      expect(languageOf(page)).toEqual([language, language, `Terms-${language}`]);
      expect(languageOf(await change(language))).toEqual([language, language, `Terms-${language}`]);
      expect((await post({ ...ticked(page), password: 'corta' })).status).toBe(422);
      expect(languageOf(shown())).toEqual(languageOf(page));
      expect((await post({ ...ticked(page), password: GOOD_PASSWORD })).status).toBe(303);
      expect(await localeOf(form.id)).toBe(stored);
      expect((await userOf(form.id)).attributes?.terms_and_conditions).toHaveLength(1);
    },
  );
});

test('whatever comes before the terms in the realm’s own order', async () => {
  await putInOrder(forms.realm, 'UPDATE_PROFILE', 'UPDATE_PASSWORD', 'TERMS_AND_CONDITIONS');
  const { id, link } = await invitedTo('password', 'es');
  const { open, change, post } = reader(link, 'en');
  await open();
  const page = await change('ca');
  expect(languageOf(page)).toEqual(['ca', 'ca', 'Terms-ca']);
  expect((await post({ ...ticked(page), password: GOOD_PASSWORD })).status).toBe(303);
  expect(await localeOf(id)).toBe('ca');
});

test('where a passkey comes before them and is refused, the form begins again with their text, ticked', async () => {
  await putInOrder(forms.realm, PASSKEY, 'TERMS_AND_CONDITIONS');
  const { link } = await invitedTo('passkey', 'es');
  const { open, change, post, shown } = reader(link, 'es');
  await open();
  const page = await change('eu');
  const { body } = await post({ ...ticked(page), passkey: '' }, { accept: 'application/json' });
  const refused = await post({ ...ticked(page), ride: body.ride, passkey: noPasskey(body.creation.challenge, forms.url) });
  expect([refused.status, languageOf(shown())]).toEqual([422, ['eu', 'eu', 'Terms-eu']]);
  expect(shown().$('[name="terms"]').attr('checked')).toBeDefined();
});
