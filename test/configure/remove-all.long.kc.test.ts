import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type CompanyProvider, companyProvider } from '../support/company-provider.ts';
import { type CompanyRealm, createCompanyRealm } from './company-realm.ts';

/** `--remove` in a realm in which everything else that `configure` knows was switched on, as Keycloak exports it. */

/** The copy of the flow for forgotten passwords is made anew for passkeys alone: it has other ids, as have its parts and their settings, and its flows other endings. */
const isOfCopy = (alias: unknown): alias is string =>
  typeof alias === 'string' && alias.startsWith('activation-sidecar - forgotten password - ');

let realm: CompanyRealm;
const companies: CompanyProvider[] = [];
const EVERYTHING = ['--recommended', '--protect-admins', '--companies', '--passkeys'];
beforeAll(async () => {
  realm = await createCompanyRealm();
  companies.push(await companyProvider(realm.console), await companyProvider(realm.console, 'saml'));
  expect((await realm.configure('--apply', ...EVERYTHING)).stderr).toBe('');
});
afterAll(async () => {
  await realm?.remove();
  for (const company of companies) await company.remove();
});

/** Everything that a realm holds but people: Keycloak sorts some lists by nothing at all. */
async function everything() {
  const { realms, realmName, organizations, authenticationManagement, identityProviders } = realm.console;
  const exported = await realms.export({ realm: realmName, exportClients: true, exportGroupsAndRoles: true });
  const mappers = await Promise.all(companies.map(({ alias }) => identityProviders.findMappers({ alias })));
  const companiesNow = await Promise.all(companies.map(({ organizationId: id }) => organizations.findOne({ id })));
  return sorted({ exported, mappers, companiesNow, flows: await authenticationManagement.getFlows() });
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted).toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  if (isOfCopy(value)) return value.replace(/ [0-9a-f]{8}$/, '');
  if (value === null || typeof value !== 'object') return value;
  if ('id' in value && 'alias' in value && isOfCopy(value.alias)) {
    const { id: _, ...rest } = value;
    return sorted(rest);
  }
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, one]) => [name, sorted(one)]),
  );
}

test('--remove leaves nothing behind, and takes nothing else away, however often it is made and taken out', async () => {
  const before = await everything();
  for (const _ of ['first', 'second']) {
    const applied = await realm.configure('--apply', ...EVERYTHING, '--company-sign-in');
    expect([applied.code, applied.stderr]).toEqual([0, '']);
    expect(await everything()).not.toEqual(before);
    const removed = await realm.configure('--apply', '--company-sign-in', '--remove');
    expect([removed.code, removed.stderr]).toEqual([0, '']);
    expect(await everything()).toEqual(before);
    const check = await realm.configure('--check', ...EVERYTHING);
    expect([check.code, check.stdout]).toEqual([0, expect.stringContaining('nothing to do')]);
  }
});
