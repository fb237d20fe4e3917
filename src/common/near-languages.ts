/**
 * Whoever speaks one of these reads the other one better than what else pages and mails speak: what is spoken beside Spanish, German, French, Portuguese
 * and Catalan. A realm may support fewer languages than we speak: the languages of Spain stand here for that.
 */
export const NEAR_LANGUAGES: ReadonlyMap<string, string> = new Map([
  ...['ca', 'gl', 'eu', 'ast', 'an', 'ext', 'oc'].map((language) => [language, 'es'] as const),
  ...['gsw', 'lb', 'nds'].map((language) => [language, 'de'] as const),
  ['mwl', 'pt'] as const,
  ...['br', 'co', 'wa'].map((language) => [language, 'fr'] as const),
]);
