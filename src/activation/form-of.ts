import { textOf } from '../http/request/validation.ts';
import { type PageLocale, pageLocaleOf } from '../i18n/index.ts';
import { fieldNameOf } from '../keycloak/profile/field-name.ts';
import type { User } from '../keycloak/realm/users.ts';
import { BROWSER_ACTIONS, PASSKEY } from '../keycloak/ride/required-actions.ts';
import { hasWayIn, type PageFaults } from '../keycloak/ride/ride.ts';
import { emailStep } from '../keycloak/ride/steps/email.ts';
import { passkeyStep } from '../keycloak/ride/steps/passkey.ts';
import { profileStep } from '../keycloak/ride/steps/profile.ts';
import type { Step } from '../keycloak/ride/steps/step.ts';
import { termsOf, termsStep } from '../keycloak/ride/steps/terms.ts';
import { totpStep } from '../keycloak/ride/steps/totp.ts';
import { type ActivationForm, type FormSources, loadForm } from './activation-form.ts';
import type { Invited } from './invitations-port.ts';
import { leavesAppOut } from './left-out.ts';
import type { OfDirectory, PasswordStands, Ready } from './link-state.ts';
import { emailWay } from './ways/email.ts';
import { otherApp } from './ways/other-app.ts';
import { passkeyWay } from './ways/passkey.ts';
import { passkeyLater } from './ways/passkey-later.ts';
import { recoveryCodesWay } from './ways/recovery-codes.ts';
import { termsWay } from './ways/terms.ts';
import { totpWay } from './ways/totp.ts';
import type { Way } from './ways/way.ts';
import { byCompany, insteadOfPasskey, withHeld, withoutPassword, withWays } from './with-ways.ts';

/** What a form is made for. */
interface Shown {
  locale: PageLocale;
  body?: Readonly<Record<string, unknown>>;
  /** What Keycloak's own page has found, and asks for. */
  faults?: PageFaults;
  /** Pages whose answers Keycloak has stored in a ride that has stopped: they are not asked for again. */
  stored?: readonly string[];
  /** Pages that are answered by what is held: they are not asked for again either. */
  held?: readonly string[] | undefined;
  /** The language that the person has just chosen. */
  asked?: PageLocale | undefined;
}

/** A key that Keycloak has accepted. */
export type Opened = Pick<Ready | OfDirectory | PasswordStands, 'user' | 'token'> &
  Partial<Pick<Ready, 'terms' | 'provider' | 'passkey' | 'passwordInstead' | 'keepsPasskey'>>;

/**
 * The form for a key that is ready: the profile is asked for if the key or the user asks for it. What Keycloak's own page has asked for,
 * or an earlier form for that reason (`body`), stays in it.
 */
export type FormOf = (ready: Opened, shown: Shown) => Promise<ActivationForm>;

export interface FormOfSources extends FormSources, Pick<Invited, 'credentialsOf'> {
  /** Whether somebody who comes by the company's provider with this alias has to confirm their address by a second mail. */
  confirmsByMail: (alias: string, user: User) => Promise<boolean>;
}

export function createFormOf(sources: FormOfSources): FormOf {
  return async (
    { user, token, terms, provider, passkey, passwordInstead, keepsPasskey },
    { locale, body = {}, faults, stored = [], held = [], asked: chosen },
  ) => {
    const actions = new Set([...token.requiredActions, ...(user.requiredActions ?? [])]);
    const isAsked = async (action: string) => actions.has(action) && (await sources.realm.asksFor(action));
    const asksFor = async ({ page, actions: [action = ''] }: Step) =>
      faults?.page === page || (!stored.includes(page) && (await isAsked(action)));
    const asksProfile = (await asksFor(profileStep)) || (actions.has('VERIFY_PROFILE') && !stored.includes(profileStep.page));
    // Keycloak's page has the language always, and we ask for it only where it is at fault.
    const editable = new Set(faults?.attributes.flatMap(({ name, readOnly }) => (readOnly || name === 'locale' ? [] : name)));
    if (faults && Object.hasOwn(faults.fieldErrors, 'locale')) editable.add('locale');
    const asked = (name: string) => editable.has(name) || Object.hasOwn(body, fieldNameOf(name));
    const language = chosen ?? pageLocaleOf(textOf(body.language));
    const form = await loadForm(sources, user, { asksProfile, asked, locale, language });
    const ways: Way[] = [];
    const { recoveryCodes } = faults ?? {};
    if (recoveryCodes) ways.push(recoveryCodesWay(recoveryCodes.codes, locale));
    if (await asksFor(emailStep)) ways.push(emailWay(user.email ?? '', locale));
    if (await asksFor(totpStep)) {
      const account = { issuer: sources.brand.name, account: form.signInName() };
      const byPassword = provider === undefined && passkey === undefined && !stored.includes(passkeyStep.page);
      ways.push(totpWay(await sources.realm.otpPolicy(), account, byPassword, locale));
    } else if (!stored.includes(totpStep.page) && (await leavesAppOut(sources, user, body))) ways.push(otherApp);
    const stands = hasWayIn({ stored });
    if (passkey && !stands) ways.push(passkeyWay(faults?.newPasskey, passkey.orPassword, locale));
    for (const action of BROWSER_ACTIONS) {
      if ((passkey || (passwordInstead && !keepsPasskey)) && action === PASSKEY) continue;
      if (!ways.includes(passkeyLater) && (await isAsked(action))) ways.push(passkeyLater);
    }
    const shownTerms = (faults && termsOf(faults)) ?? terms;
    if ((shownTerms || held.includes(termsStep.page)) && (await asksFor(termsStep))) ways.push(termsWay(shownTerms, locale));
    const asking = (asked: ActivationForm) => withHeld(withWays(asked, ways), held);
    if (provider !== undefined) return asking(byCompany(form, await sources.confirmsByMail(provider, user)));
    if (stands) return asking(withoutPassword(form));
    if (passwordInstead) return asking(insteadOfPasskey(form, passwordInstead));
    return asking(passkey ? withoutPassword(form) : form);
  };
}
