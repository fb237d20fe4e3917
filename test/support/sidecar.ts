import { readFile } from 'node:fs/promises';
import supertest, { type Agent } from 'supertest';
import { testEnvironment } from './environment.ts';

/** Requests to the shared sidecar: `sidecar().get('/activar')`. No cookies are kept; `visitor()` keeps them. */
export function sidecar(): ReturnType<typeof supertest> {
  return supertest(testEnvironment().sidecarUrl);
}

/** One person's browser without JavaScript: keeps cookies between requests. */
export function visitor(): Agent {
  return supertest.agent(testEnvironment().sidecarUrl);
}

/** What the shared sidecar has logged so far, one JSON object a line. */
export async function sidecarLog(): Promise<string> {
  return readFile(testEnvironment().sidecarLog, 'utf8');
}
