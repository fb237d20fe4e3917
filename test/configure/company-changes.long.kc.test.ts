import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { invite } from '../../src/invitations/commands/invite.ts';
import { anAdmin } from '../support/actors.ts';
import { type CompanyProvider, colleague, companyProvider } from '../support/company-provider.ts';
import { uniqueEmail } from '../support/realm.ts';
import { type CompanyRealm, createCompanyRealm } from './company-realm.ts';

/** A provider that went to another company gets in nobody of the first one, invited before or since, once `configure` has been run, with the option or without. */

let realm: CompanyRealm;
let sol: CompanyProvider;
let mar: CompanyProvider;
beforeAll(async () => {
  realm = await createCompanyRealm();
  await realm.configure('--apply', '--recommended');
});
beforeEach(async () => {
  [sol, mar] = [await companyProvider(realm.console), await companyProvider(realm.console)];
  expect((await realm.configure('--apply', '--company-sign-in')).code).toBe(0);
});
afterEach(async () => {
  await sol?.remove();
  await mar?.remove();
  await realm.configure('--apply', '--company-sign-in');
});
afterAll(() => realm?.remove());

/** The provider signs in people of Mar from now on, or of nobody. */
async function goesToMar({ alias }: CompanyProvider, domain = mar.domain): Promise<void> {
  const { identityProviders, organizations } = realm.console;
  await organizations.unLinkIdp({ orgId: sol.organizationId, alias });
  await organizations.linkIdp({ orgId: mar.organizationId, alias });
  const now = await identityProviders.findOne({ alias });
  await identityProviders.update({ alias }, { ...now, config: { ...now?.config, 'kc.org.domain': domain } });
}
const namedBy = async ({ organizationId: id }: CompanyProvider) =>
  (await realm.console.organizations.findOne({ id })).attributes?.['invitation.idp'];
const ofSol = async () => {
  const email = uniqueEmail('ana', sol.domain);
  return (await invite(realm.sidecar(), { email, firstName: 'Ana', organization: sol.organization }, { actor: anAdmin })) as {
    id: string;
    email: string;
    signIn: string;
  };
};
/** How often an account is linked once somebody with its address has come by the provider. */
async function linksOf({ id, email }: { id: string; email: string }): Promise<number> {
  await realm.signIn(await colleague(sol, email), email, sol);
  return realm.links(id);
}

test('it is linked with the other company', async () => {
  await goesToMar(sol);
  const checked = await realm.configure('--check');
  expect(checked.code).toBe(1);
  expect(checked.stdout).toContain(`${sol.organization}: invites by no provider, and no more by ${sol.alias}`);
  expect((await realm.configure('--apply')).code).toBe(0);
  expect(await namedBy(sol)).toBeUndefined();
  expect(await namedBy(mar)).toEqual([mar, sol].map(({ alias }) => `${alias} ${mar.domain}`).sort());
  const ana = await ofSol();
  expect([ana.signIn, await linksOf(ana)]).toEqual(['password', 0]);
});

test('the same, and it names no domain there: whoever waits is linked by their mailbox alone', async () => {
  const ana = await ofSol();
  expect(ana.signIn).toBe(`idp:${sol.alias}`);
  await goesToMar(sol, '');
  await realm.configure('--apply');
  expect([await namedBy(sol), await linksOf(ana)]).toEqual([undefined, 0]);
});

test('it is gone, with every other, and so its alias is free', async () => {
  for (const { alias } of [sol, mar]) await realm.console.identityProviders.del({ alias });
  expect((await realm.configure('--check')).code).toBe(1);
  const { code, stdout } = await realm.configure('--apply');
  expect([code, stdout]).toEqual([0, expect.stringContaining(`and no more by ${sol.alias}`)]);
  expect([await namedBy(sol), await namedBy(mar)]).toEqual([undefined, undefined]);
  expect((await realm.configure('--check')).stdout).not.toContain('company sign-in');
});
