import { expect, test } from '@jest/globals';
import { type CompanyProvider, companyProvider } from '../support/company-provider.ts';
import { createBareRealm } from './support.ts';

test('who may only look is told what differs as far as Keycloak lets them see it, and in one line what they cannot', async () => {
  const fresh = await createBareRealm();
  const { console, name } = fresh;
  let provider: CompanyProvider | undefined;
  try {
    const secret = 'their-own-secret-of-a-viewer';
    const { id } = await console.clients.create({ clientId: 'their-viewer', secret, serviceAccountsEnabled: true });
    const { id: account = '' } = await console.clients.getServiceAccountUser({ id });
    const [management] = await console.clients.find({ clientId: 'realm-management' });
    const clientUniqueId = management?.id ?? '';
    const all = await console.clients.listRoles({ id: clientUniqueId });
    const give = (isGiven: (role: string) => boolean) =>
      console.users.addClientRoleMappings({
        id: account,
        clientUniqueId,
        roles: all.flatMap(({ id: role = '', name: title = '' }) => (isGiven(title) ? [{ id: role, name: title }] : [])),
      });
    const env = {
      KEYCLOAK_ADMIN_REALM: name,
      KEYCLOAK_ADMIN_PASSWORD: '',
      KEYCLOAK_ADMIN_CLIENT_ID: 'their-viewer',
      KEYCLOAK_ADMIN_CLIENT_SECRET: secret,
    };
    const notSeen = /^Not looked at, as the administrator lacks the right \(403; realm-admin has all\): (.*)\.$/m;
    const check = async (...args: string[]) => {
      const { code, lines, stdout, stderr } = await fresh.configure(['--check', ...args], env);
      return { code, lines, stderr, stdout, unseen: notSeen.exec(stdout)?.[1] };
    };
    await give((title) => title === 'view-users');
    const ofUsers = await check();
    const isOfOrganizations = (title: string) => title.endsWith('-organizations');
    await give((title) => /^(view|query)-/.test(title) && !isOfOrganizations(title));
    const bare = await check();
    await fresh.configure(['--apply']);
    provider = await companyProvider(console);
    await fresh.configure(['--apply', '--company-sign-in']);
    const few = await check();
    await give((title) => /^(view|query)-/.test(title));
    const ready = await check();
    const otherSecret = await fresh.configure(['--check'], { ...env, KEYCLOAK_CLIENT_SECRET: 'another-secret-of-the-sidecar' });

    expect(ofUsers).toMatchObject({
      code: 2,
      stderr:
        'the realm cannot be read: the administrator lacks the right: it needs view-realm to look, and realm-admin to change something\n',
    });
    expect([bare.code, bare.stderr]).toEqual([1, '']);
    expect(bare.lines).toEqual(
      expect.arrayContaining(['~ organizations: organizations are off', '+ client activation-sidecar: missing']),
    );
    const hidden = 'companies, workflows, company sign-in (the attribute invitation.idp of organizations)';
    expect([few.code, few.stderr, few.unseen]).toEqual([2, '', hidden]);
    expect([ready.code, ready.stderr, ready.unseen]).toEqual([2, '', 'companies, workflows']);
    expect(ready.lines.filter((line) => /^[+~]/.test(line) && !line.endsWith('(recommended)'))).toEqual([]);
    expect(ready.stdout).not.toContain('The realm is ready');
    // One that Keycloak does not show is tried.
    expect([otherSecret.code, otherSecret.lines]).toEqual([
      1,
      expect.arrayContaining([expect.stringContaining('its secret is another one than KEYCLOAK_CLIENT_SECRET')]),
    ]);
  } finally {
    await provider?.remove();
    await fresh.remove();
  }
});
