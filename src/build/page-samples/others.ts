import { PAGES } from '../../common/addresses.ts';
import { openApiDocument } from '../../http/openapi/openapi.ts';
import { type PageLocale, translate } from '../../i18n/index.ts';
import { importOperations } from '../../invitations/import/http/openapi.ts';
import { invitationOperations } from '../../invitations/rest/openapi.ts';
import { LOCALES } from '../../settings/brand.ts';
import type { SupportValues, WaysIn } from '../../views/models/models.ts';
import type { Sample } from './page-samples.ts';

const EMPTY_TICKET: SupportValues = { topic: '', email: '', name: '', company: '', message: '', when: '', reference: '' };
const TICKET: SupportValues = {
  topic: 'mail',
  email: 'lucia.fernandez@sol.test',
  name: 'Lucía Fernández',
  company: 'Energías del Sol, S. L.',
  message: 'Ayer me dieron de alta y no encuentro el correo.\nHe mirado también en la carpeta de spam.',
  when: 'Ayer por la tarde',
  reference: '5e0b9a52',
};

const PASSWORDS: WaysIn = { first: 'password', others: [], more: [], byUsername: false };

const SETTINGS = { invitationMaxLifespanHours: 720 };

const API = openApiDocument({
  title: 'Amperecloud: invitations',
  version: '1.0.0',
  publicUrl: 'https://acceso.amperecloud.test',
  issuer: 'https://login.amperecloud.test/realms/amperecloud',
  operations: [...invitationOperations(SETTINGS), ...importOperations(SETTINGS)],
});

/** Start, new link, profile, guide, support and the documentation of the API. */
export function otherSamples(locale: PageLocale): Sample[] {
  return [
    { name: 'api-docs', page: 'apiDocs', model: { document: API } },
    { name: 'home', page: 'home', model: { signInUrl: PAGES.signIn } },
    {
      name: 'home-signed-in',
      page: 'home',
      model: { signInUrl: PAGES.signIn },
      context: { user: { name: 'Lucía', isAdmin: false } },
    },
    { name: 'resend', page: 'resend', model: { state: 'form', email: '', errors: [] }, context: { path: PAGES.newLink } },
    {
      name: 'resend-error',
      page: 'resend',
      model: { state: 'form', email: 'lucia@', errors: [{ field: 'email', key: 'field.email' }] },
      context: { path: PAGES.newLink },
    },
    {
      name: 'resend-by-key',
      page: 'resend',
      model: { state: 'form', email: '', errors: [], byKey: true },
      context: { path: PAGES.newLink },
    },
    { name: 'resend-sent', page: 'resend', model: { state: 'sent', email: 'lucia.fernandez@sol.test' } },
    { name: 'resend-sent-by-key', page: 'resend', model: { state: 'sent' } },
    {
      name: 'profile',
      page: 'profile',
      model: {
        name: 'Lucía Fernández',
        email: 'lucia.fernandez@sol.test',
        username: 'lucia.fernandez@sol.test',
        companies: ['Energías del Sol, S. L.', 'Luna Solar'],
        password: 'offered',
        offerPasskey: true,
        locale: 'es',
        locales: [...LOCALES],
      },
      context: {
        path: PAGES.profile,
        user: { name: 'Lucía Fernández', isAdmin: false },
        flash: [{ kind: 'success', key: 'flash.passwordChanged' }],
      },
    },
    {
      name: 'profile-long',
      page: 'profile',
      model: {
        name: `Maximiliana${'fernández'.repeat(7)}`,
        email: `${'maximiliana-'.repeat(5)}de-la-santisima-trinidad@energias-renovables.test`,
        username: 'maximiliana',
        companies: [],
        password: 'off',
        offerPasskey: false,
        locale: 'en',
        locales: ['es', 'en'],
      },
      context: { path: PAGES.profile },
    },
    {
      name: 'profile-directory',
      page: 'profile',
      model: {
        name: 'Lucía Fernández',
        email: 'lucia.fernandez@sol.test',
        username: 'lucia.fernandez',
        companies: ['Energías del Sol, S. L.'],
        password: 'directory',
        offerPasskey: true,
        locale: 'es',
        locales: ['es', 'en'],
      },
      context: { path: PAGES.profile },
    },
    {
      name: 'profile-nameless',
      page: 'profile',
      model: {
        name: 'mfr-42',
        email: '',
        username: 'mfr-42',
        companies: [],
        offerPasskey: false,
        passkeys: 'https://login.example.test/realms/sol/account/account-security/signing-in',
        locale: 'es',
        locales: ['es', 'en'],
      },
      context: { path: PAGES.profile },
    },
    {
      name: 'help',
      page: 'help',
      model: { passwordRules: [], linkHours: 168, ways: PASSWORDS, feedback: { comment: '', errors: [] } },
    },
    {
      name: 'help-passkey',
      page: 'help',
      model: {
        passwordRules: [],
        linkHours: 168,
        ways: { first: 'passkey', others: ['password', 'company'], more: ['terms', 'codes'], byUsername: false },
        feedback: { comment: '', errors: [] },
      },
    },
    {
      name: 'help-rules',
      page: 'help',
      model: {
        passwordRules: [
          translate(locale, 'password.rule.length', { count: 8 }),
          ...(['upperCase', 'lowerCase', 'digits', 'specialChars'] as const).map((rule) =>
            translate(locale, `password.rule.${rule}`, { count: 1 }),
          ),
        ],
        linkHours: 36,
        ways: {
          first: 'password',
          others: ['passkey', 'company'],
          more: ['terms', 'totp', 'codes', 'passkey'],
          byUsername: true,
        },
        feedback: { comment: 'Faltan <b>imágenes</b>', errors: [{ field: 'useful', key: 'field.required' }] },
      },
      context: { path: PAGES.help },
    },
    {
      name: 'support',
      page: 'support',
      model: { state: 'form', values: EMPTY_TICKET, errors: [] },
      context: { path: PAGES.support },
    },
    {
      name: 'support-errors',
      page: 'support',
      model: {
        state: 'form',
        values: { ...EMPTY_TICKET, reference: '5e0b9a52' },
        errors: [
          { field: 'topic', key: 'field.required' },
          { field: 'message', key: 'field.required' },
          { field: 'email', key: 'field.email' },
        ],
      },
    },
    { name: 'support-failed', page: 'support', model: { state: 'failed', values: TICKET, errors: [] } },
    { name: 'support-sent', page: 'support', model: { state: 'sent', ticket: 'S-7KQ2-94XD', email: 'lucia.fernandez@sol.test' } },
    { name: 'feedback-yes', page: 'feedbackThanks', model: { useful: 'yes' } },
    { name: 'feedback-no', page: 'feedbackThanks', model: { useful: 'no' } },
  ];
}
