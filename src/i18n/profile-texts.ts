import { isMessageKey, type PageLocale, translate } from './index.ts';

/**
 * Texts of a realm's user profile in a page's language: `${key}` is looked up in the realm's own texts
 * (`GET /admin/realms/{realm}/localization/{locale}`), then among the names that Keycloak's profile has by default
 * (`attribute.…` of our catalogue); anything else is a literal.
 */
export function profileTexts(locale: PageLocale, realmTexts: Readonly<Record<string, string>> = {}): (text: string) => string {
  return (text) => {
    const key = /^\$\{(.+)\}$/.exec(text.trim())?.[1];
    if (key === undefined) return text;
    // Keycloak reads these texts as Java MessageFormat, in which an apostrophe is written twice.
    if (Object.hasOwn(realmTexts, key)) return (realmTexts[key] ?? '').replaceAll("''", "'");
    const own = `attribute.${key}`;
    return isMessageKey(own) ? translate(locale, own) : key;
  };
}
