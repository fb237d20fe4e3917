import type ClientRepresentation from '@keycloak/keycloak-admin-client/lib/defs/clientRepresentation.js';
import type ProtocolMapperRepresentation from '@keycloak/keycloak-admin-client/lib/defs/protocolMapperRepresentation.js';
import type { KeycloakAdmin } from '../keycloak/api/keycloak-admin.ts';
import { type ClientAccess, clientAccess, type ExistingClient } from './client-access.ts';
import { hindrances } from './client-hindrances.ts';
import { hidesSecret, OTHER_SECRET, tried } from './client-tried.ts';
import { differs, type Finding, missing, type Requirement, surplus } from './requirement.ts';
import type { WantedRealm } from './wanted-realm.ts';

/** Settings of the client that are as in keycloak-realm.json; its name, description and web origins are the realm's business. */
const SETTINGS = [
  'enabled',
  'protocol',
  'bearerOnly',
  'publicClient',
  'clientAuthenticatorType',
  'standardFlowEnabled',
  'serviceAccountsEnabled',
  'implicitFlowEnabled',
  'directAccessGrantsEnabled',
  'fullScopeAllowed',
  'baseUrl',
] as const satisfies readonly (keyof ClientRepresentation)[];

const LOGOUT_URIS = 'post.logout.redirect.uris';
/** Separates several addresses in one attribute. */
const SEPARATOR = '##';

/** The settings of the sidecar's client, without its roles. */
export function clientRequirement(admin: KeycloakAdmin, { client: wanted }: WantedRealm): Requirement {
  const access = clientAccess(admin, wanted.clientId);
  return {
    title: `client ${wanted.clientId}`,
    async look() {
      const client = await access.find();
      if (!client) return [missing('missing', () => admin.clients.create(wanted))];
      const findings = [
        ...settings(access, client, wanted),
        ...attributes(access, client, wanted),
        ...hindrances(access, client),
        ...redirectUris(access, client, wanted),
        ...(await scopes(admin, access, client, wanted)),
        ...mappers(admin, access, client, wanted),
      ];
      return findings.some(({ level }) => level === 'needed') ? findings : [...findings, ...(await tried(admin, client, wanted))];
    },
  };
}

function settings({ update }: ClientAccess, client: ExistingClient, wanted: ClientRepresentation): Finding[] {
  const findings = SETTINGS.filter((name) => client[name] !== wanted[name]).map((name) =>
    differs(`${name} is ${client[name] ?? 'not set'}, not ${wanted[name]}`, () => update(() => ({ [name]: wanted[name] }))),
  );
  const { secret } = wanted;
  if (secret !== undefined && client.secret !== secret && !hidesSecret(client))
    findings.push(differs(OTHER_SECRET, () => update(() => ({ secret }))));
  return findings;
}

function attributes({ update }: ClientAccess, client: ExistingClient, wanted: ClientRepresentation): Finding[] {
  return Object.entries<string>(wanted.attributes ?? {}).flatMap(([name, value]) => {
    const now: string | undefined = client.attributes?.[name];
    const set = (to: string) => update(({ attributes: others }) => ({ attributes: { ...others, [name]: to } }));
    if (name !== LOGOUT_URIS)
      return now === value ? [] : [differs(`${name} is ${now ?? 'not set'}, not ${value}`, () => set(value))];
    const known = now?.split(SEPARATOR) ?? [];
    return known.includes(value)
      ? []
      : [missing(`post-logout URI ${value} is missing`, () => set([...known, value].filter(Boolean).join(SEPARATOR)))];
  });
}

function redirectUris({ update }: ClientAccess, client: ExistingClient, wanted: ClientRepresentation): Finding[] {
  const [now, then] = [client.redirectUris ?? [], wanted.redirectUris ?? []];
  const change = (to: (uris: string[]) => string[]) => update(({ redirectUris: uris = [] }) => ({ redirectUris: to(uris) }));
  return [
    ...then
      .filter((uri) => !now.includes(uri))
      .map((uri) => missing(`redirect URI ${uri} is missing`, () => change((uris) => [...uris, uri]))),
    ...now
      .filter((uri) => !then.includes(uri))
      .map((uri) => surplus(`redirect URI ${uri} is not needed`, () => change((uris) => uris.filter((one) => one !== uri)))),
  ];
}

async function scopes(
  admin: KeycloakAdmin,
  { require }: ClientAccess,
  client: ExistingClient,
  wanted: ClientRepresentation,
): Promise<Finding[]> {
  const lacking = wanted.defaultClientScopes?.filter((name) => !client.defaultClientScopes?.includes(name)) ?? [];
  if (lacking.length === 0) return [];
  const known = await admin.clientScopes.find();
  return lacking.map((name) => {
    return missing(`default client scope ${name} is missing`, async () => {
      const clientScopeId = known.find((scope) => scope.name === name)?.id ?? '';
      const { id, optionalClientScopes } = await require();
      // A scope is either default or optional.
      if (optionalClientScopes?.includes(name)) await admin.clients.delOptionalClientScope({ id, clientScopeId });
      await admin.clients.addDefaultClientScope({ id, clientScopeId });
    });
  });
}

/** Mappers are compared by what they do; their names do not matter. */
function mappers(
  admin: KeycloakAdmin,
  { require }: ClientAccess,
  client: ExistingClient,
  wanted: ClientRepresentation,
): Finding[] {
  const does = (mapper: ProtocolMapperRepresentation) => (one: ProtocolMapperRepresentation) =>
    one.protocolMapper === mapper.protocolMapper &&
    Object.entries(mapper.config ?? {}).every(([name, value]) => value === 'false' || (one.config?.[name] ?? '') === value);
  return (wanted.protocolMappers ?? [])
    .filter((mapper) => !client.protocolMappers?.some(does(mapper)))
    .map((mapper) =>
      missing(`mapper "${mapper.name}" is missing`, async () => {
        const { id, protocolMappers } = await require();
        const namesake = protocolMappers?.find(({ name }) => name === mapper.name);
        if (namesake?.id) await admin.clients.delProtocolMapper({ id, mapperId: namesake.id });
        await admin.clients.addProtocolMapper({ id }, mapper);
      }),
    );
}
