import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import supertest from 'supertest';
import { invite } from '../../src/invitations/commands/invite.ts';
import { inviteOnce } from '../../src/invitations/commands/invite-once.ts';
import { resend } from '../../src/invitations/commands/resend.ts';
import { revoke } from '../../src/invitations/commands/revoke.ts';
import { type Invitation, invitationOf } from '../../src/invitations/record/invitation.ts';
import { readInvitation } from '../../src/invitations/record/store.ts';
import { sendIfDue } from '../../src/invitations/sending/send-if-due.ts';
import { readinessChecks } from '../../src/keycloak/checks/readiness.ts';
import { allOrganizations, type Organization, organizationsOfMember } from '../../src/keycloak/realm/organizations.ts';
import { openRide } from '../../src/keycloak/ride/ride.ts';
import { hasOrganizationRole } from '../../src/keycloak/rights/organization-role.ts';
import { openBulk } from '../../src/wiring.ts';
import { type BareRealm, createBareRealm, sidecarAccount, sidecarParts } from '../configure/support.ts';
import { importFile, mailCounts, mailedOnce, newFile } from '../invitations/import/support.ts';
import { anAdmin, companyAdmin } from '../support/actors.ts';
import { load } from '../support/html.ts';
import { FILLED, keyOf } from '../support/invite.ts';
import { mailTo } from '../support/mail.ts';
import { codeOf, setDefaultActions, signIn } from '../support/more-asked.ts';
import { createOwnForms } from '../support/own-form.ts';
import { createOwnRealm, type OwnRealm, type OwnSidecar, sidecarOf } from '../support/own-realm.ts';
import { startOwnWorker } from '../support/own-worker.ts';
import { adminRest, createUser, uniqueEmail } from '../support/realm.ts';
import { until } from '../support/wait.ts';

/** What holds on every Keycloak that is supported; with KEYCLOAK_VERSION on that one. Where a Keycloak lacks something, it is said here. */

/** Keycloak lists its invitations into an organization since 26.5. */
const asksPeopleToJoin = async (realm: string, organization: string) =>
  (await adminRest('GET', `/organizations/${organization}/invitations`, undefined, realm)).ok;

describe('configure', () => {
  let realm: BareRealm;
  beforeAll(async () => {
    realm = await createBareRealm();
  });
  afterAll(() => realm?.remove());

  test('makes a realm ready, and a second time finds nothing; companies stay off where they take manage-realm', async () => {
    const applied = await realm.configure(['--apply']);
    expect([applied.code, applied.stderr]).toEqual([0, '']);
    const again = await realm.configure(['--apply']);
    expect([again.code, again.stdout]).toEqual([0, expect.stringContaining('The realm is ready: nothing to do.')]);

    const hasRole = await hasOrganizationRole(realm.console);
    expect(again.stdout.includes('--companies gives it')).toBe(!hasRole);
    const roles = ['manage-users', 'view-events', 'view-realm'];
    expect(await (await sidecarAccount(realm.console)).roles()).toEqual(hasRole ? ['manage-organizations', ...roles] : roles);
  });

  test('a sidecar without companies says so, and invites all the same', async () => {
    const account = await sidecarAccount(realm.console);
    const held = (await account.roles()).find((name) => name.startsWith('manage-o'));
    if (held) await realm.console.users.delClientRoleMappings(await account.role(held));
    const checks = readinessChecks(sidecarParts(realm));
    await expect(checks.companies()).rejects.toThrow('companies are off');
    await checks.serviceAccount();
    const parts = sidecarOf(realm.name, realm.clientSecret);
    expect(await allOrganizations(parts.admin)).toEqual([]);
    const { status } = await invite(parts, { email: uniqueEmail() }, { actor: anAdmin });
    expect(status).toBe('sent');
  });

  test('--companies gives what they take, and goes on giving it', async () => {
    expect((await realm.configure(['--apply', '--companies'])).code).toBe(0);
    const again = await realm.configure(['--check']);
    expect([again.code, again.stdout.includes('--companies gives it')]).toEqual([0, false]);
    const right = (await hasOrganizationRole(realm.console)) ? 'manage-organizations' : 'manage-realm';
    expect(await (await sidecarAccount(realm.console)).roles()).toContain(right);
    await readinessChecks(sidecarParts(realm)).companies();
  });

  test('configure and /readyz say where people who have an account elsewhere are not asked', async () => {
    const { id } = await realm.console.organizations.create({ alias: 'sal', name: 'Sal', enabled: true, domains: [] });
    const isAsked = await asksPeopleToJoin(realm.name, id);
    const words = 'people who have an account elsewhere get no mail';
    const { code, stdout } = await realm.configure(['--check']);
    expect([code, stdout.includes(words)]).toEqual([0, !isAsked]);
    const companies = readinessChecks(sidecarParts(realm)).companies();
    await (isAsked ? companies : expect(companies).rejects.toThrow(words));
  });
});

describe('in a realm with companies', () => {
  let realm: OwnRealm;
  let sidecar: OwnSidecar;
  let mar: Organization;
  beforeAll(async () => {
    realm = await createOwnRealm();
    sidecar = realm.sidecar();
    const { id } = await realm.console.organizations.create({ alias: 'mar', name: 'Mar', enabled: true, domains: [] });
    mar = { id, alias: 'mar', name: 'Mar' };
  });
  afterAll(() => realm?.remove());

  test('somebody is invited into a company, and the link of a revoked invitation is refused', async () => {
    const by = { actor: companyAdmin(mar) };
    const { id, email } = await invite(sidecar, { email: uniqueEmail(), organization: 'mar' }, by);
    const mail = await mailTo(email);
    expect((await organizationsOfMember(sidecar.admin, id)).map(({ alias }) => alias)).toEqual(['mar']);
    const link = `${sidecar.server.issuer}/login-actions/action-token?key=${keyOf(mail)}&client_id=${sidecar.config.keycloak.clientId}`;
    expect((await fetch(link)).status).toBe(200);
    await revoke(sidecar, anAdmin, id);
    expect((await fetch(link)).status).toBe(400);
  });

  test('a user of the console gets a mail by themselves', async () => {
    const worker = await startOwnWorker(realm);
    try {
      const { id, email } = await createUser(realm.console, { password: null });
      const mail = await mailTo(email, { timeout: 60_000 });
      expect(mail.subject).toBe('Activación de cuenta Amperecloud');
      await until('the record', async () => {
        const user = await realm.console.users.findOne({ id });
        return user && invitationOf(user)?.status === 'sent';
      });
    } finally {
      await worker.stop();
    }
  });

  test('a person with an account elsewhere is asked to join, unless the question could not be taken back', async () => {
    const { email } = await createUser(realm.console);
    const by = { actor: companyAdmin(mar) };
    const { invitation } = await inviteOnce(sidecar, by, { email, organization: 'mar' }, undefined);
    await sendIfDue({ ...sidecar, ...(await openBulk(sidecar)) }, invitation.id);
    expect((await mailCounts([email])).get(email)).toBe((await asksPeopleToJoin(realm.console.realmName, mar.id)) ? 1 : 0);
    // Taking it away works either way.
    await revoke(sidecar, anAdmin, invitation.id);
  });

  test('an address with an account elsewhere is answered as one without, at every door', async () => {
    const addresses = [(await createUser(realm.console)).email, uniqueEmail()] as const;
    const by = { actor: companyAdmin(mar) };
    const bulk = await openBulk(sidecar);
    const shown = ({ status, sends, error, sentAt, expiresAt }: Invitation) => ({
      ...{ status, sends, error, isMailed: sentAt !== undefined, hasEnd: expiresAt !== undefined },
    });
    const [known, unknown] = await Promise.all(
      addresses.map(async (email) => {
        const { invitation } = await inviteOnce(sidecar, by, { email, organization: 'mar' }, undefined);
        await sendIfDue({ ...sidecar, ...bulk }, invitation.id);
        return [
          invitation,
          await resend(sidecar, by.actor, invitation.id),
          await readInvitation(sidecar.admin, invitation.id),
        ].map(shown);
      }),
    );
    expect(known).toEqual(unknown);
    expect(known?.map(({ status, sends }) => [status, sends])).toEqual([
      ['sent', 1],
      ['sent', 2],
      ['sent', 2],
    ]);
    const imported = await Promise.all(
      [(await createUser(realm.console)).email, uniqueEmail()].map(async (email) => {
        const view = await importFile(sidecar, `correo\n${email}\n`, by.actor);
        const { state, created, sent, queued, failed, skipped, faults, notes } = view;
        return { state, created, sent, queued, failed, skipped, faults, notes };
      }),
    );
    expect(imported[0]).toMatchObject({ created: 1, sent: 1, failed: 0, skipped: 0 });
    expect(imported[0]).toEqual(imported[1]);
  });

  test('groups are given at once, taken back by a revocation, and those of a file, too', async () => {
    const attributes = { 'invitation.assignable': ['admin'] };
    const { id: parent } = await realm.console.groups.create({ name: 'personal' });
    const { id = '' } = await realm.console.groups.createChildGroup({ id: parent }, { name: 'noche', attributes });
    const path = '/personal/noche';
    const members = async () => (await realm.console.groups.listMembers({ id, max: 100 })).map(({ email }) => email);
    const refused = invite(sidecar, { email: uniqueEmail(), groups: ['/personal'] }, { actor: anAdmin });
    await expect(refused).rejects.toMatchObject({ code: 'invalid_request' });
    const one = await invite(sidecar, { email: uniqueEmail(), groups: [path] }, { actor: anAdmin });
    expect(await members()).toEqual([one.email]);
    await revoke(sidecar, anAdmin, one.id);
    expect(await members()).toEqual([]);
    const { csv, addresses } = newFile(3, path);
    await importFile(sidecar, csv);
    expect((await members()).sort()).toEqual([...addresses].sort());
    // Keycloak tells of the last hand at a membership on each version: what somebody else has given stays.
    const two = await invite(sidecar, { email: uniqueEmail(), groups: [path] }, { actor: anAdmin });
    await realm.console.users.delFromGroup({ id: two.id, groupId: id });
    await realm.console.users.addToGroup({ id: two.id, groupId: id });
    await revoke(sidecar, anAdmin, two.id);
    expect(await members()).toContain(two.email);
  });

  test('a file of 50 people is imported, each mailed once', async () => {
    const { csv, addresses } = newFile(50);
    const done = await importFile(sidecar, csv);
    expect(done.created).toBe(50);
    await until('all mails', () => mailedOnce(addresses), { timeout: 60_000 });
  });
});

test('terms, an app for one-time codes and recovery codes stay on our pages; the sign-in asks for a code', async () => {
  const asked = ['TERMS_AND_CONDITIONS', 'CONFIGURE_TOTP', 'CONFIGURE_RECOVERY_AUTHN_CODES'];
  const forms = await createOwnForms();
  try {
    await setDefaultActions(forms.realm, ...asked);
    const form = await forms.open({ mailed: asked });
    const page = await form.page();
    const answer = await form.submit([
      ['termsShown', page.value('termsShown')],
      ['terms', 'yes'],
      ['totpSecret', page.value('totpSecret')],
      ['totp', codeOf(page)],
    ]);
    expect(answer.status).toBe(200);
    const codes = load(answer.text);
    expect(codes.$('.codes li')).toHaveLength(12);
    await form
      .submit([
        ['ride', codes.value('ride')],
        ['password', ''],
        ['codes', 'kept'],
      ])
      .expect(303);
    const { users } = forms.realm.console;
    const types = (await users.getCredentials({ id: form.id })).map(({ type = '' }) => type).toSorted();
    expect(types).toEqual(['otp', 'password', 'recovery-authn-codes']);
    expect((await users.findOne({ id: form.id }))?.requiredActions).toEqual([]);
    expect((await signIn(forms, form.email)).$('[name="otp"]')).toHaveLength(1);
  } finally {
    await forms.remove();
  }
});

test('a link to a passkey that was used for a password is used, and Keycloak, where it still takes the key (26.4), asks for no way in', async () => {
  const forms = await createOwnForms();
  try {
    const own = forms.realm.sidecar();
    const { id, email } = await invite(own, { email: uniqueEmail(), signIn: 'passkey' }, { actor: anAdmin });
    const key = keyOf(await mailTo(email));
    const agent = supertest.agent(forms.url);
    const page = load((await agent.get('/activar').query({ key }).expect(200)).text);
    expect(page.$('[data-passkey]')).toHaveLength(1);
    const sent = { _csrf: page.value('_csrf'), key, ...FILLED, signIn: 'password' };
    await agent.post('/activar').type('form').send(sent).expect(303);
    await agent.get('/activar').query({ key }).expect(410);
    const { users } = forms.realm.console;
    const before = await users.getCredentials({ id });
    expect(before.map(({ type }) => type)).toEqual(['password']);
    const ride = await openRide(own.server, key, { ip: '127.0.0.1', locale: 'es' });
    if (ride.kind === 'good') await ride.redeem({ profile: {}, password: 'Otra-9-nube-Lima' });
    expect(await users.getCredentials({ id })).toEqual(before);
  } finally {
    await forms.remove();
  }
});
