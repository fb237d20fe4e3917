import { randomInt } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { adminToken, FILLED, keyOf, openActivation } from '../../support/invite.ts';
import { mailTo } from '../../support/mail.ts';
import { adminRest, realmAdmin, uniqueEmail } from '../../support/realm.ts';
import { sidecar } from '../../support/sidecar.ts';
import { until } from '../../support/wait.ts';

/** Users whom a realm file or the console's partial import has brought keep any text as their id. */
const n = randomInt(1e9);
test.each([
  `${n}`,
  `jdoe-${n}`,
  `11111111-1111-1111-1111-${String(n).padStart(12, '1')}`,
  `x:${n}:jdoe`,
  `a;${n}`,
  `h#${n}`,
  `q?x=${n}&y`,
  `a%2F${n}`,
])(
  'a user with the id %s is invited, listed, opened, sent to again, and revoked',
  async (id) => {
    const email = uniqueEmail();
    const users = [{ id, username: email, email, firstName: 'Ana', lastName: 'Prado', enabled: true }];
    expect((await adminRest('POST', '/partialImport', { ifResourceExists: 'FAIL', users })).status).toBe(200);
    const key = keyOf(await mailTo(email));
    const token = await adminToken();
    const api = (method: 'get' | 'post' | 'delete', path: string) =>
      sidecar()[method](`/api/v1/invitations${path}`).set('Authorization', `Bearer ${token}`);
    await until('the note of its mail', async () => (await api('get', `/${encodeURIComponent(id)}`)).body.status === 'sent');
    const { items } = (await api('get', `?search=${email}`).expect(200)).body;
    expect(items).toEqual([expect.objectContaining({ id, email })]);
    const { page } = await openActivation(key);
    expect(page.value('firstName')).toBe(FILLED.firstName);
    expect((await api('post', `/${encodeURIComponent(id)}/resend`).expect(200)).body).toMatchObject({ id, sends: 2 });
    // A partial import gives roles without a word in Keycloak's log: what cannot be told is left as it is, and the invitation ends.
    const again = keyOf(await mailTo(email, { count: 2 }));
    expect((await api('delete', `/${encodeURIComponent(id)}`).expect(200)).body).toMatchObject({ id, status: 'revoked' });
    expect(await realmAdmin().users.findOne({ id })).toMatchObject({ enabled: true });
    await sidecar().get('/activar').query({ key: again }).expect(403);
    // And a mail brings it back.
    expect((await api('post', `/${encodeURIComponent(id)}/resend`).expect(200)).body).toMatchObject({ id, status: 'sent' });
    await openActivation(keyOf(await mailTo(email, { count: 3 })));
  },
  30_000,
);
