import { afterAll, beforeAll, expect, test } from '@jest/globals';
import supertest from 'supertest';
import { CLIENT_ID } from '../../src/dev/keycloak/fixed-names.ts';
import { createOwnForms, type OwnForms } from '../support/own-form.ts';
import { ownToken } from '../support/own-token.ts';
import { ADMIN_CLIENT, createTestClients } from '../support/realm-setup.ts';

let forms: OwnForms;
beforeAll(async () => {
  forms = await createOwnForms();
  await createTestClients(forms.realm.console, CLIENT_ID);
});
afterAll(() => forms?.remove());

/** A new key that signs from now on. */
async function rotate(priority: number): Promise<void> {
  const { console } = forms.realm;
  const realm = await console.realms.findOne({ realm: console.realmName });
  await console.components.create({
    name: `key-${priority}`,
    parentId: String(realm?.id),
    providerId: 'rsa-generated',
    providerType: 'org.keycloak.keys.KeyProvider',
    config: { priority: [String(priority)], enabled: ['true'], active: ['true'], algorithm: ['RS256'] },
  });
}

test('a token is taken at once, however often the realm’s keys have just been rotated', async () => {
  const { realm } = forms.realm.sidecar().config.keycloak;
  const statuses: number[] = [];
  for (const priority of [0, 1000, 2000, 3000]) {
    if (priority > 0) await rotate(priority);
    const token = await ownToken(realm, { grant_type: 'client_credentials' }, ADMIN_CLIENT);
    const answer = await supertest(forms.url).get('/api/v1/invitations').set('Authorization', `Bearer ${token}`);
    statuses.push(answer.status);
  }
  expect(statuses).toEqual([200, 200, 200, 200]);
});
