import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { testArrangements } from '../access/arrangements.ts';
import { type ArrangedKeycloak, type Arrangement, type Boot, startArrangedKeycloak } from '../support/arranged-keycloak.ts';
import { type Edge, startEdge } from '../support/edge.ts';

const EACH: readonly Arrangement[] = [
  { outside: 'https', inside: 'http' },
  { outside: 'https', inside: 'https' },
  { outside: 'http', inside: 'https' },
  { outside: 'http', inside: 'http' },
];
const BOOTS: readonly Boot[] = [
  { dynamic: true, path: 'its own' },
  { dynamic: false, path: 'its own' },
  { dynamic: true, path: 'none' },
  { dynamic: false, path: 'none' },
];

for (const boot of BOOTS) describe(`dynamic ${boot.dynamic}, path ${boot.path}`, () => testArrangements(boot, EACH));

describe('a sidecar that Keycloak does not trust', () => {
  let keycloak: ArrangedKeycloak;
  let untrusted: Edge;
  beforeAll(async () => {
    keycloak = await startArrangedKeycloak({ dynamic: true, path: 'none' });
  });
  afterAll(() => Promise.all([keycloak?.stop(), untrusted?.stop()]));

  test('is told that nobody’s address counts', async () => {
    const settings = await keycloak.arrange({ outside: 'https', inside: 'http' });
    untrusted = await startEdge({ target: settings.KEYCLOAK_URL, from: '127.0.0.5' });
    const sidecar = await keycloak.startSidecar({ ...settings, KEYCLOAK_URL: `http://localhost:${untrusted.port}` });
    const { status, checks } = (await (await fetch(keycloak.readyUrl)).json()) as {
      status: string;
      checks: Record<string, string>;
    };
    expect([status, checks.signIn]).toEqual(['degraded', 'ok']);
    expect(checks.keycloak).toMatch(/does not heed X-Forwarded-For .* --proxy-headers=xforwarded/);
    await sidecar.stop();
  });
});
