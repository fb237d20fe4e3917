import type { Messages } from './index.ts';

export const en: Messages = {
  'error.invalid_request': 'Some of the details need another look.',
  'error.invalid_json': 'The request body is not valid JSON.',
  'error.unauthenticated': 'Please sign in or send a valid token.',
  'error.forbidden': 'Your account is not allowed to do this.',
  'error.csrf': 'The form has expired. Please check the details and send it again.',
  'error.not_found': 'We could not find what you are looking for.',
  'error.method_not_allowed': 'This address does not support that method.',
  'error.email_exists': 'An account with this e-mail address already exists.',
  'error.already_active': 'The account is already active, so it needs no other invitation.',
  'error.not_an_invitation': 'This account does not come from an invitation.',
  'error.payload_too_large': 'The request is too large.',
  'error.unsupported_media_type': 'That content type is not supported. Please send {expected}.',
  'error.too_many_requests': 'There have been too many requests in a row. Please wait a moment and try again.',
  'error.unexpected': 'Something went wrong on our side. Please try again in a few minutes.',
  'error.keycloak_misconfigured': 'The account service refused the operation. We have taken note and will look into it.',
  'error.keycloak_unavailable': 'The account service is not answering right now. Nothing has been lost: please try again in a few minutes.',

  // ── Faults of single fields in forms and API bodies (src/http/validation.ts) ──
  'field.required': 'Please fill in this field.',
  'field.email': 'Please enter a complete e-mail address, such as name@example.com.',
  'field.too_long': 'Use at most {max, plural, one {# character} other {# characters}}.',
  'field.too_short': 'Use at least {min, plural, one {# character} other {# characters}}.',
  'field.unknown': 'There is no such field.',
  'field.type': 'This value has the wrong type.',
  'field.number_range': 'Enter a whole number between {min, number} and {max, number}.',
  'field.option': 'Choose one of these: {options}.',
  'field.organization_unknown': 'There is no company with that identifier.',
  'field.attribute_unknown': 'The profile of this realm has no such attribute.',
  'field.email_exists': 'An account with this e-mail address already exists.',
  'field.invalid': 'Please check this value.',
};
