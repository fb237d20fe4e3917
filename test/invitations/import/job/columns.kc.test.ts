import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Imports } from '../../../../src/invitations/import/job/imports.ts';
import { openBulk } from '../../../../src/wiring.ts';
import { createOwnRealm, type OwnRealm } from '../../../support/own-realm.ts';
import { uniqueEmail } from '../../../support/realm.ts';
import { EVERYTHING } from '../support.ts';

/** What the columns of a file mean, in a realm whose people have a value of their own for their company. */
let realm: OwnRealm;
let imports: Imports;

beforeAll(async () => {
  realm = await createOwnRealm();
  const profile = await realm.console.users.getProfile();
  const company = { name: 'company', displayName: 'Empresa', permissions: { view: ['admin'], edit: ['admin'] } };
  await realm.console.users.updateProfile({ ...profile, attributes: [...(profile.attributes ?? []), company as never] });
  await realm.console.organizations.create({ name: 'Sol', alias: 'sol', domains: [{ name: 'sol.example', verified: false }] });
  imports = (await openBulk(realm.sidecar())).imports;
});
afterAll(() => realm.remove());

const start = (csv: string, options: { dryRun: boolean; asks?: boolean; columns?: Record<string, string> }) =>
  imports.start(Readable.from([Buffer.from(csv)]), { actor: EVERYTHING, ...options });
const endOf = async (id: string) => {
  await imports.ended(id);
  return imports.view(id, EVERYTHING);
};
const userOf = async (email: string) => (await realm.console.users.find({ email, exact: true, briefRepresentation: false }))[0];

test('a check asks what a column means that may be the company or a value of the profile, and the import does as it was told', async () => {
  const email = uniqueEmail();
  const asked = await start(`correo,company\n${email},Ferretería Sol\n`, { dryRun: true, asks: true });
  expect(asked).toMatchObject({
    state: 'done',
    rows: 0,
    questions: [{ column: 'company', meanings: ['organization', 'attributes.company'] }],
  });
  // Nothing can be sent before.
  expect(await imports.confirm(asked.id, EVERYTHING)).toMatchObject({ dryRun: true, rows: 0 });

  const other = { ...EVERYTHING, userId: crypto.randomUUID() };
  await expect(imports.answer(asked.id, other, { company: 'organization' })).rejects.toMatchObject({ code: 'forbidden' });
  await imports.answer(asked.id, EVERYTHING, { company: 'organization' });
  expect(await endOf(asked.id)).toMatchObject({ rows: 1, failed: 1, faults: [{ key: 'field.organization_unknown' }] });

  const again = await start(`correo,company\n${email},Ferretería Sol\n`, { dryRun: true, asks: true });
  await imports.answer(again.id, EVERYTHING, { company: 'attributes.company' });
  expect(await endOf(again.id)).toMatchObject({ rows: 1, failed: 0, questions: [] });
  await expect(imports.confirm(again.id, other)).rejects.toMatchObject({ code: 'forbidden' });
  const { id } = await imports.confirm(again.id, EVERYTHING);
  expect(await endOf(id)).toMatchObject({ dryRun: false, created: 1, sent: 1 });
  expect((await userOf(email))?.attributes).toMatchObject({ company: ['Ferretería Sol'] });
});

test('without anybody to ask, the file is refused until the request says what the column means', async () => {
  const email = uniqueEmail();
  const csv = `correo,company\n${email},sol\n`;
  await expect(start(csv, { dryRun: false })).rejects.toMatchObject({
    faults: [{ column: 'company', key: 'import.column.ambiguous' }],
  });
  const { id } = await start(csv, { dryRun: false, columns: { company: 'organization' } });
  expect(await endOf(id)).toMatchObject({ created: 1 });
  const companies = await realm.console.organizations.memberOrganizations({ userId: (await userOf(email))?.id ?? '' });
  expect(companies.map(({ alias }) => alias)).toEqual(['sol']);
});

test('a template of Entra ID is taken as it comes: its version, its example, whom it blocks', async () => {
  const [ana, bea] = [uniqueEmail(), uniqueEmail()];
  const csv = [
    'version:v1.0,,,,,',
    'Name [displayName] Required,User name [userPrincipalName] Required,Initial password [passwordProfile] Required,Block sign in (Yes/No) [accountEnabled] Required,First name [givenName],Last name [surname]',
    'Example: Chris Green,chris@contoso.com,myPassword1234,No,Chris,Green',
    `Ana Peña,${ana},x,No,Ana,Peña`,
    `Bea Núñez,${bea},x,Yes,Bea,Núñez`,
  ].join('\r\n');
  const { id } = await start(csv, { dryRun: false });
  expect(await endOf(id)).toMatchObject({
    rows: 2,
    created: 1,
    failed: 1,
    faults: [{ line: 5, key: 'import.row.barred' }],
    reading: { template: 'Microsoft Entra ID', address: 'User name [userPrincipalName] Required' },
  });
  expect(await userOf(ana)).toMatchObject({ firstName: 'Ana', lastName: 'Peña' });
});
