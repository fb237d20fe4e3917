import { type MessageKey, type PageLocale, translate } from '../../../i18n/index.ts';
import { profileTexts } from '../../../i18n/profile-texts.ts';
import type { ImportQuestion } from '../../../views/models/import.ts';
import type { Meaning, OwnField } from '../file/column-meanings.ts';
import type { ColumnQuestion } from '../file/column-question.ts';
import type { RulesDeps } from '../job/row-rules.ts';

/** Each question with its possible answers, by the fields of the form. */
export async function inWords(
  { realm }: Pick<RulesDeps, 'realm'>,
  questions: readonly ColumnQuestion[],
  locale: PageLocale,
): Promise<ImportQuestion[]> {
  const text = profileTexts(locale, await realm.texts(locale));
  const { attributes = [] } = await realm.profile();
  const label = (meaning: Meaning) => {
    if (meaning in OWN_MEANINGS) return translate(locale, OWN_MEANINGS[meaning as OwnField]);
    const name = meaning.replace(/^attributes\./, '');
    const displayName = attributes.find((attribute) => attribute.name === name)?.displayName;
    return translate(locale, 'admin.import.meaning.attribute', { name: text(displayName || name), technical: name });
  };
  return questions.map(({ column, meanings }, i) => ({
    name: `column${i}`,
    column,
    choices: meanings.map((value) => ({ value, label: label(value) })),
  }));
}

const OWN_MEANINGS = {
  email: 'admin.import.meaning.email',
  firstName: 'admin.import.meaning.firstName',
  lastName: 'admin.import.meaning.lastName',
  locale: 'admin.import.meaning.locale',
  organization: 'admin.import.meaning.organization',
  groups: 'admin.import.meaning.groups',
  app: 'admin.import.meaning.app',
  target: 'admin.import.meaning.target',
  accessUntil: 'admin.import.meaning.accessUntil',
  signIn: 'admin.import.meaning.signIn',
  message: 'admin.import.meaning.message',
} as const satisfies Record<OwnField, MessageKey>;
