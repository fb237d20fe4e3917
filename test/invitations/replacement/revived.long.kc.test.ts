import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { AppError } from '../../../src/errors.ts';
import { invite } from '../../../src/invitations/commands/invite.ts';
import { type ResendOptions, resend } from '../../../src/invitations/commands/resend.ts';
import { revoke } from '../../../src/invitations/commands/revoke.ts';
import { type Invitation, invitationOf } from '../../../src/invitations/record/invitation.ts';
import { writeRecord } from '../../../src/invitations/record/store.ts';
import { writePlan } from '../../../src/invitations/replacement/replacement-plan.ts';
import { createMailLog } from '../../../src/invitations/sending/mail-log.ts';
import { type Sender, startSender } from '../../../src/invitations/sending/sender.ts';
import { createPace } from '../../../src/jobs/pace.ts';
import type { User } from '../../../src/keycloak/realm/users.ts';
import { anAdmin } from '../../support/actors.ts';
import { testEnvironment } from '../../support/environment.ts';
import { keyOf } from '../../support/invite.ts';
import { type Switch, startSwitch } from '../../support/keycloak-switch.ts';
import { mailsTo, mailTo } from '../../support/mail.ts';
import { createOwnRealm, type OwnRealm, type OwnSidecar } from '../../support/own-realm.ts';
import { uniqueEmail } from '../../support/realm.ts';
import { until } from '../../support/wait.ts';

/** A revoked invitation that is sent again: what may be enabled, and that no earlier key comes back to life at Keycloak's own address. */

const { keycloakUrl } = testEnvironment();
const HOUR = 3_600_000;

let realm: OwnRealm;
let line: Switch;
let sidecar: OwnSidecar;
let groupId: string;

beforeAll(async () => {
  [realm, line] = [await createOwnRealm(), await startSwitch(keycloakUrl)];
  sidecar = realm.sidecar({ KEYCLOAK_URL: line.url, KEYCLOAK_PUBLIC_URL: keycloakUrl });
  await realm.console.organizations.create({ alias: 'mar', name: 'Mar', enabled: true, domains: [] });
  ({ id: groupId } = await realm.console.groups.create({ name: 'turno/noche' }));
  // As a form of the realm, so that nobody has touched the accounts by hand.
  await realm.console.realms.addDefaultGroup({ realm: realm.console.realmName, id: groupId });
});
afterAll(async () => {
  await line?.stop();
  await realm?.remove();
});

async function invitePerson() {
  const person = {
    email: uniqueEmail(),
    firstName: 'Ana',
    lastName: 'Prado',
    locale: 'en' as const,
    attributes: { phone: '+34 600 000 000' },
  };
  const invitation = await invite(sidecar, { ...person, organization: 'mar', lifespanHours: 48 }, { actor: anAdmin }, 'batch-1');
  return { ...invitation, key: keyOf(await mailTo(person.email)) };
}

const userNow = (id: string): Promise<User | undefined> =>
  realm.console.users.findOne({ id }, { catchNotFound: true }).then((user) => user ?? undefined);

/** What Keycloak itself says of a key, at the address where nobody of us is asked. */
async function keycloakTakes(key: string): Promise<boolean> {
  const { iss } = JSON.parse(Buffer.from(key.split('.')[1] ?? '', 'base64url').toString());
  const { status } = await fetch(`${iss}/login-actions/action-token?key=${key}`);
  expect([200, 400]).toContain(status);
  return status === 200;
}

async function refusalOf(work: Promise<unknown>): Promise<AppError> {
  const error = await work.then(
    () => undefined,
    (reason) => reason,
  );
  if (error instanceof AppError) return error;
  throw error ?? new Error('nothing was refused');
}

/** Every account of an address, and plans that nobody has carried out. */
async function accountsOf(email: string): Promise<User[]> {
  const [accounts, plans] = await Promise.all([
    realm.console.users.find({ email, exact: true, briefRepresentation: false }),
    realm.console.users.find({ q: 'invitation.journal:replacement', briefRepresentation: false }),
  ]);
  return [...accounts, ...plans];
}

async function expectRenewed(old: Invitation & { key: string }, renewed: Invitation): Promise<void> {
  expect(renewed).toMatchObject({ email: old.email, status: 'sent', sends: 2, batch: 'batch-1', previousId: old.id });
  expect(renewed.id).not.toBe(old.id);
  expect(await userNow(old.id)).toBeUndefined();
  const accounts = await accountsOf(old.email);
  expect(accounts.map(({ id }) => id)).toEqual([renewed.id]);
  expect(accounts[0]).toMatchObject({
    username: old.email,
    firstName: 'Ana',
    lastName: 'Prado',
    enabled: true,
    requiredActions: expect.arrayContaining(['UPDATE_PASSWORD', 'UPDATE_PROFILE']),
    attributes: {
      phone: ['+34 600 000 000'],
      locale: ['en'],
      'invitation.by': ['Alba Ferrer'],
      'invitation.organization': ['mar'],
    },
  });
  const { id } = renewed;
  const companies = await realm.console.organizations.memberOrganizations({ userId: id });
  expect(companies.map(({ alias }) => alias)).toEqual(['mar']);
  expect((await realm.console.users.listGroups({ id })).map((group) => group.id)).toEqual([groupId]);
  expect(renewed.history.map(({ status }) => status)).toEqual(['sent', 'revoked', 'sent']);
  expect(await keycloakTakes(old.key)).toBe(false);
  const mails = await mailsTo(old.email);
  expect(mails).toHaveLength(2);
  expect(await keycloakTakes(keyOf(mails[1] as (typeof mails)[0]))).toBe(true);
}

describe('what a revocation has not disabled', () => {
  test('stays disabled when it is sent again: somebody else did it, before or after', async () => {
    for (const order of ['before', 'after']) {
      const { id, email } = await invitePerson();
      if (order === 'after') await revoke(sidecar, anAdmin, id);
      await realm.console.users.update({ id }, { ...(await userNow(id)), enabled: false });
      if (order === 'before') await revoke(sidecar, anAdmin, id);
      expect([order, (await refusalOf(resend(sidecar, anAdmin, id))).code]).toEqual([order, 'account_disabled']);
      expect((await userNow(id))?.enabled).toBe(false);
      expect(await mailsTo(email, 1)).toHaveLength(1);
    }
  });

  test('stays disabled without any revocation', async () => {
    const { id, email } = await invitePerson();
    await realm.console.users.update({ id }, { ...(await userNow(id)), enabled: false });
    const { code, status } = await refusalOf(resend(sidecar, anAdmin, id));
    expect([code, status]).toEqual(['account_disabled', 409]);
    expect((await userNow(id))?.enabled).toBe(false);
    expect(await mailsTo(email, 1)).toHaveLength(1);
  });

  test('stays disabled where the record of version 0.1 does not say who did it and the log is not clean', async () => {
    const { id } = await invitePerson();
    await revoke(sidecar, anAdmin, id);
    const user = await userNow(id);
    const { 'invitation.switchedOff': _, ...attributes } = user?.attributes ?? {};
    await realm.console.users.update({ id }, { ...user, attributes });
    expect((await refusalOf(resend(sidecar, anAdmin, id))).code).toBe('account_disabled');
  });
});

describe('a revoked invitation that is sent again', () => {
  test('is planned to be found by what it will be, and its plan by nothing', async () => {
    const { id } = await invitePerson();
    await revoke(sidecar, anAdmin, id);
    const user = (await userNow(id)) ?? {};
    const invitation = invitationOf(user) as Invitation;
    const plan = await writePlan(sidecar.admin, user, { ...invitation, status: 'queued' });
    const statuses = plan?.user.attributes?.['invitation.organizations']?.map(
      (key: string) => key.replace(/\.+$/, '').split(' ')[1],
    );
    expect(statuses).toEqual([undefined, 'queued']);
    expect((await userNow(plan?.id ?? ''))?.attributes).not.toHaveProperty('invitation.words');
    await realm.console.users.del({ id: plan?.id ?? '' });
  });

  test('gets a new account with all that the old one had, and no earlier key works at Keycloak itself', async () => {
    const old = await invitePerson();
    expect(await keycloakTakes(old.key)).toBe(true);
    await revoke(sidecar, anAdmin, old.id);
    await expectRenewed(old, await resend(sidecar, anAdmin, old.id, { invitationId: crypto.randomUUID() }));
  });

  test('keeps its account where every earlier key has ended', async () => {
    const { id, email } = await invitePerson();
    const past = new Date(Date.now() - HOUR);
    await revoke(sidecar, anAdmin, id);
    await writeRecord(sidecar.admin, id, { sentAt: new Date(), expiresAt: past, keysUntil: past });
    expect(await resend(sidecar, anAdmin, id)).toMatchObject({ id, email, status: 'sent', sends: 2, switchedOff: false });
    expect((await userNow(id))?.enabled).toBe(true);
  });

  test('counts the longest of its keys, not the last', async () => {
    const old = await invitePerson();
    await resend(sidecar, anAdmin, old.id, { lifespanHours: 1 });
    await revoke(sidecar, anAdmin, old.id);
    const { keysUntil } = invitationOf((await userNow(old.id)) ?? {}) ?? {};
    expect(((keysUntil?.getTime() ?? 0) - Date.now()) / HOUR).toBeGreaterThan(47);
  });

  test('is refused until its links have ended where somebody else has touched the account: it is not ours to delete', async () => {
    const old = await invitePerson();
    await realm.console.users.update({ id: old.id }, { ...(await userNow(old.id)), lastName: 'Prado Gil' });
    await revoke(sidecar, anAdmin, old.id);
    const refusal = await refusalOf(resend(sidecar, anAdmin, old.id));
    expect([refusal.code, refusal.status]).toEqual(['earlier_link_works', 409]);
    expect((refusal.retryAfter ?? 0) / 3600).toBeCloseTo(48, 0);
    expect(await accountsOf(old.email)).toMatchObject([{ id: old.id, enabled: false, lastName: 'Prado Gil' }]);
    expect(await keycloakTakes(old.key)).toBe(false);
  });

  test('is refused where somebody touches the account while it is being replaced', async () => {
    const old = await invitePerson();
    await revoke(sidecar, anAdmin, old.id);
    line.doBeforeAnswer('POST', /\/users\/?$/, async () => {
      await realm.console.users.update({ id: old.id }, { ...(await userNow(old.id)), lastName: 'Prado Gil' });
    });
    expect((await refusalOf(resend(sidecar, anAdmin, old.id))).code).toBe('earlier_link_works');
    expect(await accountsOf(old.email)).toMatchObject([{ id: old.id, lastName: 'Prado Gil' }]);
  });

  test('is refused where the account belongs to two companies, or can sign in by now', async () => {
    const shared = await invitePerson();
    const { id: orgId } = await realm.console.organizations.create({ alias: 'sal', name: 'Sal', enabled: true, domains: [] });
    await sidecar.admin.organizations.addMember({ orgId, userId: shared.id });
    await revoke(sidecar, anAdmin, shared.id);
    expect((await refusalOf(resend(sidecar, anAdmin, shared.id))).code).toBe('earlier_link_works');
    const active = await invitePerson();
    await revoke(sidecar, anAdmin, active.id);
    const credential = { type: 'password', value: 'Faro-8-nube-Lima', temporary: false };
    await realm.console.users.resetPassword({ id: active.id, credential });
    expect((await refusalOf(resend(sidecar, anAdmin, active.id))).code).toBe('already_active');
    for (const { id, email } of [shared, active]) expect((await accountsOf(email)).map((user) => user.id)).toEqual([id]);
  });

  test('twice at the same moment is one account and one mail', async () => {
    const old = await invitePerson();
    await revoke(sidecar, anAdmin, old.id);
    const invitationId = crypto.randomUUID();
    const both = await Promise.all([0, 1].map(() => resend(sidecar, anAdmin, old.id, { invitationId })));
    expect(both[0]?.id).toBe(both[1]?.id);
    const done = await until('the mail', async () => {
      const user = await userNow(both[0]?.id ?? '');
      const invitation = user && invitationOf(user);
      return invitation?.status === 'sent' && invitation;
    });
    await expectRenewed(old, done);
  });
});

/** Every request of a replacement that changes something, cut off before and after Keycloak has done it. */
const STEPS: [string, string, RegExp][] = [
  ['the plan', 'POST', /\/users\/?$/],
  ['the deletion of the old account', 'DELETE', /\/users\/[^/]+$/],
  ['the new account', 'POST', /\/users\/?$/],
  ['its membership', 'POST', /\/members\/?$/],
  ['the deletion of the plan', 'DELETE', /\/users\/[^/]+$/],
  ['the mail', 'PUT', /execute-actions-email/],
];

describe.each(STEPS)('a crash at %s', (what, method, path) => {
  // The second request of its kind.
  const isSecond = ['the new account', 'the deletion of the plan'].includes(what);

  async function crash(when: 'request' | 'answer', options: ResendOptions) {
    const old = await invitePerson();
    await revoke(sidecar, anAdmin, old.id);
    const lose = () => line.loseNext(method, path, when);
    if (isSecond) line.doBeforeAnswer(method, path, async () => lose());
    else lose();
    await resend(sidecar, anAdmin, old.id, options).catch(() => {});
    expect(line.hasLost).toBe(true);
    return old;
  }

  test.each(['request', 'answer'] as const)('(%s lost) is made good by the same request', async (when) => {
    const options = { invitationId: crypto.randomUUID() };
    const old = await crash(when, options);
    const again = await resend(sidecar, anAdmin, old.id, options);
    const sender = startOwnSender();
    const done = await until('its mail', async () => {
      const invitation = invitationOf((await userNow(again.id)) ?? {});
      return invitation?.status === 'sent' && invitation;
    }).finally(() => sender.stop());
    await expectRenewed(old, done);
  });

  test('is made good by the sender, where nobody repeats the request', async () => {
    const old = await crash('answer', {});
    const sender = startOwnSender();
    const done = await until('its mail', async () => {
      const [account, ...others] = await accountsOf(old.email);
      const invitation = account && invitationOf(account);
      return others.length === 0 && invitation?.status === 'sent' && invitation;
    }).finally(() => sender.stop());
    await expectRenewed(old, done);
  });
});

function startOwnSender(): Sender {
  const { admin } = sidecar;
  const deps = {
    ...sidecar,
    mailLog: createMailLog(admin),
    pace: createPace({ max: 4, isOverload: () => false }),
  };
  return startSender(deps, { interval: 300, grace: 1000 });
}
