import { profileTexts } from '../../../src/i18n/profile-texts.ts';
import { createPatternMatcher } from '../../../src/keycloak/java/pattern-matcher.ts';
import { profileErrorOf, profileFaultsOf } from '../../../src/keycloak/profile/profile-errors.ts';
import { profileForm, readSubmission } from '../../../src/keycloak/profile/profile-form.ts';
import { validateProfile } from '../../../src/keycloak/profile/profile-validation.ts';
import { type ProfileSource, userProfile } from '../../../src/keycloak/profile/user-profile.ts';

type Attribute = NonNullable<ProfileSource['config']['attributes']>[number];

const both = { view: ['admin', 'user'], edit: ['admin', 'user'] };
const attribute = (name: string, more: Partial<Attribute> = {}): Attribute => ({ name, permissions: both, ...more });

const realm = { registrationEmailAsUsername: true };
const text = profileTexts('es', { 'office.madrid': 'Madrid, sede', 'phone.error': "Escriba ''solo'' cifras." });

function profileOf(attributes: Attribute[], user: ProfileSource['user'] = {}, source: Partial<ProfileSource> = {}) {
  return userProfile({ config: { attributes, ...source.config }, user, realm, ...source });
}
const fieldOf = (name: string, more: Partial<Attribute>, user: ProfileSource['user'] = {}) =>
  profileForm(profileOf([attribute(name, more)], user), { text })[0]?.fields[0];

describe('what is shown', () => {
  test('the address, the language and the sidecar’s own attributes never are', () => {
    const names = ['username', 'email', 'locale', 'invitation.id', 'firstName'];
    expect(profileOf(names.map((name) => attribute(name))).map(({ name }) => name)).toEqual(['firstName']);
  });

  test('a username of its own is: to edit where the realm lets people, else to read', () => {
    const shown = (editUsernameAllowed: boolean) =>
      profileOf([attribute('username')], { username: 'ana' }, { realm: { editUsernameAllowed } })[0];
    expect(shown(true)).toMatchObject({ readOnly: false, required: true, values: ['ana'] });
    expect(shown(false)).toMatchObject({ readOnly: true, required: false, values: ['ana'] });
  });

  test('what is read-only and empty tells nothing', () => {
    const readOnly = attribute('badge', { permissions: { view: ['user'], edit: ['admin'] } });
    expect(profileOf([readOnly])).toEqual([]);
    expect(profileOf([readOnly], { attributes: { badge: ['7'] } })).toMatchObject([{ readOnly: true, values: ['7'] }]);
  });

  test('what a user federation made read-only stays so', () => {
    const user = { firstName: 'Ana', userProfileMetadata: { attributes: [{ name: 'firstName', readOnly: true }] } };
    expect(profileOf([attribute('firstName')], user)[0]?.readOnly).toBe(true);
  });

  test('a default fills what has no value', () => {
    expect(fieldOf('country', { defaultValue: 'ES' })?.values).toEqual(['ES']);
    expect(fieldOf('country', { defaultValue: 'ES' }, { attributes: { country: ['PT'] } })?.values).toEqual(['PT']);
  });

  test('fields keep the realm’s order, and a group stands where its first field does', () => {
    const config = { groups: [{ name: 'work', displayHeader: 'Trabajo', displayDescription: 'Su puesto' }] };
    const attributes = [
      attribute('firstName'),
      attribute('badge', { group: 'work' }),
      attribute('lastName'),
      attribute('office', { group: 'work' }),
    ];
    const groups = profileForm(profileOf([], {}, { config: { attributes, ...config } }), { text });
    expect(groups.map(({ title, description, fields }) => [title, description, fields.map(({ name }) => name)])).toEqual([
      [undefined, undefined, ['firstName']],
      ['Trabajo', 'Su puesto', ['badge', 'office']],
      [undefined, undefined, ['lastName']],
    ]);
  });
});

describe('how a field looks', () => {
  test.each<[Partial<Attribute>, object]>([
    [{}, { type: 'text' }],
    [{ annotations: { inputType: 'html5-tel' } }, { type: 'tel', autocomplete: 'tel' }],
    [{ annotations: { inputType: 'html5-datetime-local' } }, { type: 'datetime-local' }],
    [{ annotations: { inputType: 'textarea', inputTypeRows: '4', inputTypeCols: 60 } }, { type: 'textarea', rows: 4, cols: 60 }],
    [{ annotations: { inputType: 'of-a-plugin' } }, { type: 'text' }],
    [
      { annotations: { inputType: 'html5-number', inputTypeMin: '1', inputTypeStep: '0.5' } },
      { type: 'number', min: '1', step: '0.5' },
    ],
    [
      { annotations: { inputType: 'html5-number' }, validations: { double: { max: 9 } } },
      { type: 'number', max: '9', step: 'any' },
    ],
    [{ validations: { length: { min: 2, max: '9' } } }, { type: 'text', minLength: 2, maxLength: 9 }],
    [{ validations: { integer: { min: 0 } } }, { type: 'text', inputMode: 'numeric', min: '0' }],
    [{ validations: { email: {} } }, { type: 'email' }],
    [{ validations: { uri: {} } }, { type: 'url' }],
    [{ validations: { 'iso-date': {} } }, { type: 'date' }],
    [{ validations: { options: { options: ['a'] } } }, { type: 'select' }],
    [{ validations: { options: { options: ['a'] } }, multivalued: true }, { type: 'multiselect' }],
    [{ annotations: { inputTypePlaceholder: '${firstName}' } }, { placeholder: 'Nombre' }],
    [{ annotations: { inputHelperTextBefore: 'Uno', inputHelperTextAfter: '<b>Dos</b>' } }, { hint: 'Uno Dos' }],
  ])('%j → %j', (more, expected) => {
    expect(fieldOf('x', more)).toMatchObject(expected);
  });

  test('options come from the validator that the annotation names, with labels of the realm', () => {
    const validations = { options: { options: ['wrong'] }, offices: { options: ['madrid', 'vigo'] } };
    const annotations = { inputType: 'select-radiobuttons', inputOptionsFromValidation: 'offices' };
    const user = { attributes: { x: ['vigo'] } };
    const withPrefix = fieldOf(
      'x',
      { validations, annotations: { ...annotations, inputOptionLabelsI18nPrefix: 'office' } },
      user,
    );
    expect(withPrefix).toMatchObject({
      type: 'radio',
      options: [
        { value: 'madrid', label: 'Madrid, sede', selected: false },
        { value: 'vigo', label: 'office.vigo', selected: true },
      ],
    });
    const labels = fieldOf('x', { validations, annotations: { ...annotations, inputOptionLabels: { madrid: 'Centro' } } });
    expect(labels?.options.map(({ label }) => label)).toEqual(['Centro', 'vigo']);
  });

  test('labels: the realm’s own text, then ours, then what stands there', () => {
    const label = (displayName?: string) => fieldOf('x', displayName === undefined ? {} : { displayName })?.label;
    expect(label('${lastName}')).toBe('Apellidos');
    expect(label('${office.madrid}')).toBe('Madrid, sede');
    expect(label('Número de empleado')).toBe('Número de empleado');
    expect(label('${unknown}')).toBe('unknown');
    const english = profileTexts('en', { badge: 'Badge' }, { badge: 'Ficha', firstName: 'Nombre de pila', desk: "Puesto ''A''" });
    expect(['${badge}', '${firstName}', '${desk}'].map(english)).toEqual(['Badge', 'First name', "Puesto 'A'"]);
    expect(label()).toBe('x');
  });
});

describe('what was sent', () => {
  const profile = profileOf(
    [
      attribute('firstName'),
      attribute('note', { annotations: { inputType: 'textarea' } }),
      attribute('tags', { multivalued: true }),
      attribute('badge', { permissions: { view: ['user'], edit: ['admin'] } }),
    ],
    { attributes: { badge: ['7'] } },
  );

  test('is read field by field; nothing else gets in', () => {
    const body = {
      firstName: ' Ana ',
      note: ' a\n',
      tags: ['x', '', ' y'],
      badge: 'mine',
      'invitation.status': 'activated',
      isAdmin: '1',
    };
    expect(readSubmission(profile, body)).toEqual({ firstName: ['Ana'], note: [' a\n'], tags: ['x', 'y'] });
  });

  test('what is missing or of another type is emptied, so that Keycloak forgets it', () => {
    expect(readSubmission(profile, { firstName: { a: 1 } })).toEqual({ firstName: [''], note: [''], tags: [''] });
  });
});

describe('faults', () => {
  const faults = (more: Partial<Attribute>, ...values: string[]) =>
    validateProfile(profileOf([attribute('x', more)]), { x: values }, text, createPatternMatcher({ warn() {} }));

  test.each<[Partial<Attribute>, string, object]>([
    [{ required: {} }, ' ', { key: 'field.required' }],
    [{ validations: { length: { min: 2, max: 4 } } }, 'x', { key: 'field.length_between', params: { min: 2, max: 4 } }],
    [{ validations: { length: { min: 9, max: 9 } } }, 'x', { key: 'field.length_exact', params: { count: 9 } }],
    [{ validations: { length: { min: 0, max: 2 } } }, 'xxx', { key: 'field.too_long', params: { max: 2 } }],
    [{ validations: { integer: { min: 5 } } }, '4', { key: 'field.number_min', params: { min: 5 } }],
    [{ validations: { double: {} } }, '1,5', { key: 'field.number' }],
    [{ validations: { options: { options: ['a'] } } }, 'b', { key: 'field.option_unknown' }],
    [{ validations: { 'person-name-prohibited-characters': {} } }, '<b>', { key: 'field.name_characters' }],
    [{ validations: { pattern: { pattern: '[0-9]+' } } }, 'x', { key: 'field.pattern' }],
    [
      { validations: { pattern: { pattern: '[0-9]+', 'error-message': '${phone.error}' } } },
      'x',
      { key: 'field.realm_message', params: { text: "Escriba 'solo' cifras." } },
    ],
    [
      { validations: { pattern: { pattern: '[0-9]+', 'error-message': 'Dos mayúsculas y dos cifras' } } },
      'x',
      { key: 'field.realm_message', params: { text: 'Dos mayúsculas y dos cifras' } },
    ],
    [
      { displayName: 'Ficha', validations: { pattern: { pattern: '[0-9]+', 'error-message': '{0}: solo {1}' } } },
      'x',
      { key: 'field.realm_message', params: { text: 'Ficha: solo [0-9]+' } },
    ],
    ...['nowhere', '${nowhere}', 'badge.error-format', 'badgeError'].map((unworded): [Partial<Attribute>, string, object] => [
      { validations: { pattern: { pattern: '[0-9]+', 'error-message': unworded } } },
      'x',
      { key: 'field.pattern' },
    ]),
  ])('%j refuses %j', (more, value, fault) => {
    expect(faults(more, value)).toEqual([{ field: 'x', ...fault }]);
  });

  test('one a field, and none for what is optional and empty, unknown, or Keycloak’s to judge', () => {
    expect(faults({ validations: { length: { min: 5 }, email: {} } }, 'x')).toHaveLength(1);
    expect(faults({ validations: { length: { min: 5 }, email: {} } }, '')).toEqual([]);
    expect(faults({ validations: { 'acme-validator': {}, 'local-date': {} } }, 'x')).toEqual([]);
    expect(faults({ validations: { pattern: { pattern: '(?i)abc' } } }, 'x')).toEqual([]);
  });

  test('Keycloak’s refusals, one or several, become our messages', () => {
    const tooLong = { field: 'x', errorMessage: 'error-invalid-length-too-long', params: ['x', null, 4] };
    const name = { field: 'firstName', errorMessage: 'error-person-name-invalid-character', params: ['firstName'] };
    expect(profileFaultsOf(tooLong)).toEqual([{ field: 'x', key: 'field.too_long', params: { max: 4 } }]);
    expect(profileFaultsOf({ errors: [tooLong, name] }).map(({ key }) => key)).toEqual([
      'field.too_long',
      'field.name_characters',
    ]);
    for (const other of [undefined, null, 'no', { errorMessage: 'User exists with same email' }])
      expect(profileFaultsOf(other)).toEqual([]);
  });

  test('a code that nobody knows still points at its field', () => {
    expect(profileErrorOf({ field: 'x', errorMessage: 'acme-error' })).toEqual({ field: 'x', key: 'field.invalid' });
    expect(profileErrorOf({ field: 'x', errorMessage: 'constructor' })).toEqual({ field: 'x', key: 'field.invalid' });
  });
});
