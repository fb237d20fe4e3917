import { cached } from '../../common/cache.ts';
import type { KeycloakAdmin } from '../api/keycloak-admin.ts';
import type { User } from './users.ts';

/** One entry of Keycloak's logs, by Keycloak's own clock. */
export interface LoggedEvent {
  id: string;
  /** Epoch milliseconds. */
  time: number;
}

type Operation = 'CREATE' | 'UPDATE' | 'DELETE' | 'ACTION';

/** Something that an admin or a client did over the admin REST API. */
export interface AdminEvent extends LoggedEvent {
  operation: Operation;
  resourceType: string;
  /** Such as `users/{id}` or `users/{id}/reset-password`; a doubled slash, which some versions of Keycloak write, is made one. */
  resourcePath: string;
  /** Who did it. `clientId` is Keycloak's internal id of the client, not the name that people know. */
  author: { realmId: string; clientId: string; userId: string };
  /** Of the user whom it is about, where Keycloak says so. */
  username: string | undefined;
}

/** Something that a person did on Keycloak's pages. */
export interface UserEvent extends LoggedEvent {
  userId: string;
}

export interface Page {
  /** Epoch milliseconds: this moment and later ones. */
  since: number;
  first: number;
  max: number;
  /** Epoch milliseconds: this moment and earlier ones. */
  until?: number | undefined;
  newestFirst?: boolean;
}

export interface AdminEventQuery {
  operations: readonly Operation[];
  resources: readonly string[];
  /** `*` stands for anything, also for the doubled slash of `users//{id}`, with which Keycloak 26.4 notes whom its console creates. */
  path?: string;
  /** Only what this user did. */
  authorId?: string;
}

/** Entries of the admin log, oldest first unless asked otherwise: what is added while somebody pages through comes last. */
export async function readAdminEvents(admin: KeycloakAdmin, query: AdminEventQuery, page: Page): Promise<AdminEvent[]> {
  const found = (await readLog(admin, 'admin-events', page, [
    ...query.operations.map((name): [string, string] => ['operationTypes', name]),
    ...query.resources.map((name): [string, string] => ['resourceTypes', name]),
    ...(query.path ? [['resourcePath', query.path] as [string, string]] : []),
    ...(query.authorId ? [['authUser', query.authorId] as [string, string]] : []),
  ])) as {
    id: string;
    time: number;
    operationType: Operation;
    resourceType?: string;
    resourcePath?: string;
    authDetails?: { realmId?: string; clientId?: string; userId?: string };
    details?: { username?: string };
  }[];
  return found.map(({ id, time, operationType, resourceType = '', resourcePath = '', authDetails: by = {}, details }) => {
    return {
      id,
      time,
      operation: operationType,
      resourceType,
      resourcePath: resourcePath.replace(/\/{2,}/g, '/'),
      author: { realmId: by.realmId ?? '', clientId: by.clientId ?? '', userId: by.userId ?? '' },
      username: details?.username,
    };
  });
}

const ALL_PAGE = 1000;

/** All entries of the admin log within a span of time, newest first: what expires while they are read comes last. */
export async function* allAdminEvents(
  admin: KeycloakAdmin,
  query: AdminEventQuery,
  span: Pick<Page, 'since' | 'until'>,
): AsyncGenerator<AdminEvent> {
  for (let first = 0; ; first += ALL_PAGE) {
    const page = await readAdminEvents(admin, query, { ...span, first, max: ALL_PAGE, newestFirst: true });
    yield* page;
    if (page.length < ALL_PAGE) return;
  }
}

const CREATED_WITHIN = 60_000;

/**
 * Who has created a user over the admin API, SCIM and partial imports included; undefined where the log does not say, or no more.
 * @throws `keycloak_misconfigured` where we may not read it.
 */
export async function creatorOf(admin: KeycloakAdmin, { id, createdTimestamp }: User): Promise<AdminEvent['author'] | undefined> {
  if (!id || createdTimestamp === undefined) return undefined;
  const query = { operations: ['CREATE', 'UPDATE'], resources: ['USER', 'REALM'], path: `*/${id}` } as const;
  // The time keeps Keycloak from reading its whole log for a path; two servers' clocks may differ.
  const span = { since: createdTimestamp - CREATED_WITHIN, until: createdTimestamp + CREATED_WITHIN };
  const events = await readAdminEvents(admin, query, { ...span, first: 0, max: 100, newestFirst: true });
  // A partial import that overwrites a user makes another one in their place.
  return events.find(({ operation, resourceType }) => operation === 'CREATE' || resourceType === 'REALM')?.author;
}

/** Whether the admin log reaches back to before a moment (epoch milliseconds): what was done over the admin API from then on stands in it. */
export async function isLoggedBefore(admin: KeycloakAdmin, moment: number): Promise<boolean> {
  const query = { operations: [], resources: [] };
  return (await readAdminEvents(admin, query, { since: 0, until: moment, first: 0, max: 1 })).length > 0;
}

/** Entries of the log of what people did, oldest first. */
export async function readUserEvents(admin: KeycloakAdmin, types: readonly string[], page: Page): Promise<UserEvent[]> {
  const parameters = types.map((name): [string, string] => ['type', name]);
  const found = (await readLog(admin, 'events', page, parameters)) as { id: string; time: number; userId?: string }[];
  return found.map(({ id, time, userId = '' }) => ({ id, time, userId }));
}

/** What followers of Keycloak's logs ask (jobs/follow-log.ts). */
export interface Logs {
  /** Reads them also while users could read or write invitations: what stands there is not acted upon then. */
  reader: KeycloakAdmin;
  /** Id of the newest entry of the admin log, of whatever kind; about a second old, and empty where there is none. */
  newestAdminEvent(): Promise<string>;
}

/** Milliseconds: less than the pause of the follower that looks most often, so that it is always told anew and others share what it was told. */
const NEWEST_FRESH = 1400;

export function openLogs(reader: KeycloakAdmin): Logs {
  const query = { operations: [], resources: [] };
  const newest = { since: 0, first: 0, max: 1, newestFirst: true };
  return {
    reader,
    newestAdminEvent: cached(async () => (await readAdminEvents(reader, query, newest))[0]?.id ?? '', NEWEST_FRESH),
  };
}

/** The user whom an admin event is about, over whichever API it came: `users/{id}…` or `scim/v2/Users/{id}`. */
export function userIdOf({ resourcePath }: Pick<AdminEvent, 'resourcePath'>): string | undefined {
  return /^(?:users|scim\/v2\/Users)\/([^/]+)/.exec(resourcePath)?.[1];
}

/** The admin client knows neither `direction` (Keycloak 26.2) nor epoch milliseconds as `dateFrom`. */
async function readLog(admin: KeycloakAdmin, log: string, page: Page, parameters: [string, string][]): Promise<unknown[]> {
  const query: [string, string][] = [
    ...parameters,
    ['direction', page.newestFirst ? 'desc' : 'asc'],
    ['dateFrom', String(page.since)],
    ...(page.until === undefined ? [] : [['dateTo', String(page.until)] as [string, string]]),
    ['first', String(page.first)],
    ['max', String(page.max)],
  ];
  return JSON.parse((await admin.call('GET', `/${log}`, { query })).text) as unknown[];
}
