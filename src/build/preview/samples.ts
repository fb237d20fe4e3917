import type { Locale } from '../../settings/brand.ts';

/** Realistic data for every mail, in the shape in which Keycloak gives it to the template. */
export interface Sample {
  /** Unique in the gallery: the mail's name, with the variant after a dot. */
  id: string;
  mail: string;
  subjectKey: string;
  subjectArgs: string[];
  data: Record<string, unknown>;
}

const KEY =
  'eyJhbGciOiJIUzUxMiIsInR5cCIgOiAiSldUIiwia2lkIiA6ICI0ZjBhYjQ5Yi0xZjQ4LTRlNjUtYTQ4Mi0yYTk3ODk4ZDQ0YjEifQ.eyJleHAiOjE3OTU5NzE2MDAsImlhdCI6MTc5NTM2NjgwMCwianRpIjoiZDU5YjE3ZWQtOWQ4Mi00Y2JmLWI3YjEtNTU0OTYyNzM1OTA5IiwiaXNzIjoiaHR0cHM6Ly9pZC5leGFtcGxlLmNvbS9yZWFsbXMvYW1wZXJlY2xvdWQiLCJzdWIiOiI2ZjdhM2I4YyJ9.3kQwz0Xc2VnJr5TtYpLmB8sHdGfAeUiOqRvNxMyZlWk';
const LINK = `https://id.example.com/realms/amperecloud/login-actions/action-token?key=${KEY}&client_id=activation-sidecar&tab_id=Qk3xW8`;

export const NAMES: Record<Locale, [first: string, last: string]> = {
  es: ['María', 'Fernández Ruiz'],
  en: ['Emily', 'Carter'],
  de: ['Jürgen', 'Weiß'],
  pt: ['João', 'Conceição'],
  fr: ['Chloé', 'Lefèvre'],
  ca: ['Núria', 'Puigdollers Solé'],
  gl: ['Uxía', 'Castiñeira Otero'],
  eu: ['Eñaut', 'Etxeberria Goñi'],
};

/** A word from whoever invites, with a second paragraph. */
export const WORDS: Record<Locale, string> = {
  es: 'Hola, María:\nle abro la cuenta antes de la visita del lunes a las 10:30.\n\nCualquier duda, me llama.',
  en: 'Hello, Emily:\nhere is your account, ahead of Monday’s visit at 10:30.\n\nCall me if anything is unclear.',
  de: 'Guten Tag, Herr Weiß,\nhier ist Ihr Konto, rechtzeitig vor unserem Termin am Montag um 10:30 Uhr.\n\nBei Fragen rufen Sie mich an.',
  pt: 'Olá, João:\naqui está a sua conta, antes da visita de segunda-feira às 10:30.\n\nSe tiver dúvidas, ligue-me.',
  fr: 'Bonjour Chloé,\nvoici votre compte, avant la visite de lundi à 10:30.\n\nAppelez-moi en cas de question.',
  ca: 'Hola, Núria:\nli obro el compte abans de la visita de dilluns a les 10:30.\n\nSi té cap dubte, truqui’m.',
  gl: 'Ola, Uxía:\nábrolle a conta antes da visita do luns ás 10:30.\n\nSe ten calquera dúbida, chámeme.',
  eu: 'Kaixo, Eñaut:\nhemen duzu kontua, astelehen 10:30eko bisita baino lehen.\n\nZalantzarik baduzu, deitu.',
};

export function samples(locale: Locale): Sample[] {
  const [firstName, lastName] = NAMES[locale];
  const user = (attributes: Record<string, string> = {}) => ({
    username: 'persona@sol.example',
    email: 'persona@sol.example',
    firstName,
    lastName,
    attributes,
  });
  const week = { link: LINK, linkExpiration: 10080 };
  const invited = { 'invitation.id': '0b8d', 'invitation.status': 'queued', 'invitation.by': 'Instalaciones Sol, S. L.' };
  const sample = (id: string, subjectKey: string, data: Record<string, unknown>, subjectArgs: string[] = []): Sample => ({
    id,
    mail: id.split('.')[0] ?? id,
    subjectKey,
    subjectArgs,
    data: { user: user(), realmName: 'Amperecloud', ...data },
  });
  const day = { link: LINK, linkExpiration: 720 };
  const hour = { link: LINK, linkExpiration: 90 };
  const event = (type: string, details: Record<string, string> = {}) => ({
    event: { type, time: Date.now(), ipAddress: '203.0.113.24', details },
  });
  const notice = (name: string, messageKey: string, daysRemaining: number, more: Record<string, unknown> = {}) =>
    sample(`workflow-notification.${name}`, `${messageKey.replace(/Body$/, '')}Subject`, {
      messageKey,
      daysRemaining,
      reason: 'inactivity',
      subjectKey: `${messageKey.replace(/Body$/, '')}Subject`,
      ...more,
    });
  return [
    sample('executeActions.invitation', 'executeActionsSubject', {
      ...week,
      user: user(invited),
      requiredActions: ['UPDATE_PROFILE', 'UPDATE_PASSWORD'],
    }),
    sample('executeActions.with-a-word', 'executeActionsSubject', {
      ...week,
      user: user({
        ...invited,
        'invitation.by': 'Ana Prado',
        'invitation.appName': 'Portal de clientes',
        'invitation.message': WORDS[locale],
        'invitation.messageBy': 'Ana Prado',
      }),
      requiredActions: ['UPDATE_PROFILE', 'UPDATE_PASSWORD'],
    }),
    sample('executeActions.with-username', 'executeActionsSubject', {
      ...week,
      user: { ...user({ ...invited, 'invitation.accessUntil': '2027-06-30' }), username: 'persona-42' },
      requiredActions: ['UPDATE_PROFILE', 'UPDATE_PASSWORD'],
    }),
    sample('executeActions.passkey', 'executeActionsSubject', {
      ...week,
      user: user({ ...invited, 'invitation.signIn': 'passkey' }),
      requiredActions: ['UPDATE_PROFILE', 'webauthn-register-passwordless'],
    }),
    sample('executeActions.company', 'executeActionsSubject', {
      ...week,
      user: user({ ...invited, 'invitation.signIn': 'idp:sol' }),
      requiredActions: ['UPDATE_PROFILE'],
    }),
    sample('executeActions.sample', 'executeActionsSubject', { ...week, requiredActions: [] }),
    sample('executeActions.from-console', 'executeActionsSubject', {
      ...day,
      requiredActions: ['UPDATE_PROFILE', 'UPDATE_PASSWORD', 'CONFIGURE_TOTP', 'an-extension'],
    }),
    sample('executeActions.new-password', 'executeActionsSubject', {
      ...hour,
      user: user({ ...invited, 'invitation.status': 'activated' }),
      requiredActions: ['UPDATE_PASSWORD'],
    }),
    sample('executeActions.other', 'executeActionsSubject', {
      ...day,
      requiredActions: ['VERIFY_EMAIL', 'CONFIGURE_TOTP', 'webauthn-register'],
    }),
    sample('password-reset', 'passwordResetSubject', { link: LINK, linkExpiration: 5 }),
    sample('password-reset.without-password', 'passwordResetSubject', {
      link: LINK,
      linkExpiration: 5,
      user: user({ ...invited, 'invitation.signIn': 'passkey' }),
    }),
    sample('email-verification', 'emailVerificationSubject', day),
    sample('email-verification-with-code', 'emailVerificationSubject', { code: '482 913' }),
    sample('email-update-confirmation', 'emailUpdateConfirmationSubject', { ...day, newEmail: 'nueva.direccion@sol.example' }),
    sample(
      'identity-provider-link',
      'identityProviderLinkSubject',
      {
        ...hour,
        identityProviderDisplayName: 'Sol ID',
        identityProviderAlias: 'sol',
        identityProviderContext: { username: 'g-fd1e5443-0c5b-4f0e-9d55-2b7c1f3a86d0', email: 'persona@sol.example' },
      },
      ['Sol ID'],
    ),
    sample('org-invite', 'orgInviteSubject', { ...week, organization: { name: 'Instalaciones Sol' }, firstName, lastName }, [
      'Instalaciones Sol',
    ]),
    sample('verifiable-credential-offer', 'verifiableCredentialOfferSubject', {
      ...day,
      credentialScopeDisplayName: 'Certificado de instalación',
    }),
    sample('email-test', 'emailTestSubject', {}),
    notice('notice', 'accountNotificationBody', 0),
    notice('disable', 'accountDisableNotificationBody', 7),
    notice('delete', 'accountDeleteNotificationBody', 1),
    notice('custom', 'accountNotificationBody', 3, {
      messageKey: 'customMessage',
      customMessage: '<p>Su contrato vence pronto. <b>Renuévelo</b> para seguir usando la plataforma.</p>',
    }),
    sample('event-login_error', 'eventLoginErrorSubject', event('LOGIN_ERROR')),
    sample('event-update_password', 'eventUpdatePasswordSubject', event('UPDATE_PASSWORD')),
    sample('event-update_credential', 'eventUpdateCredentialSubject', event('UPDATE_CREDENTIAL', { credential_type: 'otp' })),
    sample(
      'event-remove_credential',
      'eventRemoveCredentialSubject',
      event('REMOVE_CREDENTIAL', { credential_type: 'webauthn' }),
    ),
    sample('event-update_totp', 'eventUpdateTotpSubject', event('UPDATE_TOTP')),
    sample('event-remove_totp', 'eventRemoveTotpSubject', event('REMOVE_TOTP')),
    sample(
      'event-user_disabled_by_temporary_lockout',
      'eventUserDisabledByTemporaryLockoutSubject',
      event('USER_DISABLED_BY_TEMPORARY_LOCKOUT'),
    ),
    sample(
      'event-user_disabled_by_permanent_lockout',
      'eventUserDisabledByPermanentLockoutSubject',
      event('USER_DISABLED_BY_PERMANENT_LOCKOUT'),
    ),
  ];
}
