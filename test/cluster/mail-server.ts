import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';

/** A mail server that can be away, and that can refuse an address. */
export interface MailServer {
  /** When the mails to an address came, oldest first, as `performance.now()`. */
  to(address: string): readonly number[];
  /** The link of the newest mail to an address. */
  link(address: string): Promise<string>;
  /** Mails to these addresses are refused for good (550); to nobody else's. */
  refuse(...addresses: string[]): void;
  /** From now on nobody answers at its port. */
  stop(): Promise<void>;
  start(): Promise<void>;
}

interface Arrived {
  at: number;
  raw: string;
}

export function createMailServer(port: number): MailServer {
  const arrived = new Map<string, Arrived[]>();
  let refused: readonly string[] = [];
  let server: SMTPServer | undefined;
  return {
    to: (address) => (arrived.get(address) ?? []).map(({ at }) => at),
    async link(address) {
      const mail = arrived.get(address)?.at(-1);
      if (!mail) throw new Error(`no mail to ${address}`);
      const { text: body = '' } = await PostalMime.parse(mail.raw);
      return /https?:\/\/[^\s<>")]+\/activar\?[^\s<>")]+/.exec(body)?.[0] ?? '';
    },
    refuse(...addresses) {
      refused = addresses;
    },
    async stop() {
      const closing = server;
      server = undefined;
      if (closing) await new Promise<void>((resolve) => closing.close(() => resolve()));
    },
    async start() {
      if (server) return;
      server = new SMTPServer({
        disabledCommands: ['AUTH', 'STARTTLS'],
        disableReverseLookup: true,
        logger: false,
        closeTimeout: 500,
        onRcptTo({ address }, _session, done) {
          if (refused.includes(address)) done(Object.assign(new Error('no such mailbox'), { responseCode: 550 }));
          else done();
        },
        onData(stream, session, done) {
          text(stream).then((raw) => {
            for (const { address } of session.envelope.rcptTo) {
              arrived.set(address, [...(arrived.get(address) ?? []), { at: performance.now(), raw }]);
            }
            done();
          }, done);
        },
      });
      // Connections that are cut are part of the tests.
      server.on('error', () => {});
      server.listen(port, '127.0.0.1');
      await once(server.server, 'listening');
    },
  };
}
