/**
 * Sentences that Keycloak 26.7.4 looks up by itself (subjects), or by a name that it hands to a template (required actions, credential
 * types, notices of workflows), with the arguments they get. Every language must have them; a sentence that stands neither here nor in
 * a template is unused.
 */
const without = (...keys: string[]) => Object.fromEntries(keys.map((key) => [key, [] as string[]]));

const SUBJECTS = [
  'accountDeleteNotification',
  'accountDisableNotification',
  'accountNotification',
  'emailTest',
  'emailUpdateConfirmation',
  'emailVerification',
  'eventLoginError',
  'eventRemoveCredential',
  'eventRemoveTotp',
  'eventUpdateCredential',
  'eventUpdatePassword',
  'eventUpdateTotp',
  'eventUserDisabledByPermanentLockout',
  'eventUserDisabledByTemporaryLockout',
  'executeActions',
  'passwordReset',
  'verifiableCredentialOffer',
];

/** `other` is ours: for the required action of an extension. */
const REQUIRED_ACTIONS = [
  'CONFIGURE_RECOVERY_AUTHN_CODES',
  'CONFIGURE_TOTP',
  'TERMS_AND_CONDITIONS',
  'UPDATE_EMAIL',
  'UPDATE_PASSWORD',
  'UPDATE_PROFILE',
  'VERIFY_EMAIL',
  'VERIFY_PROFILE',
  'delete_account',
  'delete_credential',
  'idp_link',
  'update_user_locale',
  'webauthn-register',
  'webauthn-register-passwordless',
  'other',
];

const CREDENTIALS = ['password', 'otp', 'webauthn', 'webauthn-passwordless', 'recovery-authn-codes', 'other'];

const UNITS = ['days', 'hours', 'minutes', 'seconds'];

export const KEYCLOAK_KEYS: Record<string, string[]> = {
  ...without(...SUBJECTS.map((name) => `${name}Subject`)),
  orgInviteSubject: ['organization'],
  identityProviderLinkSubject: ['provider'],
  accountNotificationBody: ['when'],
  accountDisableNotificationBody: ['when'],
  accountDeleteNotificationBody: ['when'],
  ...without(...REQUIRED_ACTIONS.map((name) => `requiredAction.${name}`)),
  ...without(...CREDENTIALS.map((name) => `credential.${name}`)),
  ...Object.fromEntries(UNITS.map((name) => [`linkExpirationFormatter.timePeriodUnit.${name}`, ['n']])),
};
