import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';

export interface Loopback {
  port: number;
  /** Ends every connection that is open now; new ones are taken. */
  hangUp(): void;
  stop(): Promise<void>;
}

/** Has the server listen on a free port of this machine; it can be stopped although connections are open. */
export async function listenOnLoopback(server: Server): Promise<Loopback> {
  const sockets = new Set<Duplex>();
  server.on('connection', (socket: Duplex) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const hangUp = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    port: (server.address() as AddressInfo).port,
    hangUp,
    async stop() {
      server.close();
      hangUp();
      await once(server, 'close');
    },
  };
}
