import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { AppError } from '../../../../src/errors.ts';
import { wordsIn } from '../../../../src/invitations/answers/keycloak-refusal.ts';
import { amend } from '../../../../src/invitations/commands/amend.ts';
import { invite } from '../../../../src/invitations/commands/invite.ts';
import { openBulk } from '../../../../src/wiring.ts';
import { createOwnRealm, type OwnRealm } from '../../../support/own-realm.ts';
import { EVERYTHING, importFile } from '../support.ts';

/** What a dry run passes, the import makes; what it refuses, Keycloak would have refused. */
let realm: OwnRealm;

beforeAll(async () => {
  realm = await createOwnRealm();
});
afterAll(() => realm.remove());

/** Each stands for a kind; none is quoted or of an IP address, which are refused here whatever Keycloak says. */
const ODD = [
  ...[
    'ana@x.test.',
    'a..b@x.test',
    'ana,b@x.test',
    '<ana@x.test>',
    'mailto:ana@x.test',
    'ñandú@x.test',
    "o'neil@x.test",
    'r&d@x.test',
  ],
  ...[
    'ana%b@x.test',
    'ana@ñandú.test',
    'ana@x',
    '.ana@x.test',
    'ana.@x.test',
    'ana@-x.test',
    'ana@x-.test',
    'ana@x..test',
    'ana@x_y.test',
  ],
  ...[
    'ana;bea@x.test',
    'ana b@x.test',
    'ana@x.test(work)',
    'ana+tag@x.test',
    'ana=b@x.test',
    'ana/b@x.test',
    'ana$b@x.test',
    'ana{b}@x.test',
  ],
  ...[
    'ana@x.test:25',
    'ana\\b@x.test',
    '😀@x.test',
    'анна@x.test',
    'ana@пример.test',
    `ana@x.${'a'.repeat(64)}.test`,
    'ana[at]x.test',
  ],
  ...[
    `${'a'.repeat(64)}@x.test`,
    `${'a'.repeat(65)}@x.test`,
    'ana@@x.test',
    'ana@xn--.test',
    'ana@a--b.test',
    '_ana@x.test',
    'ana\u200b@x.test',
  ],
];

/** Lines with a fault, of a dry run and of the import of the same file; those that the import made are taken away again. */
async function faultyLines(csv: string): Promise<{ dry: number[]; wet: number[]; keys: (string | undefined)[] }> {
  // A new one: what a sidecar knows of its realm is up to two seconds old.
  const { imports } = await openBulk(realm.sidecar(), { mails: false });
  const run = async (dryRun: boolean) => {
    const { id } = await imports.start(Readable.from([Buffer.from(csv)]), { actor: EVERYTHING, dryRun });
    await imports.ended(id);
    const view = await imports.view(id, EVERYTHING);
    expect(view.state).toBe('done');
    return view.faults.sort((a, b) => a.line - b.line);
  };
  const [checked, imported] = [await run(true), await run(false)];
  for (const user of await realm.console.users.find({ max: 200 })) await realm.console.users.del({ id: user.id ?? '' });
  return { dry: checked.map(({ line }) => line), wet: imported.map(({ line }) => line), keys: checked.map(({ key }) => key) };
}

/** What Keycloak itself says of each address, when an account is made with it as we make it. */
async function refusedByKeycloak(addresses: readonly string[]): Promise<number[]> {
  const lines: number[] = [];
  const usernameFor = await realm.sidecar().realm.usernames();
  for (const [i, address] of addresses.entries()) {
    const email = address.toLowerCase();
    try {
      const { id } = await realm.console.users.create({ username: usernameFor(email), email, enabled: true });
      await realm.console.users.del({ id });
    } catch {
      lines.push(i + 2);
    }
  }
  return lines;
}

const fileOf = (addresses: readonly string[]) => ['correo', ...addresses.map((address) => `"${address}"`)].join('\n');

test.each([
  ['where usernames are addresses', { registrationEmailAsUsername: true }],
  ['where usernames have rules of their own', { registrationEmailAsUsername: false }],
])(
  `${ODD.length} odd addresses are told before, %s`,
  async (_name, settings) => {
    await realm.console.realms.update({ realm: realm.console.realmName }, settings);
    const refused = await refusedByKeycloak(ODD);
    const { dry, wet } = await faultyLines(fileOf(ODD));
    expect(dry).toEqual(refused);
    expect(wet).toEqual(refused);
  },
  60_000,
);

test('the realm’s own rules for addresses are told before', async () => {
  await realm.console.realms.update({ realm: realm.console.realmName }, { registrationEmailAsUsername: true });
  const profile = await realm.console.users.getProfile();
  const rules = { email: { 'max-local-length': '10' }, pattern: { pattern: '.*@sol\\.test', 'error-message': 'Solo del Sol' } };
  const attributes = profile.attributes?.map((attribute) =>
    attribute.name === 'email' ? { ...attribute, validations: { ...attribute.validations, ...rules } } : attribute,
  );
  await realm.console.users.updateProfile({ ...profile, attributes } as never);
  const { dry, wet, keys } = await faultyLines(fileOf(['ana@sol.test', 'ana@luna.test', 'ana.muylarga@sol.test']));
  expect([dry, wet, keys]).toEqual([
    [3, 4],
    [3, 4],
    ['field.realm_message', 'field.email'],
  ]);
});

/** Adds an attribute that admins and people may fill in. */
async function declare(attribute: Record<string, unknown>): Promise<void> {
  const { attributes = [], ...profile } = await realm.console.users.getProfile();
  const permissions = { view: ['admin', 'user'], edit: ['admin', 'user'] };
  const others = attributes
    .filter(({ name }) => name !== attribute.name)
    .map((other) => (other.name === 'email' ? { ...other, validations: {} } : other));
  await realm.console.users.updateProfile({ ...profile, attributes: [...others, { permissions, ...attribute }] } as never);
}

const DATES = [
  '2026-02-30',
  '99',
  '2026-1-2',
  '2026-02-28',
  '02/28/2026',
  '28/2/2026',
  '30/2/2026',
  '1/2/26',
  '31/1/1990x',
  '1/1/0',
];

test.each([
  ['Spanish', { internationalizationEnabled: true, defaultLocale: 'es' }, [2, 3, 4, 5, 6, 8, 11]],
  ['English', { internationalizationEnabled: true, defaultLocale: 'en' }, [2, 3, 4, 5, 7, 8, 10, 11]],
  ['no language', { internationalizationEnabled: false }, [2, 3, 4, 5, 7, 8, 10, 11]],
])('dates are told before as a realm of %s reads them', async (_name, settings, refused) => {
  await realm.console.realms.update({ realm: realm.console.realmName }, settings);
  await declare({ name: 'dat', validations: { 'local-date': {} } });
  const { dry, wet } = await faultyLines(['correo,dat', ...DATES.map((date, i) => `d${i}@sol.test,${date}`)].join('\n'));
  expect({ dry, wet }).toEqual({ dry: refused, wet: refused });
});

/** Each validator that may bear a sentence of the realm's own, with a value that it refuses. */
const OWN_SENTENCES: [validator: string, config: Record<string, unknown>, value: string][] = [
  ['integer', { min: 1, max: 9 }, '12'],
  ['integer', {}, 'uno'],
  ['double', { max: 1 }, '1.5'],
  ['length', { min: 3, max: 5 }, 'xx'],
  ['uri', {}, 'nada'],
  ['options', { options: ['uno'] }, 'tres'],
  ['iso-date', {}, 'ayer'],
  ['local-date', {}, 'ayer'],
  ['email', {}, 'nadie'],
  ['person-name-prohibited-characters', {}, 'a<b'],
  ['pattern', { pattern: '[a-z]{3}' }, '1'],
  // Only Keycloak judges this one.
  ['pattern', { pattern: '(?i)^[a-z]{3}$' }, '1'],
];

test.each(OWN_SENTENCES)('the realm’s own sentence is said at every door: %s %j', async (validator, config, value) => {
  await declare({ name: 'dato', validations: { [validator]: { ...config, 'error-message': 'Pregunte a Personal' } } });
  const sidecar = realm.sidecar();
  const refusal: Partial<AppError> = await invite(
    sidecar,
    { email: 'ana@sol.test', attributes: { dato: value } },
    { actor: EVERYTHING, words: wordsIn(sidecar, 'es') },
  ).catch((error) => error);
  expect(refusal.fields).toEqual([
    { field: 'attributes.dato', key: 'field.realm_message', params: { text: 'Pregunte a Personal' } },
  ]);
  const { faults } = await importFile(sidecar, `correo,dato\nana@sol.test,${value}`);
  expect(faults.map(({ line, column, params }) => ({ line, column, text: params?.text }))).toEqual([
    { line: 2, column: 'dato', text: 'Pregunte a Personal' },
  ]);
});

test.each([
  ['en', '2026-02-28', '2/28/2026'],
  ['en', '2/28/2026', '2/28/2026'],
  ['en-US', '2026-02-28', '2/28/2026'],
  ['es', '2026-02-28', '28/2/2026'],
])('a new account’s date is one of the person’s language (%s): %s', async (locale, given, stored) => {
  const settings = { internationalizationEnabled: true, defaultLocale: 'es', supportedLocales: ['es', 'en'] };
  await realm.console.realms.update({ realm: realm.console.realmName }, settings);
  await declare({ name: 'dato', annotations: { inputType: 'html5-date' }, validations: { 'local-date': {} } });
  const file = `correo,idioma,dato\nfile@sol.test,${locale},${given}\n`;
  const { dry, wet } = await faultyLines(`${file}b@sol.test,${locale},30/30/2026`);
  expect({ dry, wet }).toEqual({ dry: [3], wet: [3] });
  const sidecar = realm.sidecar();
  const { id } = await invite(sidecar, { email: 'api@sol.test', locale, attributes: { dato: given } }, { actor: EVERYTHING });
  expect((await importFile(sidecar, file)).faults).toEqual([]);
  const [ofFile] = await realm.console.users.find({ email: 'file@sol.test', exact: true });
  for (const one of [id, ofFile?.id ?? '']) {
    // Each later write holds the date to the person's language.
    await amend(sidecar, EVERYTHING, one, { firstName: 'Eva' });
    expect((await realm.console.users.findOne({ id: one }))?.attributes).toMatchObject({ dato: [stored], locale: [locale] });
  }
  for (const user of await realm.console.users.find({ max: 200 })) await realm.console.users.del({ id: user.id ?? '' });
});

const CHOICES = { options: { options: [' uno ', 'dos', ' a', 'b '] } };

test.each([
  ['a choice without the spaces that the realm writes', { validations: CHOICES }, 'uno', [' uno ']],
  ['a choice with spaces that the realm does not write', { validations: CHOICES }, ' dos ', ['dos']],
  ['several choices', { multivalued: true, validations: CHOICES }, ['a', 'b'], [' a', 'b ']],
  ['a number with spaces', { validations: { integer: {} } }, ' 5 ', ['5']],
  [
    'a date field’s date',
    { annotations: { inputType: 'html5-date' }, validations: { 'local-date': {} } },
    '2026-02-28',
    ['28/2/2026'],
  ],
])('file, API and correction take alike: %s', async (_name, attribute, given, stored) => {
  const settings = { internationalizationEnabled: true, defaultLocale: 'es', supportedLocales: ['es', 'en'] };
  await realm.console.realms.update({ realm: realm.console.realmName }, settings);
  await declare({ name: 'dato', ...attribute });
  const sidecar = realm.sidecar();
  const addresses = ['api@sol.test', 'file@sol.test', 'amended@sol.test'];
  const kept = async (email = '') => {
    const [user] = await realm.console.users.find({ email, exact: true });
    return user?.attributes?.dato;
  };
  await invite(sidecar, { email: 'api@sol.test', attributes: { dato: given } }, { actor: EVERYTHING });
  const cell = [given].flat().join('|');
  expect((await importFile(sidecar, `correo,dato\nfile@sol.test,${cell}`)).faults).toEqual([]);
  const { id } = await invite(sidecar, { email: 'amended@sol.test' }, { actor: EVERYTHING });
  await amend(sidecar, EVERYTHING, id, { attributes: { dato: given } });
  expect(await Promise.all(addresses.map(kept))).toEqual([stored, stored, stored]);
  for (const user of await realm.console.users.find({ max: 200 })) await realm.console.users.del({ id: user.id ?? '' });
});
