import { PAGE_LOCALES, translate } from '../../../i18n/index.ts';
import { byProvider, type SignIn, signInSchema } from '../../../settings/sign-in.ts';
import { SIGN_IN_LABELS } from '../../../views/models/admin.ts';
import { lettersAndDigits } from './letters-and-digits.ts';

/** What a cell says of how somebody gets to sign in: `company` is by the provider of their company, `address` as if nothing was said, whatever the import says. */
export type SignInWord = SignIn | 'company' | 'address';

/** The choices of the form of a new invitation, as it calls them. */
const LABELS = { ...SIGN_IN_LABELS, address: 'form.signIn.usual' } as const;
const CHOICES = Object.keys(LABELS) as (keyof typeof LABELS)[];

/** These in every language of the pages, and the API's own words. */
const WORDS = new Map(
  CHOICES.flatMap((word) =>
    [
      ...(word === 'password' || word === 'passkey' ? [word] : []),
      ...PAGE_LOCALES.map((locale) => translate(locale, LABELS[word])),
    ].map((label) => [lettersAndDigits(label), word]),
  ),
);

/** What the page of an invitation says of a company's provider, `La cuenta de la empresa (sol)`, up to the alias. */
const NAMED = PAGE_LOCALES.map((locale) => translate(locale, 'signIn.company', { provider: '\0' }).split('\0')).map(
  ([before = '', after = '']) => ({ before: before.toLowerCase(), after }),
);

/** A choice of the form in any language of the pages, or `idp:` and the alias of an identity provider; undefined for anything else. */
export function signInWordOf(cell: string): SignInWord | undefined {
  const text = cell.trim();
  const word = WORDS.get(lettersAndDigits(text));
  if (word !== undefined) return word;
  const alias = /^idp\s*:\s*(.*)$/iu.exec(text)?.[1] ?? namedIn(text);
  return alias === undefined ? undefined : signInSchema.safeParse(byProvider(alias)).data;
}

function namedIn(text: string): string | undefined {
  const found = NAMED.find(({ before, after }) => text.toLowerCase().startsWith(before) && text.endsWith(after));
  return found && text.slice(found.before.length, text.length - found.after.length);
}
