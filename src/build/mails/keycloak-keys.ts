/**
 * Sentences that Keycloak 26.7.4 looks up by itself or by a name that it hands to a template, with the arguments it gives them.
 * Every language must have them; what is not here and not in a template is unused.
 */

const none = (...keys: string[]) => Object.fromEntries(keys.map((key) => [key, [] as string[]]));

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

const unit = (name: string) => ({ [`linkExpirationFormatter.timePeriodUnit.${name}`]: ['n'] });

export const KEYCLOAK_KEYS: Record<string, string[]> = {
  ...none('executeActionsSubject'),
  ...none(...REQUIRED_ACTIONS.map((name) => `requiredAction.${name}`)),
  ...unit('days'),
  ...unit('hours'),
  ...unit('minutes'),
  ...unit('seconds'),
};
