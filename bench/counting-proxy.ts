import { once } from 'node:events';
import { Agent, createServer, request } from 'node:http';

/** Stands before Keycloak and counts what it is asked. */
export interface CountingProxy {
  url: string;
  readonly count: number;
  close(): void;
}

/** @param target Keycloak's own address: it is given as the host, so that tokens name the issuer that everybody knows. */
export async function openCountingProxy(target: string): Promise<CountingProxy> {
  const { hostname, port, host } = new URL(target);
  const agent = new Agent({ keepAlive: true });
  let count = 0;
  const server = createServer((req, res) => {
    count += 1;
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
      return count;
    },
    close() {
      server.close();
      server.closeAllConnections();
      agent.destroy();
    },
  };
}
