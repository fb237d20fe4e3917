import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type CompanyProvider, colleague, companyProvider } from '../support/company-provider.ts';
import { testEnvironment } from '../support/environment.ts';
import { mailTo } from '../support/mail.ts';
import { uniqueEmail } from '../support/realm.ts';
import { BACK, type CompanyRealm, createCompanyRealm, MAILBOX, pageOf } from './company-realm.ts';

/**
 * Providers that do not say whether an address is verified: those of SAML, and OpenID providers without `email_verified`. What `configure` makes of them, and
 * what it holds against everybody who would like somebody else's account.
 */

let realm: CompanyRealm;
const companies: CompanyProvider[] = [];
beforeAll(async () => {
  realm = await createCompanyRealm();
  await realm.configure('--apply', '--recommended');
});
afterAll(async () => {
  await realm?.remove();
  for (const company of companies) await company.remove();
});

async function newCompany(kind: 'oidc' | 'saml'): Promise<CompanyProvider> {
  const company = await companyProvider(realm.console, kind);
  companies.push(company);
  return company;
}
const providerOf = ({ alias }: CompanyProvider) => realm.console.identityProviders.findOne({ alias });
const readyOf = async ({ organizationId: id }: CompanyProvider) =>
  (await realm.console.organizations.findOne({ id })).attributes?.['invitation.idp'];
/** A SAML provider that tells usernames as name IDs, of no format. */
async function namesByUsername({ staff }: CompanyProvider): Promise<void> {
  const [client] = await staff.clients.find({ clientId: `${testEnvironment().keycloakUrl}/realms/${realm.console.realmName}` });
  const attributes = { ...client?.attributes, saml_name_id_format: 'username', saml_force_name_id_format: 'true' };
  await staff.clients.update({ id: client?.id ?? '' }, { ...client, attributes });
}
const on = ({ alias }: CompanyProvider) => ['--company-sign-in', '--provider', alias];

describe('configure', () => {
  test('a SAML provider: what it will mean is said before, then signatures, mailbox and mapper; all of it goes again', async () => {
    const company = await newCompany('saml');
    const { alias, domain } = company;
    const before = await providerOf(company);
    const shown = await realm.configure('--check', ...on(company));
    expect(shown.code).toBe(1);
    expect(shown.stdout).toContain('SAML does not say whether an address is verified, so everybody');
    expect(shown.stdout).toContain('validateSignature true');
    expect(await providerOf(company)).toEqual(before);
    const applied = await realm.configure('--apply', ...on(company));
    expect([applied.code, applied.stderr]).toEqual([0, '']);
    const { config } = (await providerOf(company)) ?? {};
    expect(config).toMatchObject({ validateSignature: 'true', syncMode: 'IMPORT', loginHint: 'false' });
    expect([config?.filteredByClaim, await readyOf(company)]).toEqual([undefined, [`${alias} ${domain} confirmed`]]);
    const mappers = await realm.console.identityProviders.findMappers({ alias });
    expect(mappers.find(({ name }) => name === 'invitation: username')?.config).toMatchObject({
      template: '${ATTRIBUTE.urn:oid:0.9.2342.19200300.100.1.3}',
    });
    expect((await realm.configure('--check', ...on(company))).code).toBe(0);
    await realm.configure('--apply', ...on(company), '--remove');
    expect([await providerOf(company), await readyOf(company)]).toEqual([before, undefined]);
  });

  test('one without a certificate, or without an address, is left to its owner', async () => {
    const company = await newCompany('saml');
    const { alias } = company;
    const before = await providerOf(company);
    const lacks = async (config: Record<string, string>, said: string) => {
      const update = { ...before, config: { ...before?.config, ...config } };
      await realm.console.identityProviders.update({ alias }, update);
      const { code, stdout } = await realm.configure('--apply', ...on(company));
      expect([code, stdout]).toEqual([1, expect.stringContaining(said)]);
      expect(await readyOf(company)).toBeUndefined();
    };
    await lacks({ signingCertificate: '' }, 'has no certificate');
    const [mapper] = await realm.console.identityProviders.findMappers({ alias });
    await realm.console.identityProviders.delMapper({ alias, id: mapper?.id ?? '' });
    await lacks({}, 'in which attribute the address comes');
  });

  test('trust is chosen by a name that says so, is told at every run, and can be taken back', async () => {
    const company = await newCompany('oidc');
    const { alias } = company;
    await realm.configure('--apply', ...on(company));
    expect((await providerOf(company))?.config).toMatchObject({ filteredByClaim: 'true' });
    const trusted = await realm.configure('--apply', ...on(company), '--trust-unverified-addresses', alias);
    expect([trusted.code, trusted.stdout]).toEqual([0, expect.stringContaining('gets into each account that is invited by it')]);
    expect((await providerOf(company))?.config?.filteredByClaim).not.toBe('true');
    const again = await realm.configure('--check');
    expect([again.code, again.stdout]).toEqual([0, expect.stringContaining('they are trusted all the same')]);
    const confirmed = await realm.configure('--apply', ...on(company), '--confirm-addresses', alias);
    expect([confirmed.code, confirmed.stdout]).toEqual([0, expect.stringContaining('confirms it once by a mail')]);
    const unknown = await realm.configure('--check', ...on(company), '--trust-unverified-addresses', 'nadie');
    expect([unknown.code, unknown.stdout]).toEqual([1, expect.stringContaining('nadie is none of')]);
  });

  test('a mapper that takes the address from elsewhere is no verified address', async () => {
    const company = await newCompany('oidc');
    const { alias } = company;
    const takesFrom = (claim: string) =>
      realm.console.identityProviders.createMapper({
        alias,
        identityProviderMapper: {
          name: `from ${claim}`,
          identityProviderAlias: alias,
          identityProviderMapper: 'oidc-user-attribute-idp-mapper',
          config: { claim, 'user.attribute': 'email', syncMode: 'INHERIT' },
        },
      });
    const left = async (said: string) => {
      const { code, stdout } = await realm.configure('--apply', ...on(company));
      expect([code, stdout]).toEqual([1, expect.stringContaining(said)]);
      expect(await readyOf(company)).toBeUndefined();
    };
    await takesFrom('preferred_username');
    await left('the claim preferred_username');
    // Nor beside one that takes it from the verified claim: whichever comes last would count.
    await takesFrom('email');
    await left('leave one mapper for it');
  });
});

describe.each(['saml', 'oidc'] as const)('%s, where an address is confirmed:', (kind) => {
  let company: CompanyProvider;
  beforeAll(async () => {
    company = await newCompany(kind);
    expect((await realm.configure('--apply', ...on(company), '--confirm-addresses', company.alias)).stderr).toBe('');
  });
  const mine = () => uniqueEmail('ana', company.domain);
  const unverified = { verified: false };

  test('an invited account is linked once its mailbox has said so, and not before', async () => {
    const email = mine();
    const { id } = await realm.account(email, company.alias);
    const { browser, page } = await realm.signIn(await colleague(company, email, unverified), email, company);
    expect([pageOf(page), await realm.links(id)]).toEqual([MAILBOX, 0]);
    await browser.open((await mailTo(email)).link);
    expect(await realm.links(id)).toBe(1);
    expect(await realm.console.users.getCredentials({ id })).toEqual([]);
  });

  test('an account that nobody has invited is asked the same, though the realm trusts the provider’s addresses', async () => {
    const provider = await providerOf(company);
    await realm.console.identityProviders.update({ alias: company.alias }, { ...provider, trustEmail: true });
    const email = uniqueEmail('jefa');
    const { id } = await realm.account(email);
    const { page } = await realm.signIn(await colleague(company, email, unverified), email, company);
    expect([pageOf(page), await realm.links(id)]).toEqual([MAILBOX, 0]);
    await realm.console.identityProviders.update({ alias: company.alias }, { ...provider });
  });
});

describe.each(['saml', 'oidc'] as const)('%s, where addresses are trusted:', (kind) => {
  let company: CompanyProvider;
  beforeAll(async () => {
    company = await newCompany(kind);
    expect((await realm.configure('--apply', ...on(company), '--trust-unverified-addresses', company.alias)).stderr).toBe('');
    // Where people do not sign in with their address, Keycloak also looks for the account by the provider's username.
    await realm.console.realms.update({ realm: realm.console.realmName }, { registrationEmailAsUsername: false });
  });
  afterAll(() => realm.console.realms.update({ realm: realm.console.realmName }, { registrationEmailAsUsername: true }));
  const mine = () => uniqueEmail('ana', company.domain);
  const unverified = { verified: false };

  test('an invited account is linked at once, and keeps its names', async () => {
    const email = mine();
    const { id } = await realm.account(email, company.alias);
    const person = await colleague(company, email, { ...unverified, username: uniqueEmail('a'), firstName: 'Otra' });
    const { page } = await realm.signIn(person, email, company);
    expect(page.leadsTo).toContain(BACK);
    expect(await realm.links(id)).toBe(1);
    expect(await realm.console.users.findOne({ id })).toMatchObject({ username: email, email, firstName: 'Marta' });
  });

  test('an asserted address that is not the invited one reaches the invited account neither as address nor as username', async () => {
    const email = mine();
    const { id } = await realm.account(email, company.alias);
    const own = mine();
    // Of SAML, the name of whoever comes is what the provider likes, whatever was asked for.
    if (kind === 'saml') await namesByUsername(company);
    await realm.signIn(await colleague(company, own, { username: email }), own, company);
    expect(await realm.links(id)).toBe(0);
    // A stranger at the provider gets an account of their own.
    const [stranger] = await realm.console.users.find({ email: own, exact: true });
    expect(await realm.links(stranger?.id ?? '')).toBe(1);
  });

  test('an account without the mark, and one with another company’s, are not linked before their mailbox has said so', async () => {
    for (const mark of [undefined, 'otra-empresa']) {
      const email = uniqueEmail('jefa');
      const { id } = await realm.account(email, mark);
      const { page } = await realm.signIn(await colleague(company, email), email, company);
      expect([pageOf(page), await realm.links(id)]).toEqual([MAILBOX, 0]);
    }
  });

  test('a later change of address at the provider renames nobody here', async () => {
    const email = mine();
    const { id } = await realm.account(email, company.alias);
    const person = await colleague(company, email);
    await realm.signIn(person, email, company);
    const boss = mine();
    const { id: theirs } = await realm.account(boss);
    await company.staff.users.update({ id: person.id }, { email: boss, username: boss, emailVerified: true, firstName: 'Eva' });
    await realm.signIn(person, boss, company);
    expect(await realm.console.users.findOne({ id })).toMatchObject({ username: email, email, firstName: 'Marta' });
    expect(await realm.links(theirs)).toBe(0);
  });
});
