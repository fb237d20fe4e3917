import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { invite } from '../../../src/invitations/commands/invite.ts';
import { createLinkRequests } from '../../../src/invitations/commands/request-link.ts';
import { resend } from '../../../src/invitations/commands/resend.ts';
import { readInvitation, writeRecord } from '../../../src/invitations/record/store.ts';
import { startUpkeep } from '../../../src/invitations/sending/invitation-upkeep.ts';
import { createMailLog } from '../../../src/invitations/sending/mail-log.ts';
import { sendIfDue } from '../../../src/invitations/sending/send-if-due.ts';
import { organizationByAlias } from '../../../src/keycloak/realm/organizations.ts';
import { mailFaultKey } from '../../../src/views/present/mail-fault.ts';
import { anAdmin, companyAdmin } from '../../support/actors.ts';
import { type CompanyProvider, readyCompany } from '../../support/company-provider.ts';
import { testEnvironment } from '../../support/environment.ts';
import { type Switch, startSwitch } from '../../support/keycloak-switch.ts';
import { mailsTo } from '../../support/mail.ts';
import { createOwnRealm, type OwnRealm } from '../../support/own-realm.ts';
import { createUser, uniqueEmail } from '../../support/realm.ts';
import { until } from '../../support/wait.ts';

/** A company’s identity provider that somebody has switched off in Keycloak: no mail leads there, and nobody gets a password instead. */

const HOUR = 3_600_000;

const { keycloakUrl } = testEnvironment();
let realm: OwnRealm;
let company: CompanyProvider;
let line: Switch;
beforeAll(async () => {
  [realm, line] = [await createOwnRealm(), await startSwitch(keycloakUrl)];
  company = await readyCompany(realm.console);
});
afterEach(() => turn(true));
afterAll(async () => {
  await line?.stop();
  await company?.remove();
  await realm?.remove();
});

async function turn(enabled: boolean): Promise<void> {
  const { identityProviders } = realm.console;
  const { alias } = company;
  await identityProviders.update({ alias }, { ...(await identityProviders.findOne({ alias })), enabled });
}

/** A process that has asked for nothing yet. */
const sidecar = () => realm.sidecar();
const address = () => uniqueEmail('ana', company.domain);
const inviting = (email = address()) => invite(sidecar(), { email }, { actor: anAdmin });
const now = (id: string) => readInvitation(sidecar().admin, id);
const REFUSED = { code: 'provider_off', status: 409, params: { provider: expect.any(String) } };

test('a first mail waits, says why, and leaves once it is on again', async () => {
  await turn(false);
  const made = await inviting();
  expect(made).toMatchObject({ status: 'failed', signIn: `idp:${company.alias}`, error: expect.stringContaining(company.alias) });
  expect(mailFaultKey(made.error ?? '')).toBe('mailFault.provider');
  const due = () => sendIfDue({ ...sidecar(), mailLog: createMailLog(sidecar().admin) }, made.id);
  expect([await due(), (await now(made.id)).history.length]).toEqual(['waits', 1]);
  expect(await mailsTo(made.email)).toEqual([]);
  await turn(true);
  expect(await due()).toBe('sent');
  expect((await mailsTo(made.email)).length).toBe(1);
});

test.each([429, 503])('a proxy that answers %i to the question says nothing of the provider, nor of an app', async (status) => {
  const behind = () => realm.sidecar({ KEYCLOAK_URL: line.url, KEYCLOAK_PUBLIC_URL: keycloakUrl });
  expect(await behind().providers.isOn(company.alias)).toBe(true);
  const again = behind();
  line.cut(status);
  const away = { code: 'keycloak_unavailable' };
  await expect(again.providers.isOn(company.alias)).rejects.toMatchObject(away);
  await expect(again.apps.find('crm')).rejects.toMatchObject(away);
  line.restore();
});

describe('of an invitation whose mail has left', () => {
  test('an admin is refused, and told the provider; the earlier link stays the good one', async () => {
    const made = await inviting();
    await turn(false);
    await expect(resend(sidecar(), anAdmin, made.id)).rejects.toMatchObject({ ...REFUSED, params: { provider: company.alias } });
    expect(await now(made.id)).toMatchObject({ invitationId: made.invitationId, status: 'sent', sends: 1, signIn: made.signIn });
    await turn(true);
    expect(await resend(sidecar(), anAdmin, made.id)).toMatchObject({ status: 'sent', sends: 2, signIn: made.signIn });
  });

  test('whoever asks for a link themselves gets none that leads nowhere, and no password', async () => {
    const made = await inviting();
    await writeRecord(sidecar().admin, made.id, { sentAt: new Date(Date.now() - HOUR) });
    await turn(false);
    await createLinkRequests(sidecar()).byEmail(made.email);
    expect([await mailsTo(made.email), await now(made.id)]).toMatchObject([
      { length: 1 },
      { signIn: made.signIn, status: 'sent' },
    ]);
    await turn(true);
    await createLinkRequests(sidecar()).byEmail(made.email);
    expect((await mailsTo(made.email)).length).toBe(2);
  });

  test('nobody is reminded', async () => {
    const [made, other] = [await inviting(), await inviting(uniqueEmail('zoe'))];
    for (const { id } of [made, other]) {
      const due = { sentAt: new Date(Date.now() - 48 * HOUR), expiresAt: new Date(Date.now() + HOUR) };
      await writeRecord(sidecar().admin, id, due);
    }
    const tending = async (done: () => Promise<boolean>) => {
      const deps = { mailTurn: async () => {}, outcomes: { inc: () => {} } };
      const upkeep = startUpkeep({ ...sidecar(), ...deps }, { pause: 200 });
      await until('the reminder', done, { timeout: 60_000 });
      await upkeep.stop();
    };
    const reminded = async ({ id }: { id: string }) => (await now(id)).sends === 2;
    await turn(false);
    // Who comes later in the round is reminded.
    await tending(() => reminded(other));
    expect(await now(made.id)).toMatchObject({ invitationId: made.invitationId, status: 'sent', sends: 1 });
    await turn(true);
    await tending(() => reminded(made));
  });
});

test('a person with an account elsewhere cannot be told from one without', async () => {
  const found = await organizationByAlias(sidecar().admin, company.organization);
  if (!found) throw new Error('no company');
  const lucia = companyAdmin(found);
  const into = { organization: company.organization };
  const known = await createUser(realm.console, { email: address() });
  await turn(false);
  const [standIn, person] = [
    await invite(sidecar(), { email: known.email, ...into }, { actor: lucia }),
    await invite(sidecar(), { email: address(), ...into }, { actor: lucia }),
  ];
  expect([standIn.id === known.id, standIn.status, standIn.error]).toEqual([false, person.status, person.error]);
  for (const { id } of [standIn, person]) await expect(resend(sidecar(), lucia, id)).rejects.toMatchObject(REFUSED);
});
