import { textOf } from '../http/request/validation.ts';
import { type PageLocale, pageLocaleOf } from '../i18n/index.ts';
import { fieldNameOf } from '../keycloak/profile/field-name.ts';
import type { PageFaults } from '../keycloak/ride/ride.ts';
import { termsOf, termsStep } from '../keycloak/ride/steps/terms.ts';
import { type ActivationForm, type FormSources, loadForm } from './activation-form.ts';
import type { OfDirectory, PasswordStands, Ready } from './link-state.ts';
import { termsWay } from './ways/terms.ts';
import type { Way } from './ways/way.ts';
import { withWays } from './with-ways.ts';

/** What a form is made for. */
interface Shown {
  locale: PageLocale;
  body?: Readonly<Record<string, unknown>>;
  /** What Keycloak's own page has found, and asks for. */
  faults?: PageFaults;
  /** The language that the person has just chosen. */
  asked?: PageLocale | undefined;
}

/** A key that Keycloak has accepted. */
export type Opened = Pick<Ready | OfDirectory | PasswordStands, 'user' | 'token'> & Partial<Pick<Ready, 'terms'>>;

/**
 * The form for a key that is ready: the profile is asked for if the key or the user asks for it. What Keycloak's own page has asked for,
 * or an earlier form for that reason (`body`), stays in it.
 */
export type FormOf = (ready: Opened, shown: Shown) => Promise<ActivationForm>;

export function createFormOf(sources: FormSources): FormOf {
  return async ({ user, token, terms }, { locale, body = {}, faults, asked: chosen }) => {
    const actions = new Set([...token.requiredActions, ...(user.requiredActions ?? [])]);
    const isAsked = async (action: string) => actions.has(action) && (await sources.realm.asksFor(action));
    const asksProfile = (await isAsked('UPDATE_PROFILE')) || actions.has('VERIFY_PROFILE');
    // Keycloak's page has the language always, and we ask for it only where it is at fault.
    const editable = new Set(faults?.attributes.flatMap(({ name, readOnly }) => (readOnly || name === 'locale' ? [] : name)));
    if (faults && Object.hasOwn(faults.fieldErrors, 'locale')) editable.add('locale');
    const asked = (name: string) => editable.has(name) || Object.hasOwn(body, fieldNameOf(name));
    const language = chosen ?? pageLocaleOf(textOf(body.language));
    const form = await loadForm(sources, user, { asksProfile, asked, locale, language });
    const ways: Way[] = [];
    const shownTerms = (faults && termsOf(faults)) ?? terms;
    const asksTerms = faults?.page === termsStep.page || (await isAsked('TERMS_AND_CONDITIONS'));
    if (shownTerms && asksTerms) ways.push(termsWay(shownTerms, locale));
    return withWays(form, ways);
  };
}
