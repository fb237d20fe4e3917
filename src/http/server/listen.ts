import { createServer, type RequestListener, type Server } from 'node:http';
import { ConfigError } from '../../settings/setting-kinds.ts';

/** Milliseconds within which the head of a request must have arrived. */
const HEAD_TIMEOUT = 15_000;
/** And all of it: 64 MB, the largest import, at 300 kbit/s. Bodies of other requests have less (body-deadline.ts). */
const REQUEST_TIMEOUT = 30 * 60_000;
/** Milliseconds between two looks for requests that are late. */
const LOOK_FOR_LATE = 5_000;
/** Milliseconds for which requests under way may go on: Docker kills a process ten seconds after it has told it to stop. */
const LAST_ANSWERS = 8_000;

export interface Address {
  /** The setting that the port comes from, for the sentence of a port that cannot be had. */
  setting: 'PORT' | 'MANAGEMENT_PORT';
  port: number;
  /** Every address of this machine when undefined. */
  host: string | undefined;
}

/** Serves `app`. Throws {@link ConfigError} when there is no listening at this address. */
export function listen(app: RequestListener, { setting, port, host }: Address): Promise<Server> {
  const timeouts = {
    headersTimeout: HEAD_TIMEOUT,
    requestTimeout: REQUEST_TIMEOUT,
    connectionsCheckingInterval: LOOK_FOR_LATE,
  };
  const server = createServer(timeouts, app);
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const fault = faultOf(error.code);
      reject(fault ? new ConfigError([fault]) : error);
    });
    server.listen({ port, ...(host !== undefined && { host }) }, () => resolve(server));
  });

  function faultOf(code: string | undefined): string | undefined {
    if (code === 'EADDRINUSE') return `${setting} ${port} is taken: set another one`;
    if (code === 'EACCES') return `${setting} ${port} is not for this process: set one above 1023`;
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') return `HOST ${host} is no address of this machine`;
    return undefined;
  }
}

/** Requests under way are answered; idle connections are closed, and in the end all. */
export function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const late = setTimeout(() => server.closeAllConnections(), LAST_ANSWERS);
    server.close(() => {
      clearTimeout(late);
      resolve();
    });
    server.closeIdleConnections();
  });
}
