import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import supertest from 'supertest';
import { signedIn } from '../../../../src/authority/actor.ts';
import type { Reach } from '../../../../src/authority/reach.ts';
import { CLIENT_ID } from '../../../../src/dev/keycloak/fixed-names.ts';
import { translate } from '../../../../src/i18n/index.ts';
import { openBulk } from '../../../../src/wiring.ts';
import { testEnvironment } from '../../../support/environment.ts';
import { type Switch, startSwitch } from '../../../support/keycloak-switch.ts';
import { createOwnRealm, type OwnRealm } from '../../../support/own-realm.ts';
import { createPerson, setRole } from '../../../support/people.ts';
import { createUser, userToken } from '../../../support/realm.ts';
import { startOwnProcess } from '../../../support/sidecar-process.ts';
import { until } from '../../../support/wait.ts';
import { EVERYTHING, newFile } from '../support.ts';

/** An import ends with the rights of whoever started it, not with their token. So slow that it is under way for minutes. */
const ROWS = 300;
const SLOW = { MAIL_RATE_LIMIT: '2', LOG_LEVEL: 'error' };
const ENOUGH = { timeout: 60_000, interval: 500 };
/** 30 seconds, and what requests and polls take on a busy machine. */
const IN_TIME = 36_000;

let realm: OwnRealm;
let keycloak: Switch;
beforeAll(async () => {
  [realm, keycloak] = [await createOwnRealm(), await startSwitch(testEnvironment().keycloakUrl)];
});
afterAll(async () => {
  await keycloak?.stop();
  await realm?.remove();
});

test('of a machine that asks over the API stops when its author’s role is gone, and says why', async () => {
  const own = await startOwnProcess(SLOW);
  try {
    const person = await createPerson({ roles: ['admin'] });
    const [mine, others] = [await userToken(person.email), await userToken((await createPerson({ roles: ['admin'] })).email)];
    const { csv } = newFile(ROWS);
    const request = supertest(own.url).post('/api/v1/imports').set('Authorization', `Bearer ${mine}`);
    const { id } = (await request.type('text/csv').send(csv).expect(202)).body;
    const read = (path = '') => supertest(own.url).get(`/api/v1/imports/${id}${path}`).set('Authorization', `Bearer ${others}`);
    await until('the first rows', async () => (await read()).body.created > 0, ENOUGH);
    await setRole(person.id, 'admin', false);
    const since = Date.now();
    await until('the end of the import', async () => (await read()).body.state === 'failed', ENOUGH);
    expect(Date.now() - since).toBeLessThan(IN_TIME);
    const { body } = await read().set('Accept-Language', 'es');
    expect(body.stopped).toEqual({ code: 'role', message: expect.stringContaining('se le han retirado permisos') });
    expect(body.done).toBeLessThan(ROWS);
    expect((await read('/report.csv?lang=es')).text).toContain('las demás líneas no se han tocado');
  } finally {
    await own.stop();
  }
});

describe('an import of which only Keycloak’s records tell', () => {
  async function role(userId: string, roleName: string, has: boolean): Promise<void> {
    const { clients, users } = realm.console;
    const clientUniqueId = (await clients.find({ clientId: CLIENT_ID }))[0]?.id ?? '';
    const { id = '', name = '' } = (await clients.findRole({ id: clientUniqueId, roleName })) ?? {};
    const mapping = { id: userId, clientUniqueId, roles: [{ id, name }] };
    await (has ? users.addClientRoleMappings(mapping) : users.delClientRoleMappings(mapping));
  }

  async function company(userId: string): Promise<Extract<Reach, { all: false }>> {
    const alias = `c${userId.slice(0, 8)}`;
    const { id = '' } = await realm.console.organizations.create({ name: alias, alias, domains: [{ name: `${alias}.test` }] });
    await realm.console.organizations.addMember({ orgId: id, userId });
    return { all: false, organizations: [{ id, alias, name: alias }] };
  }

  /** Imports as somebody, and takes away what `take` takes as soon as the first people are invited. */
  async function imported(reachOf: (id: string) => Promise<Reach>, take: (id: string, reach: Reach) => Promise<unknown>) {
    const { id: userId } = await createUser(realm.console);
    const reach = await reachOf(userId);
    await role(userId, reach.all ? 'admin' : 'company-admin', true);
    const { csv, addresses } = newFile(ROWS);
    const sidecar = realm.sidecar(SLOW);
    const { imports } = await openBulk(sidecar);
    const actor = signedIn({ userId, name: undefined, reach });
    const evidence = { at: Date.now() };
    const { id } = await imports.start(Readable.from([Buffer.from(csv)]), { actor, evidence, dryRun: false });
    const view = () => imports.view(id, actor);
    await until('the first rows', async () => (await view()).created > 0, ENOUGH);
    await take(userId, reach);
    const since = Date.now();
    const end = () => imports.stop('give up');
    return { view, since, addresses, end };
  }

  const everything = async (): Promise<Reach> => ({ all: true });
  const change = async (reach: Reach, enabled: boolean) => {
    const id = reach.all ? '' : (reach.organizations[0]?.id ?? '');
    const found = await realm.console.organizations.findOne({ id });
    await realm.console.organizations.updateById({ id }, { ...found, enabled });
  };

  test('stops within 30 seconds when a right is gone, and makes nobody afterwards', async () => {
    const cases = [
      ['role', everything, (id: string) => role(id, 'admin', false)],
      ['account', everything, (id: string) => realm.console.users.update({ id }, { enabled: false })],
      ['company_disabled', company, (_id: string, reach: Reach) => change(reach, false)],
      [
        'company',
        company,
        (userId: string, reach: Reach) =>
          realm.console.organizations.delMember({ orgId: reach.all ? '' : (reach.organizations[0]?.id ?? ''), userId }),
      ],
    ] as const;
    await Promise.all(
      cases.map(async ([code, reachOf, take]) => {
        const { view, since, addresses, end } = await imported(reachOf, take);
        await until(`the end of an import without ${code}`, async () => (await view()).state === 'failed', ENOUGH);
        expect(Date.now() - since).toBeLessThan(IN_TIME);
        const stopped = await view();
        expect([code, stopped.stopped]).toEqual([code, code]);
        const endedAt = Date.now();
        await until('some time after the end', async () => Date.now() > endedAt + 3000, ENOUGH);
        const people = await realm.console.users.find({ search: `*${addresses[0]?.replace('p0-', '')}*`, max: ROWS });
        const late = people.filter(({ createdTimestamp = 0 }) => createdTimestamp > endedAt);
        expect([code, late.length, people.length]).toEqual([code, 0, stopped.created]);
        await end();
      }),
    );
  });

  test('counts whom it had made when it was stopped, also those whose mail was to be tried again', async () => {
    const { id: userId } = await createUser(realm.console);
    await role(userId, 'admin', true);
    keycloak.answerNext(1_000_000, 'PUT', /execute-actions-email/, { status: 503, body: {} });
    const { imports } = await openBulk(
      realm.sidecar({ KEYCLOAK_URL: keycloak.url, KEYCLOAK_PUBLIC_URL: testEnvironment().keycloakUrl }),
    );
    const actor = signedIn({ userId, name: undefined, reach: { all: true } });
    const { csv, addresses } = newFile(5);
    const upload = Readable.from([Buffer.from(csv)]);
    const { id } = await imports.start(upload, { actor, evidence: { at: Date.now() }, dryRun: false });
    const made = async () => (await realm.console.users.find({ search: `*${addresses[0]?.replace('p0-', '')}*` })).length;
    await until('all accounts', async () => (await made()) === 5, ENOUGH);
    await role(userId, 'admin', false);
    await imports.ended(id);
    const { state, created, queued } = await imports.view(id, actor);
    const report: string[] = [];
    for await (const { outcome } of await imports.report(id, EVERYTHING, 'es')) report.push(outcome);
    expect([state, created, report]).toEqual(['failed', 5, [...Array(5).fill('queued'), 'failed']]);
    // To Keycloak's users they are sent, until the sender has looked whether they were.
    expect(queued).toBe(0);
  });

  test('of an admin goes on without the rows of a company that is disabled meanwhile, and says so for each', async () => {
    const alias = 'cerrada-entretanto';
    const { id: orgId = '' } = await realm.console.organizations.create({
      name: alias,
      alias,
      domains: [{ name: 'cerrada.test' }],
    });
    const { addresses } = newFile(100);
    const rows = addresses.map((address, i) => `${address},${i % 2 === 0 ? alias : ''}`);
    const { imports } = await openBulk(realm.sidecar({ MAIL_RATE_LIMIT: '4' }));
    const upload = Readable.from([Buffer.from(['correo,empresa', ...rows, ''].join('\n'))]);
    const { id } = await imports.start(upload, { actor: EVERYTHING, dryRun: false });
    const view = () => imports.view(id, EVERYTHING);
    await until('the first rows', async () => (await view()).created > 3, ENOUGH);
    await realm.console.organizations.updateById(
      { id: orgId },
      { ...(await realm.console.organizations.findOne({ id: orgId })), enabled: false },
    );
    const deadline = Date.now() + 12_000;
    await until('12 seconds', async () => Date.now() > deadline, ENOUGH);
    const members = async () => (await realm.console.organizations.listMembers({ orgId, first: 0, max: 100 })).length;
    const before = await members();
    await imports.ended(id);
    const { state, created, failed } = await view();
    expect([state, await members(), created + failed]).toEqual(['done', before, 100]);
    expect([created, before < 50]).toEqual([50 + before, true]);
    const said = new Set<string>();
    for await (const { outcome, message } of await imports.report(id, EVERYTHING, 'es'))
      if (outcome === 'failed') said.add(message);
    expect([...said]).toEqual([translate('es', 'field.organization_disabled')]);
  });

  test('waits where Keycloak’s records tell nothing, goes on when its author is there again, and takes no lost token for a lost right', async () => {
    await realm.console.realms.update({ realm: realm.sidecar().config.keycloak.realm }, { adminEventsEnabled: false });
    const { view, end } = await imported(everything, async () => undefined);
    await until('the import to wait', async () => (await view()).waitingFor === 'rights', ENOUGH);
    expect((await view()).state).toBe('running');
    await realm.console.realms.update({ realm: realm.sidecar().config.keycloak.realm }, { adminEventsEnabled: true });
    const { done } = await view();
    await until('the import to go on', async () => (await view()).done > done, ENOUGH);
    await end();
  });
});
