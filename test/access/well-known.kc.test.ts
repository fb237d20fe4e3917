import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import express from 'express';
import supertest from 'supertest';
import { wellKnownRoutes } from '../../src/access/well-known.ts';
import type { PasskeyPolicy } from '../../src/keycloak/password/passkey-policy.ts';
import { createRealmSettings } from '../../src/keycloak/realm/realm-settings.ts';
import { PASSKEY } from '../../src/keycloak/ride/required-actions.ts';
import { testEnvironment } from '../support/environment.ts';
import { createOwnRealm, type OwnRealm } from '../support/own-realm.ts';

/** What password managers ask the sidecar's site for. */

const { sidecarUrl, keycloakUrl, realm: shared } = testEnvironment();

test('a password is changed where the person’s own page says; an address that nobody serves is told to be none', async () => {
  const { headers } = await supertest(sidecarUrl).get('/.well-known/change-password').expect(302);
  expect(headers.location).toBe(`${sidecarUrl}/perfil/contrasena`);
  const { headers: onward } = await supertest(sidecarUrl).get('/perfil/contrasena').expect(303);
  expect(onward.location).toBe('/entrar?volver=%2Fperfil%2Fcontrasena');
  // The reliability check of the same specification.
  await supertest(sidecarUrl).get('/.well-known/resource-that-should-not-exist-whose-status-code-should-not-be-200').expect(404);
});

test('passkeys of this very host are made at the person’s own page, and looked at in Keycloak’s account console', async () => {
  const { body } = await supertest(sidecarUrl).get('/.well-known/passkey-endpoints').expect(200).expect('content-type', /json/);
  expect(body).toEqual({
    enroll: `${sidecarUrl}/perfil/llave`,
    manage: `${keycloakUrl}/realms/${shared}/account/account-security/signing-in`,
  });
  await supertest(body.manage).get('').expect(200);
});

test('nobody is told of other sites without the setting', async () => {
  await supertest(sidecarUrl).get('/.well-known/assetlinks.json').expect(404);
});

describe('in another realm', () => {
  let realm: OwnRealm;
  beforeAll(async () => {
    realm = await createOwnRealm();
  });
  afterAll(() => realm?.remove());

  /** As a sidecar answers that has just been started for these addresses. */
  const ask = (path: string, publicUrl: string, sharedLoginOrigins: string[] = []) => {
    const { unprotected, logger } = realm.sidecar();
    const settings = createRealmSettings(unprotected, logger, { publicUrl, keycloakPublicUrl: 'https://login.example.com' });
    const routes = wellKnownRoutes({ publicUrl, sharedLoginOrigins }, 'https://login.example.com/realms/sol', settings);
    return supertest(express().use(routes)).get(`/.well-known/${path}`);
  };
  async function change(policy: PasskeyPolicy): Promise<void> {
    const which = { realm: realm.console.realmName };
    await realm.console.realms.update(which, { ...(await realm.console.realms.findOne(which)), ...policy } as object);
  }

  test('passkeys of another host are not this one’s to speak of', async () => {
    await ask('passkey-endpoints', 'https://start.example.com').expect(404);
    await ask('passkey-endpoints', 'https://login.example.com').expect(200);
    await change({ webAuthnPolicyPasswordlessRpId: 'example.com' });
    await ask('passkey-endpoints', 'https://login.example.com').expect(404);
    await ask('passkey-endpoints', 'https://example.com').expect(200);
    await change({ webAuthnPolicyPasswordlessPasskeysEnabled: false });
    await ask('passkey-endpoints', 'https://example.com').expect(404);
    await change({ webAuthnPolicyPasswordlessPasskeysEnabled: true });
    const actions = realm.console.authenticationManagement;
    const action = await actions.getRequiredActionForAlias({ alias: PASSKEY });
    await actions.updateRequiredAction({ alias: PASSKEY }, { ...action, enabled: false });
    await ask('passkey-endpoints', 'https://example.com').expect(404);
  });

  test('where nobody may change a password, its address leads to the person’s own page', async () => {
    const actions = realm.console.authenticationManagement;
    const action = await actions.getRequiredActionForAlias({ alias: 'UPDATE_PASSWORD' });
    await actions.updateRequiredAction({ alias: 'UPDATE_PASSWORD' }, { ...action, enabled: false });
    await ask('change-password', 'https://start.example.com').expect(302).expect('location', 'https://start.example.com/perfil');
  });

  test('the sites of the setting and this one share what people sign in with, as Digital Asset Links say it', async () => {
    const { body } = await ask('assetlinks.json', 'https://start.sol.test', ['https://login.luna.test']).expect(200);
    expect(body).toEqual(
      ['https://start.sol.test', 'https://login.luna.test'].map((site) => ({
        relation: ['delegate_permission/common.get_login_creds'],
        target: { namespace: 'web', site },
      })),
    );
  });
});
