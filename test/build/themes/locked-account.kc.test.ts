import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { LOCALES } from '../../../src/settings/brand.ts';
import type { Html } from '../../support/html.ts';
import { GOOD_PASSWORD } from '../../support/invite.ts';
import { keycloakVisitor } from '../../support/keycloak-visitor.ts';
import { signInAddress } from '../../support/more-asked.ts';
import { createOwnRealm, type OwnRealm } from '../../support/own-realm.ts';
import { createUser, uniqueEmail } from '../../support/realm.ts';

/**
 * A realm that locks an account after two wrong passwords, and asks for the address before the password, each on a page of its own: there Keycloak tells of the
 * lock at another field than of a wrong password, and in other words.
 */

const FLOW = 'address first';

let realm: OwnRealm;
beforeAll(async () => {
  realm = await createOwnRealm();
  const { realms, realmName, authenticationManagement: flows } = realm.console;
  await flows.createFlow({ alias: FLOW, providerId: 'basic-flow', topLevel: true, builtIn: false });
  for (const provider of ['auth-username-form', 'auth-password-form']) await flows.addExecutionToFlow({ flow: FLOW, provider });
  for (const execution of await flows.getExecutions({ flow: FLOW }))
    await flows.updateExecution({ flow: FLOW }, { ...execution, requirement: 'REQUIRED' });
  const locks = { bruteForceProtected: true, failureFactor: 2, waitIncrementSeconds: 900, quickLoginCheckMilliSeconds: 0 };
  await realms.update(
    { realm: realmName },
    { ...(await realms.findOne({ realm: realmName })), ...locks, browserFlow: FLOW, loginTheme: 'amperecloud' },
  );
});
afterAll(() => realm?.remove());

/** What a page shows but for what each of them has anew. */
const shown = ({ $ }: Html) => ({
  faults: $('.field__error')
    .toArray()
    .map((fault) => [$(fault).attr('id'), $(fault).text()]),
  faulty: $('[aria-invalid="true"]')
    .toArray()
    .map((input) => $(input).attr('name')),
  summary: $('.error-summary').text().trim(),
});

function visit(locale: string) {
  const browser = keycloakVisitor();
  return {
    open: async () => (await browser.get(`${signInAddress(realm)}&ui_locales=${locale}`)).page,
    send: async (page: Html, typed: Record<string, string>) => browser.post(page.$('form').attr('action') ?? '', typed),
  };
}

test.each(LOCALES)(
  'in %s a locked account looks as a wrong password does, and before it as an address that nobody has',
  async (locale) => {
    const { email } = await createUser(realm.console, { password: GOOD_PASSWORD });
    const { open, send } = visit(locale);
    let { page } = await send(await open(), { username: email });
    const looks: object[] = [];
    // The third and the fourth find the account locked, whatever the password.
    for (const password of ['Falsa-1', 'Falsa-2', 'Falsa-3', GOOD_PASSWORD]) {
      ({ page } = await send(page, { password }));
      looks.push(shown(page));
    }
    expect(shown(page).faults).toEqual([['password-error', expect.stringMatching(/\S/)]]);
    expect(looks).toEqual(looks.map(() => looks[0]));

    const onFirst = async (username: string) => shown((await send(await open(), { username })).page);
    const [locked, unknown] = [await onFirst(email), await onFirst(uniqueEmail())];
    expect(locked.faults).toEqual([['username-error', expect.stringMatching(/\S/)]]);
    expect(locked).toEqual(unknown);
  },
);
