import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { UserProfileConfig } from '@keycloak/keycloak-admin-client/lib/defs/userProfileMetadata.js';
import { refused } from '../../../src/invitations/answers/keycloak-refusal.ts';
import { amend } from '../../../src/invitations/commands/amend.ts';
import { invite } from '../../../src/invitations/commands/invite.ts';
import { makeAccount } from '../../../src/invitations/commands/new-account.ts';
import { createLinkRequests } from '../../../src/invitations/commands/request-link.ts';
import { resend } from '../../../src/invitations/commands/resend.ts';
import { revoke } from '../../../src/invitations/commands/revoke.ts';
import { usernameShown } from '../../../src/invitations/listing/timeline.ts';
import { attributesOf, newRecord } from '../../../src/invitations/record/invitation.ts';
import { sendIfDue } from '../../../src/invitations/sending/send-if-due.ts';
import type { Organization } from '../../../src/keycloak/realm/organizations.ts';
import type { User } from '../../../src/keycloak/realm/users.ts';
import { type Bulk, openBulk } from '../../../src/wiring.ts';
import { anAdmin, companyAdmin } from '../../support/actors.ts';
import { mailsTo, mailTo } from '../../support/mail.ts';
import { createOwnRealm, type OwnRealm, type OwnSidecar } from '../../support/own-realm.ts';
import { putRecord } from '../../support/put-record.ts';
import { uniqueEmail } from '../../support/realm.ts';
import { importFile, newFile } from '../import/support.ts';

/** Invitations in a realm with settings of its own, which nobody made with us in mind. */

let realm: OwnRealm;
let sidecar: OwnSidecar;
let bulk: Bulk;
let sol: Organization;

beforeAll(async () => {
  realm = await createOwnRealm();
  sidecar = realm.sidecar();
  bulk = await openBulk(sidecar);
  const { id = '' } = await realm.console.organizations.create({ alias: 'sol', name: 'Sol', enabled: true, domains: [] });
  sol = { id, alias: 'sol', name: 'Sol' };
});
afterAll(() => realm?.remove());

const userOf = async (id: string) => (await realm.console.users.findOne({ id })) ?? {};
const userWith = async (username: string) =>
  (await realm.console.users.find({ username, exact: true, briefRepresentation: false }))[0] ?? {};
const PAGE_ACTIONS = ['UPDATE_PASSWORD', 'UPDATE_PROFILE'];

describe('the realm asks new users for more than we do', () => {
  const settled = (id: string) => sendIfDue({ ...sidecar, ...bulk }, id);

  async function setDefaults(...aliases: string[]): Promise<void> {
    const { authenticationManagement } = realm.console;
    for (const action of await authenticationManagement.getRequiredActions()) {
      const alias = action.alias ?? '';
      const isDefault = aliases.includes(alias);
      if (isDefault === action.defaultAction) continue;
      await authenticationManagement.updateRequiredAction({ alias }, { ...action, enabled: true, defaultAction: isDefault });
    }
  }

  test('whatever it is, people are invited and mailed, and the realm’s wish stays', async () => {
    const others = [
      'CONFIGURE_RECOVERY_AUTHN_CODES',
      'CONFIGURE_TOTP',
      'TERMS_AND_CONDITIONS',
      'VERIFY_EMAIL',
      'webauthn-register',
    ];
    await setDefaults(...others);
    const { id, status, email } = await invite(sidecar, { email: uniqueEmail(), organization: 'sol' }, { actor: anAdmin });
    expect(status).toBe('sent');
    expect((await userOf(id)).requiredActions?.toSorted()).toEqual([...others, ...PAGE_ACTIONS].toSorted());
    await mailTo(email);
  });

  describe('for their address, which Keycloak then leaves out of what we write', () => {
    beforeAll(async () => {
      await setDefaults('UPDATE_EMAIL');
      // One that has not asked before.
      sidecar = realm.sidecar();
      bulk = await openBulk(sidecar);
    });
    afterAll(() => setDefaults());
    const whole = (email: string) => ({ email, requiredActions: ['UPDATE_EMAIL', ...PAGE_ACTIONS] });

    test('an invitation and one for whom somebody stands in are made whole', async () => {
      const { id, status, email } = await invite(sidecar, { email: uniqueEmail() }, { actor: anAdmin });
      expect(status).toBe('sent');
      expect(await userOf(id)).toMatchObject({ username: email, ...whole(email) });
      await mailTo(email);
      // A company admin is not to know of that account.
      const standIn = await invite(sidecar, { email, organization: 'sol' }, { actor: companyAdmin(sol) });
      expect([standIn.status, standIn.email]).toEqual(['sent', email]);
      await mailTo(email, { count: 2 });
    });

    test('so are the people of a file', async () => {
      const { csv, addresses } = newFile(2);
      expect(await importFile(sidecar, csv)).toMatchObject({ created: 2, sent: 2, failed: 0 });
      for (const address of addresses) expect(await userWith(address)).toMatchObject(whole(address));
    });

    test('and one that takes the place of a revoked one', async () => {
      const { id, email } = await invite(sidecar, { email: uniqueEmail(), organization: 'sol' }, { actor: anAdmin });
      await revoke({ ...sidecar, config: { ...sidecar.config, revokeAction: 'disable' } }, anAdmin, id);
      const again = await resend(sidecar, anAdmin, id);
      expect([again.email, again.status]).toEqual([email, 'sent']);
      expect(again.id).not.toBe(id);
      expect(await userOf(again.id)).toMatchObject(whole(email));
    });

    test('another address is written, and mailed', async () => {
      const { id, email: first } = await invite(sidecar, { email: uniqueEmail() }, { actor: anAdmin });
      const second = uniqueEmail();
      expect((await amend(sidecar, anAdmin, id, { email: second })).email).toBe(second);
      expect(await userOf(id)).toMatchObject(whole(second));
      await mailTo(second);
      expect(await mailsTo(first, 1)).toHaveLength(1);
    });

    test('an address that is refused takes nothing away', async () => {
      const taken = await invite(sidecar, { email: uniqueEmail() }, { actor: anAdmin });
      const { id, email } = await invite(sidecar, { email: uniqueEmail() }, { actor: anAdmin });
      await expect(amend(sidecar, anAdmin, id, { email: taken.email })).rejects.toMatchObject({ code: 'email_exists' });
      expect(await userOf(id)).toMatchObject(whole(email));
    });

    test('an account whose maker died before writing the address is finished and mailed', async () => {
      const email = uniqueEmail();
      const attributes = attributesOf(newRecord('Alba Ferrer'));
      const user = { username: email, email, attributes, enabled: true, requiredActions: PAGE_ACTIONS };
      const { id } = await sidecar.admin.users.create(user);
      expect((await userOf(id)).email).toBeUndefined();
      expect(await settled(id)).toBe('sent');
      expect(await userOf(id)).toMatchObject(whole(email));
      await mailTo(email);
    });
  });
});

describe('usernames have rules of their own, which the address does not fit', () => {
  let before: UserProfileConfig;
  const local = () => randomUUID().slice(0, 8);

  beforeAll(async () => {
    before = await realm.console.users.getProfile();
    const settings = { registrationEmailAsUsername: false, editUsernameAllowed: true };
    await realm.console.realms.update({ realm: realm.console.realmName }, settings);
    sidecar = realm.sidecar();
    bulk = await openBulk(sidecar);
  });
  afterAll(async () => {
    await realm.console.users.updateProfile(before);
    await realm.console.realms.update({ realm: realm.console.realmName }, { registrationEmailAsUsername: true });
  });

  test.each(["o'neil", 'r&d', 'ana%b'])('%s@… is invited with another username, and told so', async (name) => {
    const email = `${name}.${local()}@example.test`;
    const invitation = await invite(sidecar, { email, organization: 'sol' }, { actor: anAdmin });
    const { username = '' } = await userOf(invitation.id);
    expect(username).toMatch(/^[a-z0-9.]+-[a-f0-9]{8}$/);
    expect(usernameShown({ all: true }, invitation)).toBe(username);
    expect(usernameShown({ all: false, organizations: [sol] }, invitation)).toBeUndefined();
    expect((await mailTo(email)).text).toContain(username);
    await expect(invite(sidecar, { email }, { actor: anAdmin })).rejects.toMatchObject({ code: 'email_exists' });
  });

  test('so it is from a file, and its check finds no fault', async () => {
    const addresses = [`o'neil.${local()}@example.test`, uniqueEmail()];
    const csv = ['correo', ...addresses, ''].join('\n');
    const notes = [
      { line: 2, key: 'import.row.username', params: { username: expect.stringMatching(/^o\.neil[a-z0-9.]*-[a-f0-9]{8}$/) } },
    ];
    expect(await checkFile(csv)).toMatchObject({ rows: 2, failed: 0, skipped: 0, notes });
    expect(await importFile(sidecar, csv)).toMatchObject({ created: 2, sent: 2, failed: 0, notes });
    expect(await importFile(sidecar, csv)).toMatchObject({ created: 0, skipped: 2, failed: 0 });
  });

  test('the name follows a corrected address', async () => {
    const { id } = await invite(sidecar, { email: `o'neil.${local()}@example.test` }, { actor: anAdmin });
    const second = uniqueEmail();
    await amend(sidecar, anAdmin, id, { email: second });
    expect((await userOf(id)).username).toBe(second);
    const third = `r&d.${local()}@example.test`;
    await amend(sidecar, anAdmin, id, { email: third });
    expect((await userOf(id)).username).toMatch(/^r\.d\..*-[a-f0-9]{8}$/);
  });

  test('whoever stands in for an account looks the same, and takes its place when it is gone', async () => {
    const email = `o'neil.${local()}@example.test`;
    const account = await invite(sidecar, { email }, { actor: anAdmin });
    const { username } = await userOf(account.id);
    const actor = companyAdmin(sol);
    const standIn = await invite(sidecar, { email, organization: 'sol' }, { actor });
    expect([standIn.status, standIn.email]).toEqual(['sent', email]);
    await realm.console.users.del({ id: account.id });
    await resend(sidecar, actor, standIn.id);
    expect(await userOf(standIn.id)).toMatchObject({ email, username });
  });

  test('where no name would fit, the address is at fault, for the command and in the check of a file', async () => {
    const attributes = before.attributes?.map((attribute) =>
      attribute.name === 'username' ? { ...attribute, validations: { pattern: { pattern: '^[0-9]{6}$' } } } : attribute,
    );
    await realm.console.users.updateProfile({ ...before, attributes } as never);
    sidecar = realm.sidecar();
    const email = uniqueEmail();
    const fields = [expect.objectContaining({ field: 'email' })];
    await expect(invite(sidecar, { email }, { actor: anAdmin })).rejects.toMatchObject({ code: 'invalid_request', fields });
    const csv = `correo\n${email}\n`;
    expect((await checkFile(csv)).faults).toMatchObject([{ line: 2, column: 'correo' }]);
    expect((await importFile(sidecar, csv)).faults).toMatchObject([{ line: 2, column: 'correo' }]);
  });

  async function checkFile(csv: string) {
    const { imports } = await openBulk(sidecar);
    const { id } = await imports.start(Readable.from([Buffer.from(csv)]), { actor: anAdmin, dryRun: true });
    await imports.ended(id);
    return imports.view(id, anAdmin);
  }
});

describe('a company is disabled', () => {
  let nube: Organization;

  beforeAll(async () => {
    sidecar = realm.sidecar();
    bulk = await openBulk(sidecar);
    const { id = '' } = await realm.console.organizations.create({ alias: 'nube', name: 'Nube', enabled: true, domains: [] });
    nube = { id, alias: 'nube', name: 'Nube' };
  });
  beforeEach(() => enable(true));
  const enable = (enabled: boolean) => realm.console.organizations.updateById({ id: nube.id }, { ...nube, domains: [], enabled });
  const due = (id: string) => sendIfDue({ ...sidecar, ...bulk }, id);
  const refusal = { code: 'organization_disabled', status: 409, fields: [{ field: 'organization' }] };

  test('its invitations are not sent again, whoever asks, and stay as they are', async () => {
    const { id, email } = await invite(sidecar, { email: uniqueEmail(), organization: 'nube' }, { actor: anAdmin });
    await mailTo(email);
    const before = await userOf(id);
    await enable(false);
    await expect(resend(sidecar, anAdmin, id)).rejects.toMatchObject(refusal);
    await expect(amend(sidecar, anAdmin, id, { email: uniqueEmail() })).rejects.toMatchObject(refusal);
    await createLinkRequests(sidecar).byUserId(id);
    expect(await userOf(id)).toEqual(before);
    expect(await mailsTo(email, 1)).toHaveLength(1);
    expect((await amend(sidecar, anAdmin, id, { firstName: 'Ana' })).firstName).toBe('Ana');
    await enable(true);
    expect((await resend(sidecar, anAdmin, id)).status).toBe('sent');
  });

  test('so it is for whoever belongs to no other; a company that is not disabled mails them', async () => {
    const { id } = await invite(sidecar, { email: uniqueEmail(), organization: 'nube' }, { actor: anAdmin });
    await realm.console.organizations.addMember({ orgId: sol.id, userId: id });
    await enable(false);
    expect((await resend(sidecar, anAdmin, id)).sends).toBe(2);
  });

  test('the worker waits, and goes on when it is enabled again', async () => {
    const email = uniqueEmail();
    const attributes = attributesOf(newRecord('Alba Ferrer', 'nube'));
    const user = { username: email, email, attributes, enabled: true, requiredActions: PAGE_ACTIONS };
    const { id } = await sidecar.admin.users.create(user);
    await enable(false);
    expect([await due(id), await due(id)]).toEqual(['waits', 'waits']);
    await enable(true);
    expect(await due(id)).toBe('sent');
    expect((await realm.console.organizations.memberOrganizations({ userId: id })).map(({ alias }) => alias)).toEqual(['nube']);
  });

  test('it waits with whoever stands in for an account, too', async () => {
    const { email } = await invite(sidecar, { email: uniqueEmail() }, { actor: anAdmin });
    const actor = companyAdmin(nube);
    const { id } = await invite(sidecar, { email, organization: 'nube' }, { actor });
    await putRecord(sidecar.admin, id, { status: 'queued', sentAt: new Date() });
    await enable(false);
    await expect(resend(sidecar, anAdmin, id)).rejects.toMatchObject(refusal);
    expect(await due(id)).toBe('waits');
    await enable(true);
    expect(await due(id)).toBe('sent');
  });

  test('of an invitation into one that is deleted at this very moment nothing is left over', async () => {
    const email = uniqueEmail();
    const company = { ...nube, id: randomUUID() };
    const invitation = {
      actor: anAdmin,
      command: 'invite',
      invitee: { email },
      company,
      lifespanHours: undefined,
      batch: undefined,
    } as const;
    const maker = {
      looksFirst: false,
      refuse: refused(),
      createUser: async (user: User) => (await sidecar.admin.users.create(user)).id,
    };
    const fields = [{ field: 'organization', key: 'field.organization_unknown' }];
    await expect(makeAccount(sidecar.admin, invitation, maker)).rejects.toMatchObject({ code: 'invalid_request', fields });
    expect(await userWith(email)).toEqual({});
  });
});
