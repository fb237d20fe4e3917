import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { WORKER } from '../../../src/authority/actor.ts';
import { wordsIn } from '../../../src/invitations/answers/keycloak-refusal.ts';
import { invite } from '../../../src/invitations/commands/invite.ts';
import { inviteExisting } from '../../../src/invitations/commands/invite-existing.ts';
import { resend } from '../../../src/invitations/commands/resend.ts';
import { inviteRow } from '../../../src/invitations/import/rows/invite-row.ts';
import { attributesOf, newRecord } from '../../../src/invitations/record/invitation.ts';
import { sendIfDue } from '../../../src/invitations/sending/send-if-due.ts';
import { type Bulk, openBulk } from '../../../src/wiring.ts';
import { anAdmin, companyAdmin } from '../../support/actors.ts';
import { load } from '../../support/html.ts';
import { mailTo } from '../../support/mail.ts';
import { createOwnRealm, type OwnRealm, type OwnSidecar } from '../../support/own-realm.ts';
import { createUser, uniqueEmail } from '../../support/realm.ts';

/** Mails to people whose stored language Keycloak cannot use as it stands, in a realm whose own language is English. */
let realm: OwnRealm;
let sidecar: OwnSidecar;
let bulk: Bulk;

const STORED = ['es_ES', 'ca', 'gl_ES', 'eu', 'ast', 'es-419', 'fr_FR', 'gsw', 'de', 'tr', 'en'];

beforeAll(async () => {
  realm = await createOwnRealm();
  sidecar = realm.sidecar();
  bulk = await openBulk(sidecar);
  const { realmName: name, realms, users } = realm.console;
  await realms.update({ realm: name }, { ...(await realms.findOne({ realm: name })), defaultLocale: 'en' });
  const { attributes = [], ...profile } = await users.getProfile();
  const permissions = { view: ['admin', 'user'], edit: ['admin', 'user'] };
  const locale = { name: 'locale', permissions, validations: { options: { options: STORED } } };
  await users.updateProfile({ ...profile, attributes: [...attributes, locale] });
});
afterAll(() => realm?.remove());

const languageOf = async (email: string, count = 1) =>
  load((await mailTo(email, { count })).html)
    .$('html')
    .attr('lang');

test.each([
  ['es_ES', 'es'],
  ['ca', 'ca'],
  ['gl_ES', 'gl'],
  ['eu', 'eu'],
  ['ast', 'es'],
  ['es-419', 'es'],
  ['fr_FR', 'fr'],
  ['gsw', 'de'],
  ['de', 'de'],
  ['tr', 'en'],
  [undefined, 'en'],
])('a person stored with %s is invited, and sent to again, in %s', async (locale, language) => {
  const email = uniqueEmail();
  const { id } = await invite(sidecar, { email, locale }, { actor: anAdmin });
  expect((await realm.console.users.findOne({ id }))?.attributes?.locale).toEqual([locale ?? 'en']);
  expect(await languageOf(email)).toBe(language);
  await resend(sidecar, anAdmin, id);
  expect(await languageOf(email, 2)).toBe(language);
});

test.each([
  ['ca', 'ca'],
  ['ast', 'es'],
  ['de', 'de'],
  [undefined, 'en'],
])('whom the worker mails with %s stored gets it in %s', async (locale, language) => {
  const made = { ...(locale && { locale }), password: null };
  const [found, queued] = await Promise.all([
    createUser(realm.console, made),
    createUser(sidecar.admin, { ...made, attributes: attributesOf(newRecord('Alba Ferrer')) }),
  ]);
  expect((await inviteExisting(sidecar, WORKER, found.id)).outcome).toBe('invited');
  expect(await sendIfDue({ ...sidecar, ...bulk }, queued.id)).toBe('sent');
  expect([await languageOf(found.email), await languageOf(queued.email)]).toEqual([language, language]);
});

test.each([true, false])(
  'people who come with a file get it in theirs (Keycloak keeps a record of mails: %s)',
  async (recorded) => {
    const options = {
      batch: 'x',
      actor: anAdmin,
      resumed: false,
      mails: true,
      recorded,
      words: wordsIn(sidecar, 'es'),
    };
    for (const [locale, language] of [
      ['es_ES', 'es'],
      ['de', 'de'],
    ] as const) {
      const row = { line: 2, email: uniqueEmail(), locale, attributes: {} };
      expect((await inviteRow({ ...sidecar, ...bulk }, row, options)).kind).toBe('sent');
      expect(await languageOf(row.email)).toBe(language);
    }
  },
);

test('an account that is asked to join a company gets it in its own', async () => {
  const { id } = await realm.console.organizations.create({ alias: 'mar', name: 'Mar', enabled: true, domains: [] });
  const actor = companyAdmin({ id, alias: 'mar', name: 'Mar' });
  const { email } = await createUser(realm.console, { locale: 'ast' });
  await invite(sidecar, { email, organization: 'mar' }, { actor });
  expect(await languageOf(email)).toBe('es');
});
