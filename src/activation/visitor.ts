import type { Request, Response } from 'express';
import { cached } from '../common/cache.ts';
import { wouldSpeak } from '../http/request/locale.ts';
import { textOf } from '../http/request/validation.ts';
import { type PageLocale, pageLocaleOf } from '../i18n/index.ts';
import { dateAttributes } from '../keycloak/profile/dates-by-language.ts';
import type { RealmLanguages } from '../keycloak/profile/languages.ts';
import type { RealmSettings } from '../keycloak/realm/realm-settings.ts';
import type { User } from '../keycloak/realm/users.ts';
import { termsStep } from '../keycloak/ride/steps/terms.ts';
import type { Visitor } from '../keycloak/ride/visit.ts';
import type { Invited } from './invitations-port.ts';

/** What Keycloak is told of the person behind a request, as long as nobody knows whose link they hold: address and language. */
export function visitorOf(req: Request, res: Response): Visitor {
  return { ip: req.ip ?? '127.0.0.1', locale: res.locals.locale };
}

/** The person behind a request about a link. */
export interface Reader {
  visitor: Visitor;
  /** The language that they have chosen, with this request or on the page before. */
  language: PageLocale | undefined;
  /** The language that their page speaks, if the link is this account's. */
  localeOf(user: User): PageLocale;
}

/** @param kept the language that the page before has kept. */
export function readerOf(req: Request, res: Response, kept: unknown): Reader {
  return {
    visitor: visitorOf(req, res),
    language: res.locals.askedLocale ?? pageLocaleOf(textOf(kept)),
    localeOf: ({ attributes }) => wouldSpeak(res, attributes?.locale?.[0], textOf(kept)),
  };
}

/** The locale, as the realm writes it, that an account gets because its person has chosen a language; undefined where it keeps its own. */
export function chosenLocale(
  { written }: Pick<RealmLanguages, 'written'>,
  { attributes }: User,
  language: PageLocale | undefined,
): string | undefined {
  return language === undefined || pageLocaleOf(attributes?.locale?.[0]) === language ? undefined : written(language);
}

/**
 * Stores the language that the person of a link has chosen, before Keycloak's own pages take over: those speak the account's. Nothing where they have chosen none,
 * or the realm's rules refuse it.
 */
export type KeepLanguage = (reader: Reader, user: User) => Promise<void>;

export function createKeepLanguage(
  { languages, profile, dateLanguage }: Pick<RealmSettings, 'languages' | 'profile' | 'dateLanguage'>,
  { markOpened }: Pick<Invited, 'markOpened'>,
): KeepLanguage {
  return async (reader, user) => {
    const language = chosenLocale(await languages(), user, reader.language);
    if (language === undefined) return;
    const hasDates = dateAttributes(await profile()).length > 0;
    const datesIn = hasDates ? (await dateLanguage())(user.attributes?.locale?.[0], reader.localeOf(user)) : undefined;
    await markOpened(user.id ?? '', { language, datesIn });
  };
}

/**
 * Has Keycloak speak the language of the person's page where the realm asks for its terms, which it shows in that. Not where the profile has dates whose text
 * follows a language: those stand in the account's own.
 */
export interface Speaking {
  visitor(reader: Reader, user: User): Promise<Visitor>;
  /** The same before Keycloak has looked at the key. Waits for the account only where Keycloak's language shows on our page. */
  visitorAhead(reader: Reader, user: Promise<User | undefined>): Promise<Visitor>;
}

/** Milliseconds for which it is taken for granted whether the realm asks anybody for its terms. */
const FRESH = 60_000;

export function createSpeaking({
  languages,
  asksFor,
  profile,
}: Pick<RealmSettings, 'languages' | 'asksFor' | 'profile'>): Speaking {
  const asksForTerms = cached(
    async () => (await Promise.all(termsStep.actions.map((action) => asksFor(action)))).some(Boolean),
    FRESH,
  );
  const followsChoices = async () => (await asksForTerms()) && dateAttributes(await profile()).length === 0;

  async function visitor(reader: Reader, user: User): Promise<Visitor> {
    const hasChosen = reader.language !== undefined && (await followsChoices());
    const chosen = hasChosen ? chosenLocale(await languages(), user, reader.language) : undefined;
    return { ...reader.visitor, locale: reader.localeOf(user), ...(chosen !== undefined && { chosen }) };
  }

  return {
    visitor,
    async visitorAhead(reader, user) {
      try {
        const found = (await asksForTerms()) ? await user : undefined;
        return found ? await visitor(reader, found) : reader.visitor;
      } catch {
        // Whoever asks next says what is wrong.
        return reader.visitor;
      }
    },
  };
}
