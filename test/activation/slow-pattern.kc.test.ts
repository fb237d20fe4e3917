import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openBulk } from '../../src/wiring.ts';
import { anAdmin } from '../support/actors.ts';
import { load } from '../support/html.ts';
import { createOwnForms, type OwnForms } from '../support/own-form.ts';
import { uniqueEmail } from '../support/realm.ts';

/**
 * A pattern of the realm over which JavaScript's engine takes half a minute for 31 characters: nobody's value may stop the process, and
 * Keycloak decides on it.
 */
const PATTERN = '^(\\w+\\s?)+$';
const VALUE = `${'a'.repeat(30)}!`;

let forms: OwnForms;

beforeAll(async () => {
  forms = await createOwnForms();
  const { users } = forms.realm.console;
  const profile = await users.getProfile();
  const motto = {
    name: 'motto',
    displayName: 'Lema',
    permissions: { edit: ['admin', 'user'], view: ['admin', 'user'] },
    validations: { pattern: { pattern: PATTERN } },
  };
  await users.updateProfile({ ...profile, attributes: [...(profile.attributes ?? []), motto] });
});

afterAll(() => forms?.remove());

test('an activation form with such a value is answered while others are served, by Keycloak’s own word', async () => {
  const form = await forms.open();
  const other = await forms.open({ firstName: 'Eva' });
  const start = Date.now();
  const [refused, page] = await Promise.all([form.submit([['motto', VALUE]]).expect(422), other.page()]);
  expect(Date.now() - start).toBeLessThan(10_000);
  expect(page.value('firstName')).toBe('Eva');
  expect(load(refused.text).faultOf('motto')).toBe('Este dato no tiene el formato que se pide. Revíselo y escríbalo de nuevo.');
  await form.submit([['motto', 'Siempre adelante']]).expect(303);
});

test('a file full of such values is checked, and imported as Keycloak says', async () => {
  const { imports } = await openBulk(forms.realm.sidecar());
  const rows = Array.from({ length: 200 }, () => `${uniqueEmail()},${VALUE}`);
  const start = Date.now();
  const { id } = await imports.start(Readable.from([`correo,motto\n${rows.join('\n')}\n`]), { actor: anAdmin, dryRun: true });
  await imports.ended(id);
  expect(Date.now() - start).toBeLessThan(15_000);
  expect(await imports.view(id, anAdmin)).toMatchObject({ state: 'done', rows: 200 });

  const one = await imports.start(Readable.from([`correo,motto\n${rows[0]}\n`]), { actor: anAdmin, dryRun: false });
  await imports.ended(one.id);
  expect(await imports.view(one.id, anAdmin)).toMatchObject({ state: 'done', created: 0, failed: 1 });
});
