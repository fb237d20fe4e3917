import { randomInt } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { adminToken, FILLED, keyOf, openActivation } from '../../support/invite.ts';
import { mailTo } from '../../support/mail.ts';
import { adminRest, uniqueEmail } from '../../support/realm.ts';
import { sidecar } from '../../support/sidecar.ts';
import { until } from '../../support/wait.ts';

/** Users whom a realm file or the console's partial import has brought keep any text as their id. */
const n = randomInt(1e9);
test.each([`${n}`, `jdoe-${n}`, `11111111-1111-1111-1111-${String(n).padStart(12, '1')}`, `x:${n}:jdoe`])(
  'a user with the id %s is invited, listed, opened and sent to again like any other',
  async (id) => {
    const email = uniqueEmail();
    const users = [{ id, username: email, email, firstName: 'Ana', lastName: 'Prado', enabled: true }];
    expect((await adminRest('POST', '/partialImport', { ifResourceExists: 'FAIL', users })).status).toBe(200);
    const key = keyOf(await mailTo(email));
    const token = await adminToken();
    const api = (method: 'get' | 'post', path: string) =>
      sidecar()[method](`/api/v1/invitations${path}`).set('Authorization', `Bearer ${token}`);
    await until('the note of its mail', async () => (await api('get', `/${encodeURIComponent(id)}`)).body.status === 'sent');
    const { items } = (await api('get', `?search=${email}`).expect(200)).body;
    expect(items).toEqual([expect.objectContaining({ id, email })]);
    const { page } = await openActivation(key);
    expect(page.value('firstName')).toBe(FILLED.firstName);
    expect((await api('post', `/${encodeURIComponent(id)}/resend`).expect(200)).body).toMatchObject({ id, sends: 2 });
  },
  30_000,
);
