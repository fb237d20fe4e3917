import { request } from 'node:https';
import { text } from 'node:stream/consumers';

export interface Answer {
  status: number;
  headers: NodeJS.Dict<string | string[]>;
  body: string;
}

export interface Question {
  method?: string;
  headers?: Record<string, string>;
  body?: string;
}

/** A public address (RFC 5737), from which people come. */
export const CLIENT_ADDRESS = '203.0.113.77';

/** Asks over TLS from a public address. Names lead to this machine, and the company's authority is trusted. Throws when nobody answers within three minutes. */
export function createOutside(ca: string): (address: string, question?: Question) => Promise<Answer> {
  return (address, { method = 'GET', headers, body } = {}) =>
    new Promise((resolve, reject) => {
      const { hostname, port, pathname, search } = new URL(address);
      const call = request(
        {
          host: '127.0.0.1',
          port,
          servername: hostname,
          path: `${pathname}${search}`,
          method,
          ca,
          headers: { host: `${hostname}:${port}`, 'x-forwarded-for': CLIENT_ADDRESS, ...headers },
          agent: false,
          timeout: 180_000,
        },
        (answer) => {
          text(answer).then((read) => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: read }), reject);
        },
      );
      call.once('timeout', () => call.destroy(new Error(`no answer from ${hostname} within three minutes`)));
      call.once('error', reject);
      call.end(body);
    });
}
