import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Html, load } from '../support/html.ts';
import { GOOD_PASSWORD } from '../support/invite.ts';
import { setDefaultActions, signIn } from '../support/more-asked.ts';
import { createOwnForms, type OwnForm, type OwnForms } from '../support/own-form.ts';
import { credentialTypes } from '../support/realm.ts';

/** A realm that gives everybody recovery codes: Keycloak makes them after the password, so they come on a second screen. */

let forms: OwnForms;
beforeAll(async () => {
  forms = await createOwnForms();
  await setDefaultActions(forms.realm, 'CONFIGURE_RECOVERY_AUTHN_CODES');
});
afterAll(() => forms?.remove());

const credentialsOf = (id: string) => credentialTypes(forms.realm.console, id);
const actionsOf = async (id: string) => (await forms.realm.console.users.findOne({ id }))?.requiredActions ?? [];
const open = () => forms.open({ mailed: ['CONFIGURE_RECOVERY_AUTHN_CODES'] });

/** Fills the first screen in, and sees the second. */
async function codesOf(form: OwnForm): Promise<Html> {
  const { text } = await form.submit().expect(200);
  return load(text);
}
const shown = (page: Html) =>
  page
    .$('.codes code')
    .toArray()
    .map((code) => page.$(code).text());
const goOn = (form: OwnForm, page: Html, ...fields: [string, string][]) =>
  form.submit([['ride', page.value('ride')], ['password', ''], ...fields]);

describe('recovery codes', () => {
  test('are shown once, on a second screen, and stored when the person says that they are kept', async () => {
    const form = await open();
    expect((await form.page()).$('.codes')).toHaveLength(0);
    const page = await codesOf(form);
    expect(page.heading).toBe('Guarde sus códigos de recuperación');
    expect(page.summary).toEqual([]);
    expect(shown(page)).toHaveLength(12);
    expect(shown(page)[0]).toMatch(/^[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}$/);
    expect(page.$('[name="password"], [name="firstName"]')).toHaveLength(0);
    const { headers } = await goOn(form, page, ['codes', 'kept']).expect(303);
    expect(headers.location).toContain('login_hint');
    expect(await actionsOf(form.id)).toEqual([]);
    expect(await credentialsOf(form.id)).toEqual(['password', 'recovery-authn-codes']);
  });

  test('stay the same until they are kept, in another language too', async () => {
    const form = await open();
    const page = await codesOf(form);
    const again = load((await goOn(form, page).expect(422)).text);
    expect(again.faultOf('codes')).toContain('no se vuelven a mostrar');
    expect(shown(again)).toEqual(shown(page));
    const english = load((await goOn(form, again, ['lang', 'en']).expect(200)).text);
    expect(english.heading).toBe('Save your recovery codes');
    expect(shown(english)).toEqual(shown(page));
    await goOn(form, english, ['codes', 'kept']).expect(303);
    expect(await credentialsOf(form.id)).toEqual(['password', 'recovery-authn-codes']);
  });

  test('of somebody who leaves before come at the sign-in; the link tells them to sign in', async () => {
    const form = await open();
    await codesOf(form);
    expect(await actionsOf(form.id)).toEqual(['CONFIGURE_RECOVERY_AUTHN_CODES']);
    expect(await credentialsOf(form.id)).toEqual(['password']);
    expect((await signIn(forms, form.email, GOOD_PASSWORD)).$('#kc-recovery-codes-list')).toHaveLength(1);
  });

  test('of a ride that Keycloak has forgotten come at the sign-in', async () => {
    const form = await open();
    const page = await codesOf(form);
    await goOn(form, page, ['codes', 'kept']).expect(303);
    // The same form once more: the key is burned.
    const late = load((await goOn(form, page, ['codes', 'kept']).expect(410)).text);
    expect(late.heading).toBe('Su cuenta ya está activa');
    expect(late.$('a[href*="/entrar"]')).toHaveLength(1);
    expect(await credentialsOf(form.id)).toEqual(['password', 'recovery-authn-codes']);
  });

  test('of a second device do not count once those of the first are kept, and a page says so', async () => {
    const form = await open();
    const [first, second] = [await codesOf(form), await codesOf(form)];
    expect(shown(second)).not.toEqual(shown(first));
    await goOn(form, first, ['codes', 'kept']).expect(303);
    const late = load((await goOn(form, second, ['codes', 'kept']).expect(410)).text);
    expect(late.heading).toBe('Los códigos que acaba de guardar no sirven');
    expect(late.$('a.button--primary[href*="/entrar"]')).toHaveLength(1);
    expect(await credentialsOf(form.id)).toEqual(['password', 'recovery-authn-codes']);
  });
});
