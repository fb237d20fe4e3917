import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { signedIn } from '../../src/authority/actor.ts';
import type { Reach } from '../../src/authority/reach.ts';
import { inviteOnce } from '../../src/invitations/commands/invite-once.ts';
import { FileFault } from '../../src/invitations/import/file/import-fault.ts';
import { organizationByAlias } from '../../src/keycloak/realm/organizations.ts';
import { openBulk } from '../../src/wiring.ts';
import { createOwnRealm, type OwnRealm } from '../support/own-realm.ts';
import { uniqueEmail } from '../support/realm.ts';

/**
 * A company admin gives those attributes that people may change in their own account, and those of COMPANY_ADMIN_ATTRIBUTES. Any other
 * may be a right in some application, in a realm that keeps what its profile does not know above all.
 */
const ADMINS_ONLY = ['costCentre', 'clearance'] as const;
const UNMANAGED = 'tariff';

let own: OwnRealm;
let companyAdmin: Reach;
const admin: Reach = { all: true };

beforeAll(async () => {
  own = await createOwnRealm();
  const profile = await own.console.users.getProfile();
  const attributes = ADMINS_ONLY.map((name) => ({ name, permissions: { view: ['admin', 'user'], edit: ['admin'] } }));
  await own.console.users.updateProfile({
    ...profile,
    unmanagedAttributePolicy: 'ENABLED' as never,
    attributes: [...(profile.attributes ?? []), ...attributes],
  });
  await own.console.organizations.create({ name: 'Sol', alias: 'sol', enabled: true, domains: [{ name: 'sol.test' }] });
  const company = await organizationByAlias(own.sidecar().admin, 'sol');
  if (!company) throw new Error('the realm has no company sol');
  companyAdmin = { all: false, organizations: [company] };
});

afterAll(() => own?.remove());

const SETTINGS = { COMPANY_ADMIN_ATTRIBUTES: 'costCentre, invitation.status, tariff' };

async function invited(reach: Reach, attributes: Record<string, string>, settings = {}) {
  const email = uniqueEmail();
  const inviter = { actor: signedIn({ userId: 'somebody', name: undefined, reach }) };
  const request = { email, organization: 'sol', attributes };
  const fault = await inviteOnce(own.sidecar(settings), inviter, request, undefined).catch((error) => error);
  const [user] = await own.console.users.find({ email, exact: true, briefRepresentation: false });
  return { fields: fault.fields, stored: user?.attributes, exists: user !== undefined };
}

test.each([...ADMINS_ONLY, UNMANAGED, 'invitation.status'])('%s is refused by its name, and nobody is invited', async (name) => {
  const { fields, exists } = await invited(companyAdmin, { phone: '+34 600 000 000', [name]: 'x' });
  expect([fields, exists]).toEqual([[{ field: `attributes.${name}`, key: 'field.unknown' }], false]);
});

test('what people may change in their own account is kept', async () => {
  const { stored } = await invited(companyAdmin, { phone: '+34 600 000 000' });
  expect(stored?.phone).toEqual(['+34 600 000 000']);
});

test('the setting gives what the profile knows, never what it does not, nor the invitation’s own', async () => {
  expect((await invited(companyAdmin, { costCentre: 'x' }, SETTINGS)).stored?.costCentre).toEqual(['x']);
  for (const name of ['clearance', UNMANAGED, 'invitation.status'])
    expect((await invited(companyAdmin, { [name]: 'x' }, SETTINGS)).exists).toBe(false);
});

test('an admin gives all of them', async () => {
  const { stored } = await invited(admin, { costCentre: 'a', clearance: 'b', [UNMANAGED]: 'c' });
  expect(stored).toMatchObject({ costCentre: ['a'], clearance: ['b'], [UNMANAGED]: ['c'] });
});

async function uploaded(reach: Reach, column: string, dryRun: boolean, settings = {}) {
  const email = uniqueEmail();
  const { imports } = await openBulk(own.sidecar(settings));
  const file = Readable.from([Buffer.from(`correo,${column}\n${email},x\n`)]);
  const started = await imports
    .start(file, { actor: signedIn({ userId: 'somebody', name: undefined, reach }), dryRun })
    .catch((error) => error);
  if (!(started instanceof FileFault)) await imports.ended(started.id);
  const [user] = await own.console.users.find({ email, exact: true, briefRepresentation: false });
  return { faults: started instanceof FileFault ? started.faults : [], stored: user?.attributes, exists: user !== undefined };
}

test.each([true, false])('a column for one of them is an unknown one (dry run: %s)', async (dryRun) => {
  for (const column of [...ADMINS_ONLY, UNMANAGED]) {
    const { faults, exists } = await uploaded(companyAdmin, column, dryRun);
    expect(faults).toEqual([expect.objectContaining({ column, key: 'import.column.unknown' })]);
    expect(exists).toBe(false);
  }
});

test('a column that the setting names is taken, and so is every one of an admin', async () => {
  expect((await uploaded(companyAdmin, 'costCentre', false, SETTINGS)).stored?.costCentre).toEqual(['x']);
  expect((await uploaded(admin, 'clearance', false)).stored?.clearance).toEqual(['x']);
});
