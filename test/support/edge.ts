import { createServer, type RequestListener, request } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { Certificate } from './certificates.ts';
import { type Loopback, listenOnLoopback } from './loopback.ts';

export type Edge = Pick<Loopback, 'port' | 'stop'>;

export interface EdgeOptions {
  /** Without one it speaks http. */
  certificate?: Pick<Certificate, 'cert' | 'key'>;
  /** Where requests go on, over http. */
  target: string;
  /** A path of the edge alone, such as `/auth`, that what is behind it does not know. */
  stripped?: string;
  /** Another address of this machine (127.0.0.5) that it connects from. */
  from?: string;
}

/** TLS at the edge, as nginx or a load balancer ends it: it sets `X-Forwarded-…` and keeps `Host`. */
export async function startEdge({ certificate, target, stripped = '', from }: EdgeOptions): Promise<Edge> {
  const pass: RequestListener = (incoming, outgoing) => {
    const { method, url = '', headers, socket } = incoming;
    if (!url.startsWith(stripped)) return void outgoing.writeHead(404).end();
    const { host = '' } = headers;
    const forwarded = {
      'x-forwarded-for': [headers['x-forwarded-for'], socket.remoteAddress].filter(Boolean).join(', '),
      'x-forwarded-proto': certificate ? 'https' : 'http',
      'x-forwarded-host': host,
      'x-forwarded-port': host.split(':')[1] ?? (certificate ? '443' : '80'),
      ...(stripped && { 'x-forwarded-prefix': stripped }),
    };
    const options = { method, agent: false, headers: { ...headers, ...forwarded }, localAddress: from } as const;
    const call = request(new URL(url.slice(stripped.length), target), options, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    call.once('error', () => socket.destroy());
    incoming.pipe(call);
  };
  const server = certificate ? createTlsServer({ cert: certificate.cert, key: certificate.key }, pass) : createServer(pass);
  return listenOnLoopback(server);
}
