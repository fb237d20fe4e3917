import { once } from 'node:events';
import { SMTPServer } from 'smtp-server';

/** A mail server that keeps nothing of a mail but for whom it was and when it came. */
export interface Arrivals {
  port: number;
  /** When the mails to an address came, as `performance.now()`. */
  to(address: string): readonly number[];
  close(): Promise<void>;
}

export async function openArrivals(): Promise<Arrivals> {
  const moments = new Map<string, number[]>();
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    onData(stream, session, done) {
      stream.on('end', () => {
        for (const { address } of session.envelope.rcptTo)
          moments.set(address, [...(moments.get(address) ?? []), performance.now()]);
        done();
      });
      stream.resume();
    },
  });
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const { port } = server.server.address() as { port: number };
  return {
    port,
    to: (address) => moments.get(address) ?? [],
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
