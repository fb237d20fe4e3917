import { PAGES } from '../../common/addresses.ts';
import { type PageLocale, translate } from '../../i18n/index.ts';
import { parsePasswordPolicy } from '../../keycloak/password/password-policy.ts';
import type { FieldType, FormField } from '../../keycloak/profile/form-field.ts';
import type { ActivateModel } from '../../views/models/models.ts';
import { passwordChecklist, passwordRulesAttribute, passwordWords } from '../../views/present/password-words.ts';
import type { Sample } from './page-samples.ts';
import { realmWordsIn } from './realm-words.ts';

const KEY = 'eyJhbGciOiJIUzUxMiJ9.eyJzdWIiOiI1ZTBiOWE1MiJ9.c2lnbmF0dXJl';

/** The demo realm's policy, and a rule that only Keycloak can judge. */
const RULES = parsePasswordPolicy(
  'length(8) and upperCase(1) and lowerCase(1) and digits(1) and specialChars(1) and notUsername and notEmail',
);

const wordsIn = (locale: PageLocale) => ({
  firstName: translate(locale, 'attribute.firstName'),
  lastName: translate(locale, 'attribute.lastName'),
  required: translate(locale, 'field.required'),
  tooLong: translate(locale, 'field.too_long', { max: 40 }),
  weak: translate(locale, 'password.unmet.digits', { count: 1 }),
  global: translate(locale, 'activate.anew'),
});

function field(name: string, label: string, more: Partial<FormField> = {}): FormField {
  return {
    name,
    label,
    type: 'text',
    required: true,
    readOnly: false,
    multivalued: false,
    values: [''],
    options: [],
    errors: [],
    ...more,
  };
}

export function model(locale: PageLocale, more: Partial<ActivateModel> = {}): ActivateModel {
  const words = wordsIn(locale);
  return {
    key: KEY,
    email: 'lucia.fernandez@sol.test',
    username: 'lucia.fernandez@sol.test',
    signsInByUsername: false,
    signInName: 'lucia.fernandez@sol.test',
    groups: [
      {
        name: '',
        fields: [
          field('firstName', words.firstName, { autocomplete: 'given-name', values: ['Lucía'] }),
          field('lastName', words.lastName, { autocomplete: 'family-name' }),
        ],
      },
    ],
    rules: passwordChecklist(RULES, locale, { usernameIsEmail: true }),
    passwordWords: passwordWords(locale),
    passwordRules: passwordRulesAttribute(RULES),
    personalWords: ['lucia.fernandez@sol.test', 'Lucía', 'Amperecloud'],
    passwordErrors: [],
    errors: [],
    ...more,
  };
}

const HTML5_TYPES: FieldType[] = [
  'email',
  'tel',
  'url',
  'number',
  'date',
  'datetime-local',
  'time',
  'month',
  'week',
  'color',
  'range',
];

/** Every kind of field that a realm's user profile can ask for. */
function everyField(locale: PageLocale): FormField[] {
  const words = realmWordsIn(locale);
  const options = ['Sevilla', 'Málaga', 'Las Palmas de Gran Canaria'].map((label, i) => ({
    value: label.toLowerCase(),
    label,
    selected: i === 1,
  }));
  const chosen = ['málaga'];
  return [
    ...HTML5_TYPES.map((type) =>
      field(`attr.${type}`, `${words.field} ${type}`, { type, required: false, hint: `${words.kind} ${type}.` }),
    ),
    field('about', words.about, {
      type: 'textarea',
      rows: 3,
      values: ['Primera línea\n<b>segunda</b> línea'],
      required: false,
    }),
    field('office', words.office, { type: 'select', options, values: chosen }),
    field('regions', words.regions, {
      type: 'multiselect',
      options,
      values: chosen,
      multivalued: true,
      required: false,
      hint: words.regionsHint,
    }),
    field('shift', words.shift, { type: 'radio', options, values: chosen, hint: words.shiftHint }),
    field('skills', words.skills, { type: 'checkboxes', options, values: chosen, multivalued: true, required: false }),
    field('phones', words.phones, {
      type: 'tel',
      values: ['+34 600 000 000', '+34 600 000 001'],
      multivalued: true,
      required: false,
    }),
    field('employeeId', words.employeeId, { values: ['0042'], readOnly: true, required: false }),
  ];
}

/** Whoever may not change a field is not asked to. */
function withErrors(fields: FormField[], message: string): FormField[] {
  return fields.map((each) => (each.readOnly ? each : { ...each, required: true, errors: [message] }));
}

export function activateSamples(locale: PageLocale): Sample[] {
  const words = wordsIn(locale);
  const realm = realmWordsIn(locale);
  const context = { path: PAGES.activation };
  const long = `${'ñandú'.repeat(14)}`;
  return [
    { name: 'activate', page: 'activate', model: model(locale), context },
    { name: 'activate-app', page: 'activate', model: { ...model(locale), app: 'Portal de clientes' }, context },
    {
      name: 'activate-username',
      page: 'activate',
      model: model(locale, { username: 'lfernandez', signsInByUsername: true, signInName: 'lfernandez' }),
      context,
    },
    {
      name: 'activate-errors',
      page: 'activate',
      model: model(locale, {
        groups: [
          {
            name: '',
            fields: [
              field('firstName', words.firstName, { values: [long], errors: [words.tooLong] }),
              field('lastName', words.lastName, { errors: [words.required] }),
            ],
          },
        ],
        rules: model(locale).rules.map((rule) => ({
          ...rule,
          state: rule.id === 'digits' ? 'unmet' : rule.check === undefined ? 'unknown' : 'met',
        })),
        passwordErrors: [words.weak],
        errors: [words.global],
      }),
      context,
    },
    {
      name: 'activate-directory',
      page: 'activate',
      model: model(locale, {
        groups: [
          { name: '', fields: [field('firstName', words.firstName, { values: ['Lucía'], readOnly: true, required: false })] },
        ],
        keptElsewhere: true,
      }),
      context,
    },
    {
      name: 'activate-every-field',
      page: 'activate',
      model: model(locale, {
        email: `${'maximiliana-'.repeat(5)}@energias-renovables-del-sol.test`,
        groups: [
          ...model(locale).groups,
          { name: 'work', title: realm.work, description: realm.workHint, fields: everyField(locale) },
        ],
      }),
      context,
    },
    {
      name: 'activate-every-error',
      page: 'activate',
      model: model(locale, {
        groups: [{ name: 'work', title: realm.work, fields: withErrors(everyField(locale), words.required) }],
      }),
      context,
    },
  ];
}
