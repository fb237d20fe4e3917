import { once } from 'node:events';
import { Agent, createServer, request } from 'node:http';

/** Stands before Keycloak and counts what it is asked. */
export interface CountingProxy {
  url: string;
  readonly count: number;
  /** How often it was asked for each thing, such as `GET users`, most often first; identifiers and queries are left out. */
  byPath(): [string, number][];
  close(): void;
}

/** @param target Keycloak's own address: it is given as the host, so that tokens name the issuer that everybody knows. */
export async function openCountingProxy(target: string): Promise<CountingProxy> {
  const { hostname, port, host } = new URL(target);
  const agent = new Agent({ keepAlive: true });
  const counts = new Map<string, number>();
  const server = createServer((req, res) => {
    const what = `${req.method} ${pathOf(req.url ?? '')}`;
    counts.set(what, (counts.get(what) ?? 0) + 1);
    const headers = { ...req.headers, host };
    const call = request({ agent, hostname, port, method: req.method, path: req.url, headers }, (answer) => {
      res.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(res);
    });
    call.once('error', () => res.destroy());
    req.pipe(call);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://localhost:${(server.address() as { port: number }).port}`,
    get count() {
      return [...counts.values()].reduce((sum, times) => sum + times, 0);
    },
    byPath: () => [...counts].sort(([, a], [, b]) => b - a),
    close() {
      server.close();
      server.closeAllConnections();
      agent.destroy();
    },
  };
}

function pathOf(url: string): string {
  const { pathname } = new URL(url, 'http://keycloak');
  return pathname.replace(/^(\/admin)?\/realms\/[^/]+\//, '').replace(/[\da-f]{8}-[-\da-f]{27}/g, ':id');
}
