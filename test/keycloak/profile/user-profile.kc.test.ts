import { createPatternMatcher } from '../../../src/keycloak/java/pattern-matcher.ts';
import { profileFaultsOf } from '../../../src/keycloak/profile/profile-errors.ts';
import { validateProfile } from '../../../src/keycloak/profile/profile-validation.ts';
import { type ProfileAttribute, userProfile } from '../../../src/keycloak/profile/user-profile.ts';
import { createScratchRealm, type ScratchRealm } from '../scratch-realm.ts';

const both = { view: ['admin', 'user'], edit: ['admin', 'user'] };
const attribute = (name: string, more: object = {}) => ({ name, permissions: both, ...more });

const CONFIG = {
  attributes: [
    attribute('username', { validations: { length: { min: 3, max: 255 }, 'username-prohibited-characters': {} } }),
    attribute('email', { required: { roles: ['user'] }, validations: { email: {}, length: { max: 255 } } }),
    attribute('firstName', {
      required: { roles: ['user'] },
      validations: { length: { max: 255 }, 'person-name-prohibited-characters': {} },
    }),
    attribute('lastName', { required: { roles: ['admin'] } }),
    attribute('forEverybody', { required: {} }),
    attribute('withScope', { selector: { scopes: ['phone'] } }),
    attribute('requiredWithScope', { required: { roles: ['user'], scopes: ['phone'] } }),
    attribute('userOnly', { permissions: { view: ['user'], edit: ['user'] } }),
    attribute('editImpliesView', { permissions: { view: [], edit: ['user'] } }),
    attribute('readOnly', { required: {}, permissions: { view: ['admin', 'user'], edit: ['admin'] } }),
    attribute('adminOnly', { permissions: { view: ['admin'], edit: ['admin'] } }),
    attribute('noPermissions', { permissions: undefined }),
    attribute('short', { validations: { length: { min: '2', max: '4' } } }),
    attribute('untrimmed', { validations: { length: { min: 3, 'trim-disabled': true } } }),
    attribute('whole', { validations: { integer: { min: 1, max: 10 } } }),
    attribute('decimal', { validations: { double: { min: '1.5' } } }),
    attribute('mail', { validations: { email: {} } }),
    attribute('digits', { validations: { pattern: { pattern: '[0-9]{2,3}' } } }),
    attribute('choice', { validations: { options: { options: ['x', 'y'] } } }),
    attribute('web', { validations: { uri: {} } }),
    attribute('day', { validations: { 'iso-date': {} } }),
    attribute('several', { multivalued: true, validations: { multivalued: { min: 1, max: 2 } } }),
  ],
  groups: [],
};
const USER = {
  username: 'ana.ruiz',
  email: 'ana@sol.test',
  firstName: 'Ana',
  lastName: 'Ruiz',
  enabled: true,
  emailVerified: true,
};
const ATTRIBUTES = { forEverybody: ['1'], requiredWithScope: ['1'], readOnly: ['1'], adminOnly: ['1'], several: ['1'] };

let realm: ScratchRealm;
let id: string;
let profile: ProfileAttribute[];

beforeAll(async () => {
  realm = await createScratchRealm({ editUsernameAllowed: true });
  const { status, body } = await realm.admin('PUT', '/users/profile', CONFIG);
  if (status !== 200) throw new Error(JSON.stringify(body));
  const { location } = await realm.admin('POST', '/users', {
    ...USER,
    attributes: ATTRIBUTES,
    credentials: [{ type: 'password', value: 'x' }],
  });
  id = location?.split('/').at(-1) ?? '';
  profile = userProfile(await source());
});
afterAll(() => realm?.remove());

async function source() {
  const [config, user, settings] = await Promise.all([
    realm.admin('GET', '/users/profile'),
    realm.admin('GET', `/users/${id}?userProfileMetadata=true`),
    realm.admin('GET', ''),
  ]);
  return { config: config.body, user: user.body, realm: settings.body };
}

/** The user's own view, which the account console has and the admin API has not. */
async function ownView(): Promise<{ name: string; required: boolean; readOnly: boolean }[]> {
  const clients = await realm.admin('GET', '/clients?clientId=account-console');
  await realm.admin('PUT', `/clients/${clients.body[0].id}`, { ...clients.body[0], directAccessGrantsEnabled: true });
  const { body } = await realm.post('/protocol/openid-connect/token', {
    grant_type: 'password',
    client_id: 'account-console',
    username: USER.username,
    password: 'x',
  });
  const account = await realm.get('/account/?userProfileMetadata=true', body.access_token);
  return account.body.userProfileMetadata.attributes;
}

test('fields, required and read-only are what the user’s own view says, not the admin’s', async () => {
  const theirs = (await ownView())
    // Not ours to ask: the address is shown by the page itself, the language chosen there.
    .filter(({ name }) => name !== 'email' && name !== 'locale')
    // What is read-only cannot be required of the person.
    .map(({ name, required, readOnly }) => ({ name, required: required && !readOnly, readOnly }));
  expect(profile.map(({ name, required, readOnly }) => ({ name, required, readOnly }))).toEqual(theirs);
});

test('with the scope that they want, attributes appear or become required', async () => {
  const scoped = userProfile({ ...(await source()), scopes: ['phone'] });
  expect([profile, scoped].map((fields) => fields.some(({ name }) => name === 'withScope'))).toEqual([false, true]);
  expect(scoped.find(({ name }) => name === 'requiredWithScope')?.required).toBe(true);
});

/** Where ours may be kinder than Keycloak's; it is never stricter. */
const LENIENT = ['mail', 'web'];

/** Values at the edges of each validator. */
const SAMPLES: [name: string, values: string[][]][] = [
  ['firstName', [['José-María O’Neil Jr.'], ['A<b'], ['a$b'], ['a\tb'], ['a\u0085b'], ["D'Arc"], ['x'.repeat(256)], ['Ana 2']]],
  ['username', [['ana ruiz'], ['an'], ['ana\u00a0ruiz'], ['ñandú'], ["a'b"], ['ana.ruiz_1-x']]],
  ['forEverybody', [[''], [' '], ['x']]],
  ['short', [['x'], ['xx'], ['  x  '], ['xxxxx'], ['😀😀'], ['😀😀😀'], ['']]],
  ['untrimmed', [[' x '], ['x']]],
  ['whole', [['5'], ['+5'], ['-1'], ['05'], ['5.0'], ['1e1'], ['x'], ['11'], ['٥'], ['']]],
  ['decimal', [['2'], ['2.5'], ['.5'], ['2.'], ['1.4'], ['2,5'], ['1e3'], ['2f'], ['x'], ['NaN']]],
  [
    'mail',
    [
      ['a@b.es'],
      ['a@b'],
      ['nope'],
      ['a b@c.es'],
      ['a..b@c.es'],
      ['.a@c.es'],
      ['a.@c.es'],
      ['ñ@c.es'],
      ['a@ñandú.es'],
      ['@c.es'],
      ['a@'],
      [`${'a'.repeat(65)}@c.es`],
      ['a@b@c.es'],
      ['a@c..es'],
    ],
  ],
  ['digits', [['12'], ['1'], ['x12'], ['1234']]],
  ['choice', [['x'], ['z'], ['X']]],
  [
    'web',
    [
      ['https://a.es/b?c=d#e'],
      ['http://ñ.es'],
      ['a.es'],
      ['ftp://a.es'],
      ['https://a b'],
      ['https://'],
      ['javascript:x'],
      ['HTTPS://a.es'],
    ],
  ],
  ['day', [['2024-02-29'], ['2023-02-29'], ['2024-13-01'], ['2024-1-1'], ['29/02/2024'], ['2024-02-29T00:00:00Z']]],
  ['several', [['a'], ['a', 'b'], ['a', 'b', 'c'], ['']]],
]; // prettier-ignore

test.each(SAMPLES)('%s: what we refuse is what Keycloak refuses, for the same reason', async (name, samples) => {
  const differences: unknown[] = [];
  for (const values of samples) {
    const ours = validateProfile(
      profile,
      { ...Object.fromEntries(profile.map((field) => [field.name, field.values])), [name]: values },
      (text) => text,
      createPatternMatcher({ warn() {} }),
    );
    const root = Object.hasOwn(USER, name);
    const { status, body } = await realm.admin('PUT', `/users/${id}`, {
      ...USER,
      ...(root ? { [name]: values[0] } : {}),
      attributes: root ? ATTRIBUTES : { ...ATTRIBUTES, [name]: values },
    });
    const theirs = status === 400 ? profileFaultsOf(body) : [];
    const same = ours.map(summary).join() === theirs.map(summary).join();
    if (!same && !(LENIENT.includes(name) && ours.length === 0)) differences.push({ values, ours, theirs });
  }
  expect(differences).toEqual([]);
});

// "Whole number" is our finer word for Keycloak's "number".
const summary = ({ field, key, params }: { field: string; key: string; params?: object }) =>
  `${field} ${key === 'field.integer' ? 'field.number' : key} ${JSON.stringify(params ?? {})}`;
