import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type Html, load } from '../support/html.ts';
import { createOwnForms, type OwnForms } from '../support/own-form.ts';

/** A realm that asks everybody to accept its terms and conditions. */

let forms: OwnForms;
beforeAll(async () => {
  forms = await createOwnForms();
  const actions = forms.realm.console.authenticationManagement;
  const alias = 'TERMS_AND_CONDITIONS';
  const found = await actions.getRequiredActionForAlias({ alias });
  await actions.updateRequiredAction({ alias }, { ...found, enabled: true, defaultAction: true });
});
afterAll(() => forms?.remove());

async function setTerms(text: string): Promise<void> {
  const { console } = forms.realm;
  await console.realms.addLocalization({ realm: console.realmName, selectedLocale: 'es', key: 'termsText' }, text);
}
const actionsOf = async (id: string) => (await forms.realm.console.users.findOne({ id }))?.requiredActions ?? [];

const FIRST = '<h1>Uso</h1><p>Nada de <b>bromas</b>.</p><script>alert(1)</script><p onclick="x()">Fin</p>';

describe('terms and conditions', () => {
  beforeEach(() => setTerms(FIRST));

  test('are read and accepted on the one page, and Keycloak writes that down', async () => {
    const form = await forms.open();
    const page = await form.page();
    const shown = page.$('.prose');
    expect(shown.text()).toBe('UsoNada de bromas.Fin');
    expect(shown.html()).not.toMatch(/<h1|script|onclick/);
    expect(shown.attr('lang')).toBe('es');
    await form.submit([...accepted(page)]).expect(303);
    expect(await actionsOf(form.id)).toEqual([]);
    expect((await form.attributes()).terms_and_conditions).toEqual([expect.stringMatching(/^\d+$/)]);
  });

  test('that nobody has accepted leave everything as it is, and all that was typed but the password', async () => {
    const form = await forms.open();
    const page = await form.page();
    const answer = await form
      .submit([['firstName', 'Berta'], ...accepted(page).filter(([name]) => name !== 'terms')])
      .expect(422);
    const again = load(answer.text);
    expect(again.faultOf('terms')).toContain('marque la casilla');
    expect(again.summary).toEqual([again.faultOf('terms')]);
    expect(again.value('firstName')).toBe('Berta');
    expect(await actionsOf(form.id)).toContain('TERMS_AND_CONDITIONS');
    await form.submit([...accepted(again)]).expect(303);
  });

  test('stay ticked while something else is wrong', async () => {
    const form = await forms.open();
    const again = load((await form.submit([['password', 'corta'], ...accepted(await form.page())]).expect(422)).text);
    expect(again.$('[name="terms"]').attr('checked')).toBeDefined();
    expect(again.faultOf('terms')).toBe('');
  });

  test('that change between the page and its form are shown anew, not accepted unseen', async () => {
    const form = await forms.open();
    const old = accepted(await form.page());
    await setTerms('<p>Ahora con bromas.</p>');
    const again = load((await form.submit([['lastName', 'Serra'], ...old]).expect(422)).text);
    expect(again.$('.prose').text()).toBe('Ahora con bromas.');
    expect(again.faultOf('terms')).toContain('han cambiado');
    expect(again.$('[name="terms"]').attr('checked')).toBeUndefined();
    expect(again.value('lastName')).toBe('Serra');
    expect(await actionsOf(form.id)).toContain('TERMS_AND_CONDITIONS');
    await form.submit(accepted(again)).expect(303);
  });

  test('that are an address and nothing else are a link', async () => {
    await setTerms('https://sol.test/condiciones?v=1&l=es');
    const form = await forms.open();
    const page = await form.page();
    expect(page.$('fieldset a').attr('href')).toBe('https://sol.test/condiciones?v=1&l=es');
    expect(page.$('.prose')).toHaveLength(0);
    await form.submit(accepted(page)).expect(303);
  });
});

test('whoever is not asked for them sees nothing of them', async () => {
  const form = await forms.open();
  const user = await forms.realm.console.users.findOne({ id: form.id });
  await forms.realm.console.users.update({ id: form.id }, { ...user, requiredActions: [] });
  const page = await form.page();
  expect(page.$('[name="terms"], [href*="ways"]')).toHaveLength(0);
  await form.submit().expect(303);
});

test('asked for after the page was opened, they are shown then', async () => {
  const form = await forms.open();
  const user = await forms.realm.console.users.findOne({ id: form.id });
  await forms.realm.console.users.update({ id: form.id }, { ...user, requiredActions: [] });
  await form.page();
  await forms.realm.console.users.update({ id: form.id }, { ...user, requiredActions: ['TERMS_AND_CONDITIONS'] });
  const again = load((await form.submit().expect(422)).text);
  expect(again.faultOf('terms')).toContain('son nuevas');
  await form.submit(accepted(again)).expect(303);
});

/** What the form says of terms once the box is ticked. */
function accepted(page: Html): [string, string][] {
  return [
    ['termsShown', page.value('termsShown')],
    ['terms', 'yes'],
  ];
}
