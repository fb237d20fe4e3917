import { expect, test } from '@jest/globals';
import { loadConfig } from '../../src/settings/config.ts';

const MINIMAL = { KEYCLOAK_URL: 'http://kc:8080/', KEYCLOAK_CLIENT_SECRET: 's', SESSION_SECRET: 'x'.repeat(32) };

/** One line each. */
function faultsOf(settings: Record<string, string>): string[] {
  try {
    loadConfig({ ...MINIMAL, ...settings });
    return [];
  } catch (error) {
    return (error as Error).message.split('\n  ').slice(1);
  }
}

test('the sidecar’s address has no path, Keycloak’s may have one, and nothing stands behind either', () => {
  const { publicUrl, keycloak } = loadConfig({
    ...MINIMAL,
    PUBLIC_URL: 'https://Start.test:8443//',
    KEYCLOAK_URL: 'http://[::1]:80/auth/',
    KEYCLOAK_PUBLIC_URL: 'https://login.test:443',
  });
  expect([publicUrl, keycloak.url, keycloak.publicUrl]).toEqual([
    'https://Start.test:8443',
    'http://[::1]/auth',
    'https://login.test',
  ]);
  for (const kept of ['https://login.test:80', 'http://login.test:443/auth', 'https://login.test:4430'])
    expect(loadConfig({ ...MINIMAL, KEYCLOAK_URL: kept }).keycloak.url).toBe(kept);
  const settings = (address: string) => ({ PUBLIC_URL: address, KEYCLOAK_URL: address, KEYCLOAK_PUBLIC_URL: address });
  const every = (words: string) => Object.keys(settings('')).map((name) => expect.stringContaining(`${name} ${words}`));
  for (const behind of ['x.test?', 'x.test/?a=b', 'x.test/#', 'x.test#top', '@x.test', 'user:password@x.test', 'x.test?a=/b/'])
    expect([behind, faultsOf(settings(`https://${behind}`))]).toEqual([behind, every('must be an address without ')]);
  for (const wrong of ['ftp://x.test/path?', 'x.test'])
    expect([wrong, faultsOf(settings(wrong))]).toEqual([wrong, every('must be an http(s) address')]);
  expect(faultsOf({ PUBLIC_URL: 'https://x.test/start' })).toEqual([expect.stringMatching(/^PUBLIC_URL must have no path/)]);
});
