import { expect, test } from '@jest/globals';
import { createAttempted } from '../../src/activation/attempt.ts';

type Needs = Parameters<typeof createAttempted>;
type Noted = Parameters<Needs[3]['markActivated']>;

/** A page of Keycloak's that we do not know comes behind the password only where somebody changes the account in the moment between our look at it and the ride. */
test('a language that was chosen counts where Keycloak has stored the password, and then shows a page that we do not know', async () => {
  const noted: Noted[] = [];
  const marks: Needs[3] = { markOpened: async () => {}, markActivated: (...said) => noted.push(said) };
  const server = { publicRealmUrl: (path: string) => new URL(path, 'https://keycloak.test/realms/own/') } as Needs[0];
  const attempted = createAttempted(server, {} as Needs[1], {} as Needs[2], marks, {} as Needs[4]);
  const [result, checked, submitted, token] = [
    { kind: 'unknown_page', page: 'delete-account-confirm', passwordStands: true },
    {
      ready: { user: { id: 'ana' } },
      form: { signInName: () => 'ana@example.test' },
      submission: { profile: { locale: ['fr'] }, password: 'typed' },
    },
    { key: 'key' },
    { userId: 'ana' },
  ] as unknown as Parameters<ReturnType<typeof createAttempted>>;
  expect(await attempted(result, checked, submitted, token)).toMatchObject({ kind: 'password_stands' });
  expect(noted).toEqual([['ana', expect.objectContaining({ language: 'fr' })]]);
});
