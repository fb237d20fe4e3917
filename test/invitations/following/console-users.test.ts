import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@jest/globals';
import { createLogger } from '../../../src/common/log.ts';
import { startWatcher } from '../../../src/invitations/following/console-users.ts';
import { createMailQuota } from '../../../src/invitations/sending/mail-quota.ts';
import { KeycloakAdmin } from '../../../src/keycloak/api/keycloak-admin.ts';
import { openLogs } from '../../../src/keycloak/realm/events.ts';
import { until } from '../../support/wait.ts';

const USER = '5f7f9a0e-0000-4000-8000-000000000001';

/** A Keycloak whose event tells of a user whom its next answers do not show yet, as a cluster may do it. */
async function slowKeycloak(hiddenFor: number) {
  let asked = 0;
  const server = createServer((req, res) => {
    const { pathname } = new URL(req.url ?? '', 'http://localhost');
    const answer = (status: number, body: unknown) =>
      res.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    if (pathname.endsWith('/admin-events')) {
      const time = Date.now() - 400;
      return answer(200, [{ id: 'e1', time, operationType: 'CREATE', resourceType: 'USER', resourcePath: `users/${USER}` }]);
    }
    if (pathname.endsWith(`/users/${USER}`)) {
      asked += 1;
      const user = { id: USER, username: 'ana@sol.test', email: 'ana@sol.test', enabled: true };
      return asked > hiddenFor ? answer(200, user) : answer(404, { error: 'User not found' });
    }
    if (asked <= hiddenFor && pathname.includes(USER)) return answer(404, { error: 'User not found' });
    return answer(200, pathname.endsWith('/credentials') ? [{ id: 'c', type: 'password' }] : []);
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const url = `http://localhost:${(server.address() as AddressInfo).port}`;
  const admin = new KeycloakAdmin({ url, realm: 'slow', token: async () => 'token' });
  return {
    admin,
    asked: () => asked,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

test('a user who is not visible yet is waited for', async () => {
  const kc = await slowKeycloak(2);
  const outcomes: string[] = [];
  const watcher = startWatcher({
    admin: kc.admin,
    config: {
      publicUrl: 'http://localhost:3000',
      keycloak: { url: '', publicUrl: '', realm: 'slow', clientId: 'activation-sidecar', clientSecret: '' },
      invitationLifespanHours: 168,
      invitationMaxLifespanHours: 720,
      timeZone: 'Europe/Madrid',
      signIn: 'password',
      inviteCatchUpHours: 1,
      inviteDelaySeconds: 0,
      inviteExcept: { clients: [], groups: [], attributes: [], organizations: [], domains: [] },
    },
    logger: createLogger('silent'),
    logs: openLogs(kc.admin),
    realm: {
      mailLanguage: async () => undefined,
      asksFor: async () => true,
      verifiesAddresses: async () => false,
      profile: async () => ({}),
    },
    redirectCheck: { requireLinks: async () => {} },
    mailWord: () => {},
    providers: { isOn: async () => true },
    mailQuota: createMailQuota({ mailsPerRecipientAndDay: 1, sessionSecrets: ['x'] }, { prefix: '', link: () => undefined }),
    notes: { read: async () => undefined, write: async () => {} },
    ownId: async () => 'somebody else',
    mailTurn: async () => {},
    outcomes: { inc: (labels?: unknown) => void outcomes.push((labels as { outcome: string }).outcome) },
  });
  try {
    await until('an outcome', () => outcomes.length > 0);
    // Seen at the third time: and then they had a password, so that nothing was to be done.
    expect([outcomes, kc.asked()]).toEqual([['not_needed'], 3]);
  } finally {
    await watcher.stop();
    await kc.close();
  }
});
