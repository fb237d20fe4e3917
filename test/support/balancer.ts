import { once } from 'node:events';
import { createServer, request } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** A node behind a {@link startBalancer}: where it is, and what becomes of a path there. */
export interface Node {
  url: string;
  path?: (path: string) => string;
}

/** A balancer that gives each new connection to the next node, as those of clusters do. */
export async function startBalancer(...nodes: Node[]): Promise<{ url: string; stop(): Promise<void> }> {
  const served = new Map<Socket, Node>();
  let connections = 0;
  const server = createServer((incoming, outgoing) => {
    const node = served.get(incoming.socket) as Node;
    const { method, url = '', headers } = incoming;
    const target = new URL(node.path?.(url) ?? url, node.url);
    const call = request(target, { method, headers: { ...headers, host: target.host }, agent: false }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    call.once('error', () => incoming.socket.destroy());
    incoming.pipe(call);
  });
  server.on('connection', (socket) => {
    served.set(socket, nodes[connections++ % nodes.length] as Node);
    socket.once('close', () => served.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async stop() {
      server.close();
      for (const socket of served.keys()) socket.destroy();
      await once(server, 'close');
    },
  };
}
