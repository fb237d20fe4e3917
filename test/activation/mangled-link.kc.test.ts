import { beforeAll, expect, test } from '@jest/globals';
import { load } from '../support/html.ts';
import { FILLED, invitePerson, openActivation } from '../support/invite.ts';
import { canSignIn } from '../support/realm.ts';
import { sidecar } from '../support/sidecar.ts';

/** Links as mail programs hand them over. What each kind of damage is read as, test/keycloak/ride/key-in-link.test.ts holds. */
let key: string;
let email: string;
beforeAll(async () => {
  const invited = await invitePerson();
  ({ key } = invited);
  ({ email } = invited.invitation);
});

test.each<[string, (key: string) => string]>([
  ['a full stop behind it', (whole) => `/activar?key=${whole}.`],
  ['the ampersand of HTML', (whole) => `/activar?x=1&amp;key=${whole}`],
  [
    'an equals sign of quoted-printable, and a soft line break',
    (whole) => `/activar?key=3D${whole.slice(0, 99)}=%0D%0A${whole.slice(99)}`,
  ],
  ['its key twice', (whole) => `/activar?key=${whole}&key=${whole}`],
  ['its question mark escaped', (whole) => `/activar%3Fkey%3D${whole}`],
  ['all of it escaped twice', (whole) => `/activar%253Fkey%253D${whole.replaceAll('.', '%252E')}`],
])('a link with %s shows the form, with the key as it was', async (_name, mangled) => {
  const page = load((await sidecar().get(mangled(key)).expect(200)).text);
  expect(page.value('key')).toBe(key);
});

test.each<[string, (key: string) => string]>([
  ['has lost its end', (whole) => `/activar?key=${whole.slice(0, -10)}`],
  ['has lost its start', (whole) => `/activar?key=${whole.slice(10)}`],
])('a link that %s asks for the whole one', async (_name, mangled) => {
  const page = load((await sidecar().get(mangled(key)).expect(400)).text);
  expect(page.heading).toBe('Copie el enlace entero');
});

test('a key with a sign behind it can be redeemed', async () => {
  const form = await openActivation(`${key}>`);
  await form.submit(FILLED).expect(303);
  expect(await canSignIn(email, FILLED.password)).toBe(true);
});
