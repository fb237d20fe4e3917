import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { testEnvironment } from '../support/environment.ts';
import { type Html, load } from '../support/html.ts';
import { type Switch, startSwitch } from '../support/keycloak-switch.ts';
import { mailsTo } from '../support/mail.ts';
import { codeOf, setDefaultActions, signIn } from '../support/more-asked.ts';
import { createOwnForms, type OwnForm, type OwnForms } from '../support/own-form.ts';
import { until } from '../support/wait.ts';

/** A realm that asks for everything at once, and a sidecar that Keycloak may leave alone at any moment. */

const ON_PAGE = [
  'CONFIGURE_RECOVERY_AUTHN_CODES',
  'CONFIGURE_TOTP',
  'TERMS_AND_CONDITIONS',
  'UPDATE_EMAIL',
  'VERIFY_EMAIL',
  'VERIFY_PROFILE',
];
const LATER = 'webauthn-register';

const { keycloakUrl } = testEnvironment();
let keycloak: Switch;
let forms: OwnForms;
beforeAll(async () => {
  keycloak = await startSwitch(keycloakUrl);
  forms = await createOwnForms({ KEYCLOAK_URL: keycloak.url, KEYCLOAK_PUBLIC_URL: keycloakUrl });
  await setDefaultActions(forms.realm, ...ON_PAGE, LATER);
  // Where it may not be changed, Keycloak passes over whatever comes after UPDATE_EMAIL, and asks for it at the sign-in.
  await letAddressesBeChanged();
});
afterEach(() => keycloak.restore());
afterAll(async () => {
  await forms?.remove();
  await keycloak?.stop();
});

async function letAddressesBeChanged(): Promise<void> {
  const { users } = forms.realm.console;
  const { attributes = [], ...profile } = await users.getProfile();
  const permissions = { view: ['admin', 'user'], edit: ['admin', 'user'] };
  const changed = attributes.map((attribute) => (attribute.name === 'email' ? { ...attribute, permissions } : attribute));
  await users.updateProfile({ ...profile, attributes: changed });
}

/** As an invitation's mail does, which leaves out what comes at the first sign-in. */
const open = () => forms.open({ mailed: ON_PAGE });

async function stateOf({ id }: OwnForm) {
  const { users } = forms.realm.console;
  const [user, credentials] = await Promise.all([users.findOne({ id }), users.getCredentials({ id })]);
  const { requiredActions: actions = [], attributes = {}, email, emailVerified } = user ?? {};
  return {
    actions,
    noted: attributes['invitation.askedLater'] ?? [],
    attributes,
    email,
    emailVerified,
    types: credentials.map(({ type = '' }) => type).toSorted(),
  };
}

const first = (form: OwnForm, page: Html) =>
  form.submit([
    ['termsShown', page.value('termsShown')],
    ['terms', 'yes'],
    ['totpSecret', page.value('totpSecret')],
    ['totp', codeOf(page)],
  ]);
const second = (form: OwnForm, page: Html) =>
  form.submit([
    ['ride', page.value('ride')],
    ['password', ''],
    ['codes', 'kept'],
  ]);

test('all that a realm asks for takes two screens of ours, one mail and no page of Keycloak’s; a passkey comes at the sign-in', async () => {
  const form = await open();
  const page = await form.page();
  for (const part of ['.prose', 'svg.qr', '#email-kept']) expect([part, page.$(part).length]).toEqual([part, 1]);
  expect(page.text).toContain('llave de acceso');
  const codes = load((await first(form, page).expect(200)).text);
  expect(codes.$('.codes li')).toHaveLength(12);
  await second(form, codes).expect(303);
  const { email, emailVerified, actions, noted, types } = await stateOf(form);
  expect({ email, emailVerified, actions, noted, types }).toEqual({
    email: form.email,
    emailVerified: true,
    actions: [LATER],
    noted: [],
    types: ['otp', 'password', 'recovery-authn-codes'],
  });
  expect(await mailsTo(form.email, 1)).toHaveLength(1);
  expect((await signIn(forms, form.email)).$('[name="otp"]')).toHaveLength(1);
});

describe('a sidecar that is cut off between two requests of an activation', () => {
  /** Cuts it off at every moment of a form in turn, each with a person of its own; ends with the moment at which nothing was left to do. */
  async function killedAtEach(
    begin: () => Promise<{ form: OwnForm; send: () => PromiseLike<{ status: number }> }>,
  ): Promise<OwnForm[]> {
    const people: OwnForm[] = [];
    for (let count = 0; count < 60; count++) {
      const { form, send } = await begin();
      people.push(form);
      keycloak.cutAfter(count);
      const { status } = await send();
      keycloak.restore();
      if (status < 400) return people;
    }
    throw new Error('the form was never through');
  }

  /** Nothing that the realm wants of somebody is lost: it is done, or Keycloak asks for it, or it is noted. */
  async function expectNothingLost(form: OwnForm) {
    const { actions, noted, types, attributes } = await stateOf(form);
    const open = new Set([...actions, ...noted]);
    expect(open).toContain(LATER);
    if (!types.includes('otp')) expect(open).toContain('CONFIGURE_TOTP');
    if (!types.includes('recovery-authn-codes')) expect(open).toContain('CONFIGURE_RECOVERY_AUTHN_CODES');
    if (!attributes.terms_and_conditions) expect(open).toContain('TERMS_AND_CONDITIONS');
    return { hasPassword: types.includes('password') };
  }

  test('drops nothing that is required: it asks again, and a link that is still good goes on', async () => {
    const people = [
      ...(await killedAtEach(async () => {
        const form = await open();
        const page = await form.page();
        return { form, send: () => first(form, page) };
      })),
      ...(await killedAtEach(async () => {
        const form = await open();
        const codes = load((await first(form, await form.page()).expect(200)).text);
        return { form, send: () => second(form, codes) };
      })),
    ];
    const left: { form: OwnForm; hasPassword: boolean }[] = [];
    for (const form of people) left.push({ form, ...(await expectNothingLost(form)) });
    // It was cut off before and behind the password.
    expect(new Set(left.map(({ hasPassword }) => hasPassword))).toEqual(new Set([false, true]));

    await until('all to be asked again', async () => {
      const states = await Promise.all(left.map(({ form }) => stateOf(form)));
      return states.every(({ actions, noted }) => noted.length === 0 && actions.includes(LATER));
    });

    const [again] = left.filter(({ hasPassword }) => !hasPassword).slice(-1);
    if (!again) return;
    const page = await again.form.page();
    const codes = load((await first(again.form, page).expect(200)).text);
    await second(again.form, codes).expect(303);
    const { actions, noted } = await stateOf(again.form);
    expect([actions, noted]).toEqual([[LATER], []]);
  });
});
