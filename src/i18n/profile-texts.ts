import { isMessageKey, type PageLocale, translate } from './index.ts';

type Texts = Readonly<Record<string, string>>;

/**
 * Texts of a realm's user profile in a page's language: `${key}` is looked up in the realm's own texts
 * (`GET /admin/realms/{realm}/localization/{locale}`), then among the names that Keycloak's profile has by default
 * (`attribute.…` of our catalogue), then in the realm's default language; anything else is a literal.
 */
export function profileTexts(locale: PageLocale, realmTexts: Texts = {}, defaultTexts: Texts = {}): (text: string) => string {
  return (text) => {
    const key = /^\$\{(.+)\}$/.exec(text.trim())?.[1];
    if (key === undefined) return text;
    const realms = textOf(realmTexts, key);
    if (realms !== undefined) return realms;
    const own = `attribute.${key}`;
    return isMessageKey(own) ? translate(locale, own) : (textOf(defaultTexts, key) ?? key);
  };
}

/** {@link profileTexts} with the texts that the realm has now. */
export async function textsOfRealm(
  realm: { texts(locale: string): Promise<Texts>; defaultTexts(): Promise<Texts> },
  locale: PageLocale,
): Promise<(text: string) => string> {
  return profileTexts(locale, ...(await Promise.all([realm.texts(locale), realm.defaultTexts()])));
}

/** Keycloak reads these texts as Java MessageFormat, in which an apostrophe is written twice. */
const textOf = (texts: Texts, key: string): string | undefined =>
  Object.hasOwn(texts, key) ? texts[key]?.replaceAll("''", "'") : undefined;
