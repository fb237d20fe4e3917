import { once } from 'node:events';
import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';

/** A mail server that keeps the newest link of each address. */
export interface Mailbox {
  port: number;
  /** Waits for a mail to the address and gives the first link of its plain text. */
  linkTo(address: string): Promise<string>;
  close(): Promise<void>;
}

export async function openMailbox(): Promise<Mailbox> {
  const links = new Map<string, string>();
  const waiting = new Map<string, (link: string) => void>();
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    async onData(stream, session, done) {
      const chunks: Buffer[] = [];
      for await (const chunk of stream) chunks.push(chunk as Buffer);
      const { text = '' } = await PostalMime.parse(Buffer.concat(chunks));
      const link = /https?:\/\/\S+key=\S+/.exec(text)?.[0] ?? '';
      for (const { address } of session.envelope.rcptTo) {
        links.set(address, link);
        waiting.get(address)?.(link);
      }
      done();
    },
  });
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const { port } = server.server.address() as { port: number };
  return {
    port,
    linkTo: async (address) => links.get(address) ?? new Promise((resolve) => waiting.set(address, resolve)),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
