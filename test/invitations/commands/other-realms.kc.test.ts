import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { amend } from '../../../src/invitations/commands/amend.ts';
import { invite } from '../../../src/invitations/commands/invite.ts';
import { resend } from '../../../src/invitations/commands/resend.ts';
import { revoke } from '../../../src/invitations/commands/revoke.ts';
import { attributesOf, newRecord } from '../../../src/invitations/record/invitation.ts';
import { sendIfDue } from '../../../src/invitations/sending/sender.ts';
import type { Organization } from '../../../src/keycloak/realm/organizations.ts';
import { type Bulk, openBulk } from '../../../src/wiring.ts';
import { anAdmin, companyAdmin } from '../../support/actors.ts';
import { mailsTo, mailTo } from '../../support/mail.ts';
import { createOwnRealm, type OwnRealm, type OwnSidecar } from '../../support/own-realm.ts';
import { uniqueEmail } from '../../support/realm.ts';
import { importFile, newFile } from '../import/support.ts';

/** Invitations in a realm with settings of its own, which nobody made with us in mind. */
jest.setTimeout(60_000);

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
      expect(await mailsTo(first)).toHaveLength(1);
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
