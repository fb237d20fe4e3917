import { expect } from '@jest/globals';
import type { ImportResource } from '../../../src/invitations/import/http/resource.ts';
import { sidecar } from '../../support/sidecar.ts';
import { until } from '../../support/wait.ts';

/** Imports over the API. */
export type Import = ImportResource;

export async function post(csv: string | Buffer, token: string, query = '') {
  return sidecar()
    .post(`/api/v1/imports${query}`)
    .set('Authorization', `Bearer ${token}`)
    .set('Content-Type', 'text/csv')
    .set('Accept-Language', 'es')
    .send(csv);
}

export const get = async (path: string, token: string) =>
  sidecar().get(`/api/v1/imports/${path}`).set('Authorization', `Bearer ${token}`).set('Accept-Language', 'es');

/** Posts a file and waits for its end. */
export async function imported(csv: string, token: string, query = ''): Promise<Import> {
  const answer = await post(csv, token, query);
  expect(answer.status).toBe(202);
  const { id } = answer.body as Import;
  expect(answer.headers.location).toBe(`/api/v1/imports/${id}`);
  return ended(id, token);
}

export const ended = (id: string, token: string): Promise<Import> =>
  until(
    'the end of the import',
    async () => {
      const { body } = await get(id, token);
      return body.state !== 'running' && (body as Import);
    },
    { timeout: 90_000, interval: 300 },
  );
