import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { NetworkError } from '@keycloak/keycloak-admin-client';
import { AppError } from '../../../src/errors.ts';
import {
  faultBefore,
  KeycloakRefusal,
  keycloakFault,
  mayHaveFailed,
  refusalBody,
  refusalOf,
  refusalStatus,
} from '../../../src/keycloak/api/faults.ts';
import { createHttp } from '../../../src/keycloak/api/http.ts';
import { KeycloakAdmin } from '../../../src/keycloak/api/keycloak-admin.ts';

const codeOf = (error: unknown) => (error instanceof AppError ? error.code : undefined);

describe('a refusal', () => {
  test.each(['Invalid redirect uri.', 'Client not enabled', "Client doesn't exist"])(
    'of our addresses (%s) is ours to mend',
    (errorMessage) => {
      expect(codeOf(refusalOf({ status: 400, text: JSON.stringify({ errorMessage }) }, 'PUT'))).toBe('keycloak_misconfigured');
    },
  );

  test.each([
    [400, 'unexpected'],
    [401, 'keycloak_misconfigured'],
    [403, 'keycloak_misconfigured'],
    [404, 'not_found'],
    [409, 'unexpected'],
    // Of a proxy or a firewall before Keycloak.
    [429, 'keycloak_unavailable'],
    [500, 'keycloak_unavailable'],
    [503, 'keycloak_unavailable'],
  ] as const)('of status %i means %s, whichever way it came', (status, code) => {
    const body = { errorMessage: 'no' };
    const response = new Response(null, { status });
    for (const error of [
      keycloakFault(new NetworkError('no', { response, responseData: body })),
      refusalOf({ status, text: JSON.stringify(body) }, 'GET /users'),
    ]) {
      expect(error).toBeInstanceOf(KeycloakRefusal);
      expect([codeOf(error), refusalStatus(error), refusalBody(error)]).toEqual([code, status, body]);
    }
  });

  // Seen of a Keycloak whose PostgreSQL was restarted.
  test.each([
    [true, 500, { error: 'unknown_error', error_description: 'For more on this error consult the server log.' }],
    [true, 400, { error: 'unknown_error', error_description: 'Cannot parse the JSON' }],
    [true, 400, { errorMessage: 'Could not create user' }],
    [true, 503, '<h1>away</h1>'],
    [true, 429, { error: 'too_many_requests' }],
    [false, 400, { field: 'email', errorMessage: 'error-invalid-email', params: ['email', 'x'] }],
    [false, 409, { errorMessage: 'User exists with same email' }],
    [false, 403, { error: 'HTTP 403 Forbidden' }],
    [false, 404, { error: 'User not found' }],
  ])('may be a failure (%s) of status %i: %j', (isFailure, status, body) => {
    expect(mayHaveFailed(refusalOf({ status, text: JSON.stringify(body) }, 'POST /users'))).toBe(isFailure);
  });

  test.each([
    [403, {}, 'keycloak_misconfigured'],
    [404, {}, 'keycloak_misconfigured'],
    [400, { error: 'unknown_error' }, 'keycloak_unavailable'],
    [500, {}, 'keycloak_unavailable'],
    [429, {}, 'keycloak_unavailable'],
  ])('of status %i to what is asked before the request itself is none of that: %j', (status, body, code) => {
    const error = faultBefore(refusalOf({ status, text: JSON.stringify(body) }, 'GET /users/profile'));
    expect([codeOf(error), refusalStatus(error)]).toEqual([code, undefined]);
  });

  test('names the directory that does not answer, where Keycloak does', () => {
    const errorMessage =
      "The user is read-only. The user storage provider 'my ldap' is currently unavailable. Check the server logs.";
    const error = refusalOf({ status: 400, text: JSON.stringify({ errorMessage }) }, 'PUT /users/x');
    expect([error.code, error.status, error.params]).toEqual(['directory_unavailable', 503, { directory: 'my ldap' }]);
  });

  test('keeps words that are no JSON', () => {
    expect(refusalBody(refusalOf({ status: 502, text: '<h1>away</h1>' }, 'GET /users'))).toBe('<h1>away</h1>');
  });

  test('is none where the fault is ours', () => {
    const fault = new TypeError('x is not a function');
    expect(keycloakFault(fault)).toBe(fault);
    const own = new AppError('realm_not_ready');
    expect(keycloakFault(own)).toBe(own);
    expect(refusalStatus(new AppError('not_found'))).toBeUndefined();
  });
});

describe('no answer', () => {
  const servers: Server[] = [];
  const sockets: Socket[] = [];
  const urls: Record<string, string> = {};
  beforeAll(async () => {
    const behaviours = {
      silent: createServer(() => {}),
      cut: createServer((socket) => socket.once('data', () => socket.destroy())),
      half: createServer((socket) =>
        socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n[')),
      ),
    };
    for (const [name, server] of Object.entries(behaviours)) {
      server.on('connection', (socket) => sockets.push(socket));
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
      servers.push(server);
      urls[name] = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    }
    urls.closed = 'http://127.0.0.1:1';
  });
  afterAll(() => {
    for (const server of servers) server.close();
    for (const socket of sockets) socket.destroy();
  });

  test.each([
    ['nobody listens', 'closed'],
    ['nobody answers in time', 'silent'],
    ['the connection is cut', 'cut'],
    ['the connection breaks in the middle of an answer', 'half'],
  ])('is keycloak_unavailable where %s, whichever way was taken', async (_, name) => {
    const admin = new KeycloakAdmin({ url: urls[name] ?? '', realm: 'r', token: async () => 'token', timeout: 300 });
    const ways = [() => admin.users.find({ max: 1 }), () => admin.call('GET', '/users'), () => createHttp(300)(urls[name] ?? '')];
    for (const ask of ways) {
      const error = await ask().catch((reason: unknown) => reason);
      expect([codeOf(error), refusalStatus(error)]).toEqual(['keycloak_unavailable', undefined]);
    }
  });
});
