import { expect, test } from '@jest/globals';
import { keycloakServer } from '../../../src/keycloak/api/server.ts';

const [realm, clientId, clientSecret] = ['plant', 'activation-sidecar', 'secret'];
const PUBLIC = 'https://login.example.test/auth';
const TOKEN = 'realms/plant/protocol/openid-connect/token';

/** Where the sidecar asks for an address that Keycloak has written. */
const asked = (url: string, address: string, publicUrl = PUBLIC) =>
  keycloakServer({ keycloak: { url, publicUrl, realm, clientId, clientSecret } }).toInternal(address).href;

test.each([
  ['the public one', `${PUBLIC}/${TOKEN}`],
  ['the one that it was asked at', `http://keycloak:8080/${TOKEN}`],
  ['one that a proxy’s headers say', `https://elsewhere.example.test/prefix/${TOKEN}`],
])('whatever address Keycloak writes, it is asked at KEYCLOAK_URL: %s', (_, address) => {
  expect(asked('http://keycloak:8080', `${address}?a=b`)).toBe(`http://keycloak:8080/${TOKEN}?a=b`);
  expect(asked('https://keycloak.internal:8443/kc', address)).toBe(`https://keycloak.internal:8443/kc/${TOKEN}`);
});

test('one address may be the beginning of the other', () => {
  const address = `https://login.example.test/auth/${TOKEN}`;
  expect(asked('https://login.example.test/auth', address, 'https://login.example.test')).toBe(address);
  expect(asked('https://login.example.test', address)).toBe(`https://login.example.test/${TOKEN}`);
});

test('the realm itself, and another whose name begins alike', () => {
  expect(asked('http://keycloak:8080', `${PUBLIC}/realms/plant`)).toBe('http://keycloak:8080/realms/plant');
  expect(asked('http://keycloak:8080', `${PUBLIC}/realms/plants/account`)).toBe('http://keycloak:8080/realms/plants/account');
});
