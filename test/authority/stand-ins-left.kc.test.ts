import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { inviteOnce } from '../../src/invitations/commands/invite-once.ts';
import { resend } from '../../src/invitations/commands/resend.ts';
import { revoke } from '../../src/invitations/commands/revoke.ts';
import type { Invitation } from '../../src/invitations/record/invitation.ts';
import { invitationResource } from '../../src/invitations/rest/resource.ts';
import { anAdmin } from '../support/actors.ts';
import { mailTo } from '../support/mail.ts';
import { createUser, uniqueEmail } from '../support/realm.ts';
import { type Companies, createCompanies } from './support.ts';

/** An invitation that is not wholly the company's own only leaves it. What comes then tells nothing of the address either. */
let own: Companies;

beforeAll(async () => {
  own = await createCompanies();
});

afterAll(() => own?.realm.remove());

const inviteTo = async (email: string) =>
  (await inviteOnce(own.sidecar, { actor: own.mar }, { email, organization: 'mar' }, undefined)).invitation;

const shown = (invitation: Invitation) => invitationResource(invitation, undefined, own.mar.reach);

/** What the company admin sees of it all, without what differs between any two. */
async function everythingAbout(email: string): Promise<unknown[]> {
  const plain = (answer: object) => {
    const text = JSON.stringify(answer).replaceAll(email, '<email>');
    return JSON.parse(
      text.replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '<time>').replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '<id>'),
    );
  };
  const first = await inviteTo(email);
  // Somebody else acts on it: from now on it is not the company's alone.
  await resend(own.sidecar, anAdmin, first.id);
  await mailTo(email, { count: 2 });
  const left = await revoke(own.sidecar, own.mar, first.id);
  const again = await inviteTo(email);
  await mailTo(email, { count: 3 });
  return [plain(shown(left)), plain(shown(again)), left.ended, again.id !== first.id];
}

test('after a revocation the same address can be invited anew, whether it has an account elsewhere or not', async () => {
  const unknown = await everythingAbout(uniqueEmail());
  expect(unknown).toMatchObject([{ status: 'revoked' }, { status: 'sent', email: '<email>' }, 'membership', true]);
  expect(await everythingAbout((await createUser(own.console)).email)).toEqual(unknown);
});
