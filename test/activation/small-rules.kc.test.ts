import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createOwnForms, type OwnForms } from '../support/own-form.ts';

/** Profiles whose rules a form of ours must know, because a browser sends a value otherwise than Keycloak takes it. */

let forms: OwnForms;
beforeAll(async () => {
  forms = await createOwnForms();
  const { console } = forms.realm;
  const profile = await console.users.getProfile();
  const permissions = { view: ['admin', 'user'], edit: ['admin', 'user'] };
  const [born, hired, answer] = [
    { name: 'born', permissions, annotations: { inputType: 'html5-date' }, validations: { 'local-date': {} } },
    { name: 'hired', permissions, validations: { 'local-date': {} } },
    { name: 'answer', permissions, annotations: { inputType: 'select' }, validations: { options: { options: [' Sí ', 'No'] } } },
  ];
  await console.users.updateProfile({ ...profile, attributes: [...(profile.attributes ?? []), born, hired, answer] } as never);
});
afterAll(() => forms?.remove());

test.each([
  ['es', '31/1/1990'],
  ['en', '1/31/1990'],
])('a date field is taken where the realm wants dates as the person’s language (%s) writes them', async (locale, written) => {
  const form = await forms.open({ attributes: { locale: [locale] } });
  await form.submit([['born', '1990-01-31']]).expect(303);
  expect((await form.attributes()).born).toEqual([written]);
});

test('a date that is stored is shown by its field', async () => {
  const form = await forms.open({ attributes: { locale: ['es'], born: ['31/1/1990'] } });
  expect((await form.page()).value('born')).toBe('1990-01-31');
});

test('a choice that the realm writes with spaces around it is taken', async () => {
  const form = await forms.open();
  await form.submit([['answer', ' Sí ']]).expect(303);
  expect((await form.attributes()).answer).toEqual([' Sí ']);
});
