import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Secret } from 'otpauth';
import { type Html, load } from '../support/html.ts';
import { GOOD_PASSWORD } from '../support/invite.ts';
import { codeOf, otherCode, setDefaultActions, signIn } from '../support/more-asked.ts';
import { createOwnForms, type OwnForm, type OwnForms } from '../support/own-form.ts';
import { until } from '../support/wait.ts';

/** A realm that asks everybody for an app that makes one-time codes. */

let forms: OwnForms;
beforeAll(async () => {
  forms = await createOwnForms();
  await setDefaultActions(forms.realm, 'CONFIGURE_TOTP');
});
afterAll(() => forms?.remove());

const settings = async (changes: object) => {
  const { console } = forms.realm;
  const { realmName: realm } = console;
  await console.realms.update({ realm }, { ...(await console.realms.findOne({ realm })), ...changes });
};
const credentialsOf = async (id: string) =>
  (await forms.realm.console.users.getCredentials({ id }))
    .map(({ type = '' }) => type)
    .filter((type) => type !== 'password-history')
    .toSorted();
const actionsOf = async (id: string) => (await forms.realm.console.users.findOne({ id }))?.requiredActions ?? [];

const answer = (page: Html, code = codeOf(page)): [string, string][] => [
  ['totpSecret', page.value('totpSecret')],
  ['totpRefusals', page.value('totpRefusals')],
  ['totp', code],
];
const sent = async (form: OwnForm, fields: [string, string][], status: number) =>
  load((await form.submit(fields).expect(status)).text);

describe('an app for one-time codes', () => {
  test('is set up on the one page, and the sign-in asks for its code', async () => {
    const form = await forms.open({ mailed: ['CONFIGURE_TOTP'] });
    const page = await form.page();
    expect(page.$('svg.qr path').attr('d')).toMatch(/^M0 \.5m4 4h7/);
    expect(page.$('form').text()).toContain('el de ahora no sirve dos veces');
    // What the QR code, the link and the text say is the secret that goes back.
    const secret = Secret.fromLatin1(page.value('totpSecret')).base32;
    expect(page.$('#totp-key').text().replaceAll(' ', '')).toBe(secret);
    expect(page.$('a[href^="otpauth://totp/"]').attr('href')).toContain(`secret=${secret}`);
    await form.submit(answer(page)).expect(303);
    expect(await actionsOf(form.id)).toEqual([]);
    expect(await credentialsOf(form.id)).toEqual(['otp', 'password']);
    // A code is good once: as the page says, the sign-in takes the next one.
    const asked = await signIn(forms, form.email);
    expect(asked.$('[name="otp"]')).toHaveLength(1);
  });

  test('looking at the page stores nothing, however often, and each look has a secret of its own', async () => {
    const form = await forms.open();
    const [one, other] = [await form.page(), await form.page()];
    expect(one.value('totpSecret')).not.toBe(other.value('totpSecret'));
    expect(await credentialsOf(form.id)).toEqual([]);
    expect(await actionsOf(form.id)).toContain('CONFIGURE_TOTP');
    await form.submit(answer(one)).expect(303);
  });

  test('a code that is missing or no code is told before anything is stored', async () => {
    const form = await forms.open();
    const page = await form.page();
    const again = await sent(form, [...answer(page, '12 34'), ['lastName', 'Serra']], 422);
    expect(again.faultOf('totp')).toContain('6 cifras');
    expect(again.value('totpSecret')).toBe(page.value('totpSecret'));
    expect(again.value('lastName')).toBe('Serra');
    expect(again.value('totpRefusals')).toBe('');
    // Spaces are of the app.
    await form.submit(answer(again, codeOf(again).replace(/(...)/, '$1 '))).expect(303);
  });

  test.each(['0', '\u0660', '\u06F0', '\u0966', '\uFF10', '\u{1D7CE}'])(
    'digits of other scripts are digits: %s',
    async (zero) => {
      const form = await forms.open();
      const inScript = (code: string) =>
        code.replace(/\d/g, (digit) => String.fromCodePoint((zero.codePointAt(0) ?? 0) + Number(digit)));
      const page = await form.page();
      const wrong = await sent(form, [...answer(page, inScript(otherCode(codeOf(page)))), ['lastName', 'Serra']], 422);
      expect([wrong.faultOf('totp'), wrong.value('lastName')]).toEqual([expect.stringContaining('no es correcto'), 'Serra']);
      await form.submit(answer(wrong, inScript(codeOf(wrong)))).expect(303);
      expect(await credentialsOf(form.id)).toEqual(['otp', 'password']);
    },
  );

  test('six signs that are no digits are no code', async () => {
    const form = await forms.open();
    const again = await sent(form, [...answer(await form.page(), '12345Ⅷ'), ['lastName', 'Serra']], 422);
    expect([again.faultOf('totp'), again.value('lastName')]).toEqual([expect.stringContaining('6 cifras'), 'Serra']);
  });

  test('a good code stays while something else is wrong', async () => {
    const form = await forms.open();
    const page = await form.page();
    const code = codeOf(page);
    const again = await sent(form, [...answer(page, code), ['password', 'corta']], 422);
    expect([again.value('totp'), again.faultOf('totp')]).toEqual([code, '']);
    const wrong = await sent(form, [...answer(page, otherCode(code)), ['password', 'corta']], 422);
    expect(wrong.value('totp')).toBe('');
  });

  test('a wrong code keeps secret and details; after the third there is a new secret, and a way to support', async () => {
    const form = await forms.open();
    let page = await form.page();
    const first = page.value('totpSecret');
    for (const refusals of ['1', '2']) {
      page = await sent(form, [...answer(page, otherCode(codeOf(page))), ['firstName', 'Berta']], 422);
      expect(page.faultOf('totp')).toContain('no es correcto');
      expect([page.value('totpSecret'), page.value('totpRefusals'), page.value('firstName')]).toEqual([first, refusals, 'Berta']);
    }
    page = await sent(form, answer(page, otherCode(codeOf(page))), 422);
    expect(page.faultOf('totp')).toContain('tres veces');
    expect(page.value('totpSecret')).not.toBe(first);
    expect(page.$('a[href="/soporte"]').length).toBeGreaterThan(0);
    expect(await credentialsOf(form.id)).toEqual([]);
    await form.submit(answer(page)).expect(303);
    expect(await credentialsOf(form.id)).toEqual(['otp', 'password']);
  });

  test.each([-8, 5])('a clock that is off by %i minutes is told, and the same secret goes on', async (minutes) => {
    const form = await forms.open();
    const page = await form.page();
    const again = await sent(form, answer(page, codeOf(page, minutes * 60)), 422);
    // A code stands for half a minute, and the answer takes its time.
    const told = Number(/unos (\d+) minutos/.exec(again.faultOf('totp') ?? '')?.[1]);
    expect(Math.abs(told - Math.abs(minutes))).toBeLessThanOrEqual(1);
    await form.submit(answer(again)).expect(303);
  });

  describe('once Keycloak has stored it, and refuses the password', () => {
    const ANOTHER = 'Otra-9-nube-Lima';
    beforeAll(() => settings({ passwordPolicy: 'passwordHistory(3)' }));
    afterAll(() => settings({ passwordPolicy: 'length(8)' }));

    async function stopped() {
      const form = await forms.open({ mailed: ['CONFIGURE_TOTP'] });
      // The very one that the person is about to type.
      const credential = { type: 'password', value: GOOD_PASSWORD, temporary: false };
      await forms.realm.console.users.resetPassword({ id: form.id, credential });
      const page = await sent(form, answer(await form.page()), 422);
      return { form, page, ride: ['ride', page.value('ride')] as [string, string] };
    }

    test('the password alone is asked for, and the app is not set up twice', async () => {
      const { form, page, ride } = await stopped();
      expect(page.heading).toBe('Falta un paso');
      expect(page.faultOf('password')).not.toBe('');
      expect(page.$('[name="totp"], [name="firstName"]')).toHaveLength(0);
      const short = await sent(form, [ride, ['password', '']], 422);
      expect(short.heading).toBe('Falta un paso');
      await form
        .submit([
          ['ride', short.value('ride')],
          ['password', ANOTHER],
        ])
        .expect(303);
      expect(await credentialsOf(form.id)).toEqual(['otp', 'password']);
      expect((await signIn(forms, form.email, ANOTHER)).$('[name="otp"]')).toHaveLength(1);
    });

    test('the language may be changed in between', async () => {
      const { form, ride } = await stopped();
      const english = await sent(form, [ride, ['lang', 'en']], 200);
      expect(english.heading).toBe('One step left');
      expect(english.$('[name="totp"]')).toHaveLength(0);
      await form
        .submit([
          ['ride', english.value('ride')],
          ['password', ANOTHER],
        ])
        .expect(303);
    });

    test.each([
      ['that was made for another key', async () => (await stopped()).ride],
      ['that nobody has sealed', async (): Promise<[string, string]> => ['ride', 'eyJhbGciOiJkaXIifQ..x.y.z']],
    ])('a ride %s goes on with nothing', async (_, foreign) => {
      const { form } = await stopped();
      const page = await sent(form, [await foreign(), ['password', ANOTHER]], 422);
      expect(page.heading).toBe('Active su cuenta');
      expect(page.faultOf('totp')).toContain('Escanee');
    });

    test('a key that is used elsewhere meanwhile ends it', async () => {
      const { form, ride } = await stopped();
      const page = await form.page();
      await form.submit([...answer(page), ['password', ANOTHER]]).expect(303);
      const late = await sent(form, [ride, ['password', 'Tercera-9-nube']], 410);
      expect(late.value('password')).toBe('');
      expect((await signIn(forms, form.email, ANOTHER)).$('[name="otp"], [name="selectedCredentialId"]').length).toBeGreaterThan(
        0,
      );
    });
  });

  test('a key that was used on a second device meanwhile says so', async () => {
    const form = await forms.open();
    const [here, there] = [await form.page(), await form.page()];
    await form.submit(answer(there)).expect(303);
    const late = await sent(form, answer(here), 410);
    expect(late.heading).toBe('Compruebe su aplicación de autenticación');
    expect(await credentialsOf(form.id)).toEqual(['otp', 'password']);
  });
});

test('asked for after the page was opened, it is shown then', async () => {
  const form = await forms.open();
  const { console } = forms.realm;
  const user = await console.users.findOne({ id: form.id });
  await console.users.update({ id: form.id }, { ...user, requiredActions: [] });
  expect((await form.page()).$('[name="totp"]')).toHaveLength(0);
  await console.users.update({ id: form.id }, { ...user, requiredActions: ['CONFIGURE_TOTP'] });
  const again = await sent(form, [], 422);
  expect(again.faultOf('totp')).toContain('Escanee');
  await form.submit(answer(again)).expect(303);
});

test('follows the realm’s policy', async () => {
  await settings({ otpPolicyAlgorithm: 'HmacSHA256', otpPolicyDigits: 8, otpPolicyPeriod: 60 });
  try {
    const form = await forms.open();
    const page = await until('the policy', async () => {
      const shown = await form.page();
      return shown.text.includes('SHA256') && shown;
    });
    expect(page.text).toContain('8 cifras, 60 segundos');
    expect(codeOf(page)).toHaveLength(8);
    await form.submit(answer(page)).expect(303);
    expect(await credentialsOf(form.id)).toEqual(['otp', 'password']);
  } finally {
    await settings({ otpPolicyAlgorithm: 'HmacSHA1', otpPolicyDigits: 6, otpPolicyPeriod: 30 });
  }
});

/** A code that is not this one. */
