import { beforeAll, describe, expect, test } from '@jest/globals';
import { adminToken } from '../support/invite.ts';
import { realmAdmin, uniqueEmail } from '../support/realm.ts';
import { sidecar } from '../support/sidecar.ts';
import { until } from '../support/wait.ts';
import { CALLERS, type Caller, callers, makeCallers, NAMES, REFUSED, TARGETS } from './rights-callers.ts';

/** Who may do what with a file of people (rights-callers.ts). */
beforeAll(makeCallers);

describe.each(NAMES)('with a file, %s', (name) => {
  const { reach } = CALLERS[name] as Caller;
  const authorized = (request: ReturnType<ReturnType<typeof sidecar>['get']>) => {
    const { token } = callers.get(name) as Caller;
    return token ? request.set('Authorization', `Bearer ${token}`) : request;
  };

  test.each(TARGETS)('and people for %s: nobody is invited beyond the own companies', async (target) => {
    const email = uniqueEmail();
    const query = target === 'none' ? {} : { organization: target };
    const request = authorized(sidecar().post('/api/v1/imports').query(query));
    const { status, body } = await request.type('text/csv').send(`email\n${email}\n`);
    // Whoever has one company need not name it: the people get into that one.
    const allowed = reach !== 'refused' && (reach.includes(target) || (target === 'none' && reach.length === 1));
    if (reach === 'refused') expect(REFUSED).toContain(status);
    else if (allowed) expect(status).toBe(202);
    else expect([202, 400]).toContain(status);
    if (status === 202) {
      const done = await until('the end of an import', async () => {
        const answer = await authorized(sidecar().get(`/api/v1/imports/${body.id}`));
        return answer.body.state !== 'running' && answer.body;
      });
      expect(done).toMatchObject({ created: allowed ? 1 : 0 });
    }
    const [user] = await realmAdmin().users.find({ email, exact: true });
    expect(user !== undefined).toBe(allowed);
    if (!user?.id || reach === 'refused' || reach.length === TARGETS.length) return;
    const companies = await realmAdmin().organizations.memberOrganizations({ userId: user.id });
    expect(companies.map(({ alias }) => alias)).toEqual([target === 'none' ? reach[0] : target]);
  });

  test('and the import of somebody else', async () => {
    const started = await sidecar()
      .post('/api/v1/imports')
      .query({ organization: 'sol', dryRun: 'true' })
      .set('Authorization', `Bearer ${await adminToken()}`)
      .type('text/csv')
      .send(`email\n${uniqueEmail()}\n`)
      .expect(202);
    for (const part of ['', '/report.csv', '/events']) {
      const { status } = await authorized(sidecar().get(`/api/v1/imports/${started.body.id}${part}`));
      if (reach === 'refused') expect(REFUSED).toContain(status);
      else expect([part, status]).toEqual([part, reach.length === TARGETS.length ? 200 : 404]);
    }
  });
});
