import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';

/** An LDAP directory (RFC 4511) of one person, which Keycloak can federate: it finds them by any request that names their uid or id. */
export interface Directory {
  url: string;
  stop(): Promise<void>;
}

const BIND = 0x60;
const SEARCH = 0x63;
/** Result code 0, no DN, no message. */
const SUCCESS = [tlv(0x0a, Buffer.from([0])), tlv(0x04), tlv(0x04)];

export async function startDirectory(
  dn: string,
  person: { uid: string; entryUUID: string } & Record<string, string>,
): Promise<Directory> {
  const attributes = Object.entries(person).map(([name, value]) => tlv(0x30, text(name), tlv(0x31, text(value))));
  const entry = tlv(0x64, text(dn), tlv(0x30, ...attributes));
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    let rest = Buffer.alloc(0);
    socket.on('data', (chunk) => {
      rest = Buffer.concat([rest, chunk]);
      for (let message = read(rest); message; message = read(rest)) {
        rest = rest.subarray(message.end);
        const id = read(message.content);
        if (!id) return;
        const operation = message.content[id.end];
        const answer = (content: Buffer) => socket.write(tlv(0x30, tlv(0x02, id.content), content));
        const isAbout = [person.uid, person.entryUUID].some((name) => message.content.includes(name));
        if (operation === BIND) answer(tlv(0x61, ...SUCCESS));
        if (operation === SEARCH && isAbout) answer(entry);
        if (operation === SEARCH) answer(tlv(0x65, ...SUCCESS));
      }
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `ldap://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async stop() {
      server.close();
      for (const socket of sockets) socket.destroy();
      await once(server, 'close');
    },
  };
}

/** Tag, length and value (BER). */
function tlv(tag: number, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([tag, 0x82, content.length >> 8, content.length & 0xff]), content]);
}

function text(value: string): Buffer {
  return tlv(0x04, Buffer.from(value));
}

/** The first element and where it ends; undefined while it is not complete. */
function read(bytes: Buffer): { content: Buffer; end: number } | undefined {
  const first = bytes[1] ?? 0;
  const longer = first < 0x80 ? 0 : first & 0x7f;
  if (bytes.length < 2 + longer) return undefined;
  const start = 2 + longer;
  const end = start + (longer === 0 ? first : bytes.readUIntBE(2, longer));
  return bytes.length < end ? undefined : { content: bytes.subarray(start, end), end };
}
