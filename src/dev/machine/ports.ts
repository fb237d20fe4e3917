import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { SetupError } from './setup-error.ts';

/** Everything that the embedded start opens listens here: demo passwords are no secret, so nobody else on the network may reach it. */
export const LOOPBACK = '127.0.0.1';

/** Throws a {@link SetupError} with one line per port that cannot be used. Keys are the settings' names: `{ KEYCLOAK_PORT: 8080 }`. */
export async function requireFreePorts(ports: Record<string, number>): Promise<void> {
  const faults = await Promise.all(Object.entries(ports).map(([name, port]) => fault(name, port)));
  const lines = faults.filter((line) => line !== undefined);
  if (lines.length > 0) throw new SetupError(lines.join('\n'));
}

async function fault(name: string, port: number): Promise<string | undefined> {
  const taken = `port ${port} is taken: end what listens there or set ${name} to a free port`;
  if (await answers(port)) return taken;
  const code = await tryToListen(port);
  if (code === undefined) return undefined;
  return code === 'EACCES' ? `port ${port} may not be opened by this user: set ${name} to a port above 1023` : taken;
}

/** Whether something could listen there now. */
export const isFree = async (port: number): Promise<boolean> => (await fault('', port)) === undefined;

/** Some systems let us listen on the loopback address although another process has the port on all addresses: so ask by connecting. */
function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: 'localhost', timeout: 2_000 });
    const end = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
    socket.once('timeout', () => end(true));
  });
}

async function tryToListen(port: number): Promise<string | undefined> {
  const server = createServer();
  try {
    server.listen(port, LOOPBACK);
    await once(server, 'listening');
    return undefined;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? 'unknown';
  } finally {
    server.close();
  }
}

/** A port that was free a moment ago, from the system's ephemeral range. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, LOOPBACK);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
