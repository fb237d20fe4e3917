import type { FieldError } from '../errors.ts';
import { labelled, type PageLocale, translate } from '../i18n/index.ts';
import { profileTexts } from '../i18n/profile-texts.ts';
import { checkPassword, isMissing } from '../keycloak/password/password-check.ts';
import type { PasswordRule } from '../keycloak/password/password-policy.ts';
import { dateAttributes } from '../keycloak/profile/dates-by-language.ts';
import type { FormField, FormGroup } from '../keycloak/profile/form-field.ts';
import { inLocalDates } from '../keycloak/profile/local-date.ts';
import { profileErrorOf } from '../keycloak/profile/profile-errors.ts';
import { profileForm, readSubmission } from '../keycloak/profile/profile-form.ts';
import { validateProfile } from '../keycloak/profile/profile-validation.ts';
import { type ProfileAttribute, userProfile } from '../keycloak/profile/user-profile.ts';
import type { RealmSettings } from '../keycloak/realm/realm-settings.ts';
import type { User } from '../keycloak/realm/users.ts';
import type { PageFaults } from '../keycloak/ride/ride.ts';
import { passwordStep } from '../keycloak/ride/steps/password.ts';
import { profileStep } from '../keycloak/ride/steps/profile.ts';
import type { Submission } from '../keycloak/ride/steps/step.ts';
import type { Brand } from '../settings/brand.ts';
import type { Estimator } from '../strength/score.ts';
import type { ActivateModel } from '../views/models/models.ts';
import { languageName } from '../views/present/languages.ts';
import {
  adviceInWords,
  passwordChecklist,
  passwordErrorOf,
  passwordRulesAttribute,
  passwordWords,
  unmetMessage,
} from '../views/present/password-words.ts';
import { chosenLocale } from './visitor.ts';

/** What is wrong with a submission, in words of the page's language. */
export interface Faults {
  /** Faults by attribute. */
  fields: ReadonlyMap<string, string[]>;
  password: string[];
  /** Faults of the form as a whole. */
  form: string[];
  /** Keycloak refuses an attribute that the page does not show: the person cannot mend it. */
  hidden: boolean;
  /** Faults of what else the realm asks for, by Keycloak's page. */
  ways?: ReadonlyMap<string, string[]>;
}

/** What Keycloak says of the new password of somebody whose directory is read only. */
const DIRECTORY_REFUSES = 'Federated storage is not writable';

/** Rules that compare a new password with earlier ones. */
const isOfEarlier = ({ kind }: PasswordRule): boolean => kind === 'passwordHistory' || kind === 'passwordAge';

export const NO_FAULTS: Faults = { fields: new Map(), password: [], form: [], hidden: false };

export interface ActivationForm {
  user: User;
  /** Keycloak's pages that a submission answers. */
  asks: readonly string[];
  /** In which language Keycloak stores dates of a submission; undefined where the realm's profile has none that depend on it. */
  datesIn: string | undefined;
  /** What the person signs in with, once a submission is stored. */
  signInName(submission?: Submission): string;
  /** Reads a submitted form and checks all that can be checked here, so that every fault shows at once. */
  read(body: Readonly<Record<string, unknown>>): { submission: Submission; faults: Faults };
  /** What Keycloak found, in our words where its message is known, else in its own. */
  faultsOf(page: PageFaults, body: Readonly<Record<string, unknown>>): Faults;
  /** The faults of fields, each by what its field is called. */
  named(faults: Faults): string[];
  /** The page, with what was typed (all but the password) and what is wrong with it. */
  model(key: string, body?: Readonly<Record<string, unknown>>, faults?: Faults): Promise<ActivateModel>;
}

/** The same page read-only, for somebody whose data and password are kept by a directory. */
export function keptElsewhere(model: ActivateModel): ActivateModel {
  const locked = (field: FormField) => (field.values.some(Boolean) ? [{ ...field, readOnly: true, required: false }] : []);
  const groups = model.groups.map((group) => ({ ...group, fields: group.fields.flatMap(locked) }));
  return { ...model, groups, keptElsewhere: true };
}

export interface FormOptions {
  asksProfile: boolean;
  /** Whether Keycloak's own page has asked this person for an attribute: then it is shown, whatever scope it is bound to. */
  asked: (attribute: string) => boolean;
  locale: PageLocale;
  /** Chosen on the page: this becomes the account's language, as the realm writes it. */
  language?: PageLocale | undefined;
}

/** Where a form takes its rules and words from. */
export interface FormSources {
  brand: Pick<Brand, 'name'>;
  /** zxcvbn score below which a password is refused; 0 refuses none. */
  passwordMinScore: number;
  realm: Omit<RealmSettings, 'requireAnswer' | 'prefetch'>;
  estimateStrength: Estimator;
  /** Asked only where the realm compares a new password with earlier ones: who has none is not told of that rule. */
  mayHavePassword: (user: User) => Promise<boolean>;
}

/** The form of one person's activation: the realm's user profile and password policy as they are now. */
export async function loadForm(
  { brand, passwordMinScore, realm, estimateStrength, mayHavePassword }: FormSources,
  user: User,
  { asksProfile, asked, locale, language }: FormOptions,
): Promise<ActivationForm> {
  const [
    rules,
    usernameIsEmail,
    signsInByEmail,
    usernameCanBeEdited,
    profileConfig,
    languages,
    scopes,
    realmTexts,
    defaultTexts,
  ] = await Promise.all([
    realm.passwordRules(),
    realm.usernameIsEmail(),
    realm.signsInByEmail(),
    realm.usernameCanBeEdited(),
    realm.profile(),
    realm.languages(),
    realm.scopes(),
    realm.texts(locale),
    realm.defaultTexts(),
  ]);
  const words = { usernameIsEmail, realmTexts };
  const text = profileTexts(locale, realmTexts, defaultTexts);
  const names = { registrationEmailAsUsername: usernameIsEmail, editUsernameAllowed: usernameCanBeEdited };
  // A language that Keycloak would refuse has to be chosen anew; the nearest one is proposed.
  const spoken = user.attributes?.locale?.[0];
  const asksLanguage = languages.refuses(spoken) || asked('locale');
  const nearest = asksLanguage
    ? (languages.written(spoken || locale) ?? languages.written(locale) ?? languages.initial)
    : undefined;
  const shown = nearest === undefined ? user : { ...user, attributes: { ...user.attributes, locale: [nearest] } };
  const declared: ProfileAttribute[] = asksProfile
    ? userProfile({ config: profileConfig, user: shown, realm: names, scopes, asked, asksLanguage })
    : [];
  const chosen = chosenLocale(languages, user, language);
  // Keycloak reads dates in the language that the account has by now, or else in that of the ride.
  const dateLanguage = (await realm.dateLanguage())(spoken, locale);
  const dates = inLocalDates(declared, dateLanguage);
  const profile = dates.shown;
  const inWords = ({ key, params }: Pick<FieldError, 'key' | 'params'>) => translate(locale, key, params);

  function passwordFaults(body: Readonly<Record<string, unknown>>, username: string | undefined, personal: string[]): string[] {
    const password = typeof body.password === 'string' ? body.password : '';
    if (isMissing(password)) return [translate(locale, 'password.required')];
    // Sent only by the page without JavaScript, which cannot show the password.
    if (typeof body.passwordConfirm === 'string' && body.passwordConfirm !== password)
      return [translate(locale, 'password.mismatch')];
    const unmet = checkPassword(rules, password, { username, email: user.email }, realm.matches).filter(
      ({ state }) => state === 'unmet',
    );
    if (unmet.length > 0) return unmet.map(({ rule }) => inWords(unmetMessage(rule, words)));
    if (passwordMinScore === 0) return [];
    const strength = estimateStrength(password, personal);
    return strength.score < passwordMinScore
      ? [translate(locale, 'password.too_weak', { advice: adviceInWords(strength, locale) })]
      : [];
  }

  const signsInByUsername = !signsInByEmail && user.username?.toLowerCase() !== user.email?.toLowerCase();
  // The page says it beside the address.
  const shownFields = profile.filter(({ name, readOnly }) => !(signsInByUsername && name === 'username' && readOnly));
  const choosesUsername = profile.some(({ name, readOnly }) => name === 'username' && !readOnly);
  /** Whoever owns that address and comes by a company's provider would be taken for this account: Keycloak looks for it among usernames, too. */
  const isAnothersAddress = (typed = '') =>
    typed.includes('@') && ![user.email, user.username].some((own) => own?.toLowerCase() === typed.toLowerCase());
  const signInName = (submission?: Submission): string =>
    (signsInByEmail ? user.email : submission?.profile.username?.[0]?.toLowerCase() || user.username) ?? '';

  return {
    user,
    asks: [...(asksProfile ? [profileStep.page] : []), passwordStep.page],
    datesIn: dateAttributes(profileConfig).length > 0 ? dateLanguage : undefined,
    signInName,

    read(body) {
      const values = readSubmission(profile, body);
      const fields = new Map(
        validateProfile(profile, values, text, realm.matches).map((fault) => [fault.field, [inWords(fault)]]),
      );
      if (choosesUsername && isAnothersAddress(values.username?.[0]))
        fields.set('username', [translate(locale, 'field.username_address')]);
      const personal = [brand.name, user.email ?? '', ...Object.values(values).flat()];
      const faults: Faults = {
        fields,
        // Keycloak checks the password against the username that it has just stored.
        password: passwordFaults(body, values.username?.[0] || user.username, personal),
        form: [],
        hidden: false,
      };
      const clean = fields.size === 0 && faults.password.length === 0;
      return {
        submission: {
          profile: { ...(chosen !== undefined && { locale: [chosen] }), ...dates.sent(values) },
          password: String(body.password ?? ''),
        },
        faults: clean ? NO_FAULTS : faults,
      };
    },

    faultsOf({ page, fieldErrors, fieldErrorCodes, globalErrors }) {
      const ofPassword = page === 'login-update-password';
      const fields = new Map<string, string[]>();
      const faults: Faults = { fields, password: [], form: [...globalErrors], hidden: false };
      for (const [name, keycloakText] of Object.entries(fieldErrors)) {
        const found = fieldErrorCodes[name];
        if (ofPassword) {
          const ofKeycloak = keycloakText === DIRECTORY_REFUSES ? translate(locale, 'activate.directory.lead') : keycloakText;
          faults.password.push(found ? inWords(passwordErrorOf(found.code, rules, words)) : ofKeycloak);
        } else if (profile.some((attribute) => attribute.name === name)) {
          fields.set(name, [profileMessage(name, found?.code) ?? keycloakText]);
        } else {
          faults.hidden = true;
        }
      }
      return faults;
    },

    named: ({ fields }) =>
      profileForm(profile, { text, errors: fields }).flatMap((group) =>
        group.fields.flatMap(({ label, errors }) => errors.map((error) => labelled(locale, label, error))),
      ),

    async model(key, body, faults = NO_FAULTS) {
      const told = rules.some(isOfEarlier) && !(await mayHavePassword(user)) ? rules.filter((rule) => !isOfEarlier(rule)) : rules;
      return {
        key,
        language,
        email: user.email ?? '',
        username: user.username ?? '',
        signsInByUsername,
        signInName: signsInByUsername && choosesUsername ? undefined : signInName(),
        groups: inNames(
          profileForm(shownFields, { text, errors: faults.fields, ...(body && { values: readSubmission(profile, body) }) }),
        ),
        rules: passwordChecklist(told, locale, words),
        passwordWords: passwordWords(locale),
        passwordRules: passwordRulesAttribute(rules),
        personalWords: [brand.name, user.email ?? ''],
        passwordErrors: faults.password,
        errors: faults.form,
      };
    },
  };

  /** A language is called by its name where the realm only has its tag. */
  function inNames(groups: FormGroup[]): FormGroup[] {
    const named = (field: FormField): FormField =>
      field.name !== 'locale'
        ? field
        : {
            ...field,
            options: field.options.map(({ value, label, ...option }) => ({
              ...option,
              value,
              label: label === value ? languageName(value, locale) : label,
            })),
          };
    return groups.map((group) => ({ ...group, fields: group.fields.map(named) }));
  }

  /** Faults with limits were told before the ride, so no parameters are needed; what has no words of ours keeps Keycloak's. */
  function profileMessage(field: string, code: string | undefined): string | undefined {
    const fault =
      code === undefined ? undefined : profileErrorOf({ field, errorMessage: code }, { text, profile: profileConfig });
    return fault && fault.key !== 'field.invalid' ? inWords(fault) : undefined;
  }
}
