import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';

/**
 * An LDAP directory (RFC 4511) of one person, which Keycloak can federate: it finds them by any request that names their uid or id.
 * It keeps whom Keycloak adds, too; they bear their uid as their only name.
 */
export interface Directory {
  url: string;
  stop(): Promise<void>;
}

const BIND = 0x60;
const SEARCH = 0x63;
const MODIFY = 0x66;
const ADD = 0x68;
/** Result code 0, no DN, no message. */
const SUCCESS = [tlv(0x0a, Buffer.from([0])), tlv(0x04), tlv(0x04)];

/** The name, and each attribute with its values as LDAP writes it. */
interface Entry {
  dn: string;
  attributes: Map<string, Buffer>;
}

export async function startDirectory(
  dn: string,
  person: { uid: string; entryUUID: string } & Record<string, string>,
): Promise<Directory> {
  const first: Entry = {
    dn,
    attributes: new Map(Object.entries(person).map(([name, value]) => [name, tlv(0x30, text(name), tlv(0x31, text(value)))])),
  };
  /** By what a request must name to find one. */
  const entries = new Map([person.uid, person.entryUUID].map((name) => [name, first]));
  const sockets = new Set<Socket>();

  function search(request: Buffer): Buffer[] {
    const found = [...entries].flatMap(([name, entry]) => (request.includes(name) ? [entry] : []));
    return [...new Set(found)].map((entry) => tlv(0x64, text(entry.dn), tlv(0x30, ...entry.attributes.values())));
  }

  function add([name = EMPTY, attributes = EMPTY]: Buffer[]): void {
    const uid = /^uid=([^,]+)/.exec(String(name))?.[1];
    if (uid) entries.set(uid, { dn: String(name), attributes: new Map(elements(attributes).map(named)) });
  }

  function modify([name = EMPTY, changes = EMPTY]: Buffer[]): void {
    const entry = [...entries.values()].find((one) => one.dn === String(name));
    for (const change of elements(changes)) {
      const [, attribute = EMPTY] = elements(change);
      entry?.attributes.set(...named(attribute));
    }
  }

  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    let rest = Buffer.alloc(0);
    socket.on('data', (chunk) => {
      rest = Buffer.concat([rest, chunk]);
      for (let message = read(rest); message; message = read(rest)) {
        rest = rest.subarray(message.end);
        const id = read(message.content);
        const request = id && read(message.content.subarray(id.end));
        if (!id) return;
        const operation = message.content[id.end];
        const answer = (content: Buffer) => socket.write(tlv(0x30, tlv(0x02, id.content), content));
        if (operation === BIND) answer(tlv(0x61, ...SUCCESS));
        if (operation === SEARCH) for (const entry of search(message.content)) answer(entry);
        if (operation === SEARCH) answer(tlv(0x65, ...SUCCESS));
        if (operation === ADD) add(elements(request?.content ?? EMPTY));
        if (operation === ADD) answer(tlv(0x69, ...SUCCESS));
        if (operation === MODIFY) modify(elements(request?.content ?? EMPTY));
        if (operation === MODIFY) answer(tlv(0x67, ...SUCCESS));
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

const EMPTY = Buffer.alloc(0);

/** Tag, length and value (BER). */
function tlv(tag: number, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([tag, 0x82, content.length >> 8, content.length & 0xff]), content]);
}

function text(value: string): Buffer {
  return tlv(0x04, Buffer.from(value));
}

/** An attribute by its name, from what stands in its sequence. */
function named(attribute: Buffer): [string, Buffer] {
  return [String(read(attribute)?.content ?? ''), tlv(0x30, attribute)];
}

/** The contents of the elements that follow each other. */
function elements(bytes: Buffer): Buffer[] {
  const element = read(bytes);
  return element ? [element.content, ...elements(bytes.subarray(element.end))] : [];
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
