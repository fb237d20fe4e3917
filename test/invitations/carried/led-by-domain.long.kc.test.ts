import { randomUUID } from 'node:crypto';
import { afterAll, expect, test } from '@jest/globals';
import { PROVIDERS_ATTRIBUTE, providerOfAddress, providerText } from '../../../src/keycloak/rights/company-providers.ts';
import { testEnvironment } from '../../support/environment.ts';
import { realmAdmin } from '../../support/realm.ts';

/** Whose provider an address is: the sidecar's answer beside that of Keycloak's own sign-in, where an organization has domains within domains. */

const admin = realmAdmin();
const made = { organizations: [] as string[], providers: [] as string[] };
afterAll(async () => {
  for (const id of made.organizations) await admin.organizations.delById({ id });
  for (const alias of made.providers) await admin.identityProviders.del({ alias });
});

/** To which provider Keycloak's sign-in leads somebody who types this address. */
async function ledTo(email: string): Promise<string | undefined> {
  const { keycloakUrl } = testEnvironment();
  const url = new URL(`${keycloakUrl}/realms/${admin.realmName}/protocol/openid-connect/auth`);
  url.search = String(
    new URLSearchParams({
      ...{ client_id: 'account-console', redirect_uri: `${keycloakUrl}/realms/${admin.realmName}/account/` },
      ...{ response_type: 'code', scope: 'openid', code_challenge: 'c'.repeat(43), code_challenge_method: 'S256' },
      login_hint: email,
    }),
  );
  const { status, headers } = await fetch(url, { redirect: 'manual' });
  expect([200, 303, 302]).toContain(status);
  return /\/broker\/([^/]+)\/login/.exec(headers.get('location') ?? '')?.[1];
}

interface Provider {
  domain: string;
  except?: string;
}

/** An organization with these domains, and its providers as `configure --company-sign-in` notes them down. */
async function organization(domains: readonly string[], providers: Record<string, Provider>): Promise<void> {
  const alias = `org-${randomUUID().slice(0, 8)}`;
  const attributes = {
    [PROVIDERS_ATTRIBUTE]: Object.entries(providers).map(([name, { domain, except = '' }]) =>
      providerText(name, domain, false, except),
    ),
  };
  const { id } = await admin.organizations.create({
    ...{ alias, name: alias, enabled: true, attributes },
    domains: domains.map((name) => ({ name, verified: true })),
  });
  made.organizations.push(id);
  for (const [name, { domain, except = '' }] of Object.entries(providers)) {
    const nowhere = 'http://localhost:9/';
    const config = {
      ...{ clientId: 'x', clientSecret: 'x', authorizationUrl: nowhere, tokenUrl: nowhere },
      ...{ 'kc.org.domain': domain, 'kc.org.excluded.domains': except, 'kc.org.broker.redirect.mode.email-matches': 'true' },
    };
    await admin.identityProviders.create({ alias: name, providerId: 'oidc', enabled: true, config });
    made.providers.push(name);
    await admin.organizations.linkIdp({ orgId: id, alias: name });
  }
}

const TOWNS = ['norte', 'sur', 'este', 'oeste', 'cadiz', 'lugo'];

/** Domains of an organization, its providers by name, and the domains of addresses that are asked for, all of one domain. */
type Arrangement = (base: string) => readonly [string[], Record<string, Provider>, string[]];

test.each<[string, Arrangement]>([
  ['a domain and all below it, and a provider for all', (b) => [[b, `*.${b}`], { w: { domain: `*.${b}` } }, [b, `m.${b}`]]],
  ['a domain and all below it, and a provider for the one', (b) => [[b, `*.${b}`], { e: { domain: b } }, [b, `m.${b}`]]],
  ['a domain and all below it, and any', (b) => [[b, `*.${b}`], { a: { domain: 'ANY' } }, [b, `m.${b}`, `a.m.${b}`]]],
  [
    'one further below, and a provider for each',
    (b) => [
      [`*.${b}`, `*.sur.${b}`, `a.sur.${b}`],
      { w: { domain: `*.${b}` }, s: { domain: `*.sur.${b}` } },
      [b, `x.${b}`, `sur.${b}`, `a.sur.${b}`, `x.sur.${b}`, `x.y.sur.${b}`],
    ],
  ],
  [
    'one further below without a provider',
    (b) => [[`*.${b}`, `*.sur.${b}`], { w: { domain: `*.${b}` } }, [b, `sur.${b}`, `x.sur.${b}`]],
  ],
  ...TOWNS.map((town): [string, Arrangement] => [
    `${town}: as many labels, and a provider for each`,
    (b) => [
      [`*.${b}`, `${town}.${b}`],
      { w: { domain: `*.${b}` }, e: { domain: `${town}.${b}` } },
      [b, `${town}.${b}`, `x.${town}.${b}`],
    ],
  ]),
  [
    'many of them at once',
    (b) => [
      [`*.${b}`, ...TOWNS.map((town) => `${town}.${b}`), ...TOWNS.map((town) => `*.${town}.${b}`)],
      Object.fromEntries(TOWNS.map((town) => [town, { domain: `${town}.${b}` }])),
      TOWNS.map((town) => `${town}.${b}`),
    ],
  ],
  [
    'what is left out, with a domain and all below it',
    (b) => [
      [b, `*.${b}`],
      { w: { domain: `*.${b}`, except: ` ${b}, *.alta.${b} ,BAJA.${b}` } },
      [b, `m.${b}`, `alta.${b}`, `x.alta.${b}`, `baja.${b}`, `x.baja.${b}`],
    ],
  ],
  ['all left out', (b) => [[b, `*.${b}`], { a: { domain: 'ANY', except: `*.${b}` } }, [b, `m.${b}`]]],
])('%s', async (_which, arrange) => {
  const base = `${randomUUID().slice(0, 8)}.test`;
  const prefix = randomUUID().slice(0, 4);
  const [domains, named, asked] = arrange(base);
  const providers = Object.fromEntries(Object.entries(named).map(([name, provider]) => [`${prefix}-${name}`, provider]));
  await organization(domains, providers);
  const of = async (answer: (email: string) => Promise<string | undefined>) => {
    const answers: [string, string | undefined][] = [];
    for (const domain of asked) answers.push([domain, await answer(`ana@${domain}`)]);
    return Object.fromEntries(answers);
  };
  const led = await of(ledTo);
  expect(await of((email) => providerOfAddress(admin, email))).toEqual(led);
});
