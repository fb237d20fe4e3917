import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { AppError } from '../../errors.ts';

/** Milliseconds after which an unanswered request to Keycloak counts as "away". */
export const KEYCLOAK_TIMEOUT = 10_000;

/** Milliseconds for which an idle connection is kept: shorter than any proxy in between keeps it. */
const IDLE = 4000;

export interface Answer {
  status: number;
  headers: IncomingMessage['headers'];
  text: string;
}

export interface Call {
  method?: 'GET' | 'POST' | 'PUT';
  headers?: Record<string, string>;
  /** A form goes out as `application/x-www-form-urlencoded`, anything else as JSON. */
  body?: URLSearchParams | object;
}

/**
 * Sends requests over keep-alive connections of Node's own HTTP client, for frequent requests: one costs a third of the processor time of `fetch`,
 * which Keycloak can use where both share a machine. Redirects are not followed, and every status is an answer. Throws `keycloak_unavailable` when
 * nobody answers in time.
 */
export type Http = (url: URL | string, call?: Call) => Promise<Answer>;

/** @param timeout milliseconds of silence. */
export function createHttp(timeout = KEYCLOAK_TIMEOUT): Http {
  const agents = {
    'http:': { request: httpRequest, agent: new HttpAgent({ keepAlive: true, timeout: IDLE }) },
    'https:': { request: httpsRequest, agent: new HttpsAgent({ keepAlive: true, timeout: IDLE }) },
  };

  return (address, { method = 'GET', headers, body } = {}) =>
    new Promise<Answer>((resolve, reject) => {
      const url = new URL(address);
      const { request, agent } = agents[url.protocol === 'https:' ? 'https:' : 'http:'];
      const payload = body === undefined ? undefined : encoded(body);
      const away = (cause: unknown) => reject(new AppError('keycloak_unavailable', { cause }));
      const options = { method, agent, headers: { ...headers, ...payload?.headers }, timeout };

      const send = (isRetry: boolean) => {
        const call = request(url, options, (answer) => {
          let text = '';
          answer.setEncoding('utf8');
          answer.on('data', (chunk: string) => {
            text += chunk;
          });
          answer.once('end', () => resolve({ status: answer.statusCode ?? 500, headers: answer.headers, text }));
          answer.once('error', away);
        });
        call.once('timeout', () => call.destroy(new Error('no answer in time')));
        call.once('error', (error) => {
          // The server closed the kept connection at the moment it was used again; a GET may be repeated safely.
          if (method === 'GET' && call.reusedSocket && !isRetry) send(true);
          else away(error);
        });
        call.end(payload?.bytes);
      };
      send(false);
    });
}

function encoded(body: URLSearchParams | object): { bytes: Buffer; headers: Record<string, string | number> } {
  const isForm = body instanceof URLSearchParams;
  const bytes = Buffer.from(isForm ? body.toString() : JSON.stringify(body));
  const type = isForm ? 'application/x-www-form-urlencoded' : 'application/json';
  return { bytes, headers: { 'content-type': type, 'content-length': bytes.length } };
}
