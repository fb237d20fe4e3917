/**
 * Whoever speaks one of these reads the other one better than what else pages and mails speak: the languages of Spain and those beside German and
 * French.
 */
export const NEAR_LANGUAGES: ReadonlyMap<string, string> = new Map([
  ...['ca', 'gl', 'eu', 'ast', 'an', 'ext', 'oc'].map((language) => [language, 'es'] as const),
  ...['gsw', 'lb', 'nds'].map((language) => [language, 'de'] as const),
  ...['br', 'co', 'wa'].map((language) => [language, 'fr'] as const),
]);
