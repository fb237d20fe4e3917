import type { MessageKey } from '../../i18n/index.ts';

/** Keycloak's English words for a mail that it could not send, or ours for one that we held back, and the sentence that says the same to a person. */
const KNOWN: readonly [RegExp, MessageKey][] = [
  [/Error when attempting to send the email to the server/, 'mailFault.refused'],
  [/sender address/i, 'mailFault.sender'],
  [/leads nobody to the identity provider/, 'mailFault.provider'],
  [/lets nobody make a passkey/, 'error.passkeys_off'],
  [/lets nobody choose a password/, 'error.passwords_off'],
  [/mail another domain than the address names/, 'error.domain_unclear'],
];

export function mailFaultKey(reason: string): MessageKey {
  return KNOWN.find(([words]) => words.test(reason))?.[1] ?? 'mailFault.other';
}
