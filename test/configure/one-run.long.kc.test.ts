import { expect, test } from '@jest/globals';
import { decodeJwt } from 'jose';
import { mailTo } from '../support/mail.ts';
import { uniqueEmail } from '../support/realm.ts';
import { createBareRealm, sidecarParts } from './support.ts';

test('one run makes a realm ready, from an old file without client scopes as well: nothing is found after it', async () => {
  const realm = await createBareRealm({ clientScopes: [] });
  try {
    const actions = realm.console.authenticationManagement;
    const prioritize = async (alias: string, priority: number) =>
      actions.updateRequiredAction({ alias }, { ...(await actions.getRequiredActionForAlias({ alias })), priority });
    await prioritize('UPDATE_PASSWORD', 30);
    const applied = await realm.configure(['--apply', '--recommended']);
    expect([applied.code, applied.stderr]).toEqual([0, '']);
    expect(applied.lines).toEqual(
      expect.arrayContaining([
        '~ languages: the default is not set, not es → done',
        '+ languages: de, pt, fr, ca, gl, eu could be added: mails and pages are there → done',
        '+ client scopes: roles is missing → done',
        expect.stringMatching(/required actions: UPDATE_PASSWORD comes before UPDATE_PROFILE.* → done$/),
      ]),
    );
    expect(applied.lines.filter((line) => line.includes('still so'))).toEqual([]);
    // But that people of a realm like Keycloak's own may change their address unconfirmed, which the realm's owner decides.
    const found = (lines: string[]) => lines.filter((line) => !/^(= |! addresses: people may give)/.test(line));
    const expectNothingFound = async () => {
      const checked = await realm.configure(['--check', '--recommended']);
      expect([checked.code, found(checked.lines)]).toEqual([0, []]);
    };
    await expectNothingFound();

    // Of equal priorities Keycloak goes by the actions' names: the password comes first.
    for (const alias of ['UPDATE_PASSWORD', 'UPDATE_PROFILE']) await prioritize(alias, 40);
    const again = await realm.configure(['--apply', '--recommended']);
    expect([again.code, found(again.lines)]).toEqual([
      0,
      [expect.stringMatching(/required actions: UPDATE_PASSWORD comes before UPDATE_PROFILE.* → done$/)],
    ]);
    await expectNothingFound();
    const order = (await actions.getRequiredActions()).map(({ alias }) => alias);
    expect(order.indexOf('UPDATE_PROFILE')).toBeLessThan(order.indexOf('UPDATE_PASSWORD'));

    // The claims that the sidecar reads are in its tokens.
    const token = await sidecarParts(realm).admin.getAccessToken();
    expect(decodeJwt(token ?? '')).toMatchObject({
      sub: expect.any(String),
      resource_access: { 'realm-management': { roles: expect.arrayContaining(['manage-users']) } },
    });

    // Somebody whose language nobody knows gets the mail in the realm's default language.
    const email = uniqueEmail();
    const { id } = await realm.console.users.create({ username: email, email, enabled: true });
    await realm.console.users.executeActionsEmail({ id, lifespan: 600, actions: ['UPDATE_PASSWORD'] });
    expect((await mailTo(email)).subject).toBe('Activación de cuenta Amperecloud');
  } finally {
    await realm.remove();
  }
});

test('four runs at once on one realm: each ends well, and nothing is left to do', async () => {
  const realm = await createBareRealm();
  try {
    const runs = await Promise.all(Array.from({ length: 4 }, () => realm.configure(['--apply', '--passkeys'])));
    expect(runs.map(({ code, stderr }) => [code, stderr])).toEqual(Array(4).fill([0, '']));
    const { code, stdout } = await realm.configure(['--check', '--passkeys']);
    expect([code, stdout]).toEqual([0, expect.stringContaining('The realm is ready: nothing to do.')]);
  } finally {
    await realm.remove();
  }
});
