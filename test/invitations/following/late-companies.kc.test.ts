import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { createLateCompanies } from '../../../src/invitations/following/late-companies.ts';
import { attributesOf, newRecord } from '../../../src/invitations/record/invitation.ts';
import { readInvitation } from '../../../src/invitations/record/store.ts';
import { serviceAccountId } from '../../../src/keycloak/realm/service-account.ts';
import { createOwnRealm, type OwnRealm } from '../../support/own-realm.ts';
import { createUser } from '../../support/realm.ts';

let realm: OwnRealm;
beforeAll(async () => {
  realm = await createOwnRealm();
});
afterAll(() => realm?.remove());

test('many memberships at once cost two looks at those without a company, and the last one is seen', async () => {
  const { admin } = realm.sidecar();
  const { id: orgId } = await realm.console.organizations.create({ alias: 'mar', name: 'Mar', enabled: true, domains: [] });
  const late = createLateCompanies(admin, () => serviceAccountId(admin));
  const people: string[] = [];
  for (let i = 0; i < 5; i += 1) {
    const { id } = await createUser(realm.console, { password: null, attributes: attributesOf(newRecord(undefined)) });
    people.push(id);
    late.add(id);
  }
  const asked = jest.spyOn(admin.organizations, 'memberOrganizations');
  const first = late.fill();
  await realm.console.organizations.addMember({ orgId, userId: people[0] ?? '' });
  await Promise.all([first, ...Array.from({ length: 50 }, () => late.fill())]);
  expect(asked.mock.calls.length).toBeLessThanOrEqual(2 * people.length);
  expect(await readInvitation(admin, people[0] ?? '')).toMatchObject({ by: 'Mar', organization: 'mar' });
});

test('whose link has ended meanwhile is told their company, and the end is left to the worker to note', async () => {
  const { admin } = realm.sidecar();
  const { id: orgId } = await realm.console.organizations.create({ alias: 'sal', name: 'Sal', enabled: true, domains: [] });
  const record = { ...newRecord(undefined), status: 'sent' as const, expiresAt: new Date(Date.now() - 1000) };
  const { id } = await createUser(realm.console, { password: null, attributes: attributesOf(record) });
  await realm.console.organizations.addMember({ orgId, userId: id });
  await createLateCompanies(admin, () => serviceAccountId(admin)).fill();
  expect(await readInvitation(admin, id)).toMatchObject({ by: 'Sal', organization: 'sal', status: 'expired', history: [] });
  const { attributes } = (await realm.console.users.findOne({ id })) ?? {};
  expect(attributes?.['invitation.status']).toEqual(['sent']);
});
