import { refusalBody, refusalStatus } from '../api/faults.ts';
import type { KeycloakAdmin } from '../api/keycloak-admin.ts';
import { reportedFaults } from '../profile/profile-errors.ts';
import { sameShape } from './same-shape.ts';
import { type Attributes, changeUser, readUser, type User } from './users.ts';

/**
 * Notes that the sidecar keeps across restarts, as attributes of its own service account, because Keycloak is the only database. The realm's user
 * profile does not apply to service accounts, and the console does not list them among the users.
 */
export interface Notes {
  read(name: string): Promise<string | undefined>;
  write(name: string, value: string): Promise<void>;
}

/** Notes whose new value depends on the one that stands there. */
export interface ExchangeableNotes extends Notes {
  /**
   * Reads a note, hands it to `next`, and writes what that returns, as close together as can be; undefined leaves it alone. Resolves to whether it was
   * written. `next` is called again where the write has to be repeated.
   */
  exchange(name: string, next: (value: string | undefined) => string | undefined): Promise<boolean>;
}

export interface AllNotes extends ExchangeableNotes {
  /** All notes whose names begin like this, by the rest of the name. */
  readAll(prefix: string): Promise<Map<string, string>>;
  /** @param value undefined takes the note away. */
  write(name: string, value: string | undefined): Promise<void>;
}

/**
 * The notes, the same ones for everybody who asks with the same client: each write replaces all attributes of the account, so the writes of one process
 * go one after the other.
 */
export function serviceAccountNotes(admin: KeycloakAdmin): AllNotes {
  const notes = shared.get(admin) ?? openNotes(admin);
  shared.set(admin, notes);
  return notes;
}

const shared = new WeakMap<KeycloakAdmin, AllNotes>();

function openNotes(admin: KeycloakAdmin): AllNotes {
  const attribute = (name: string) => `sidecar.${name}`;
  /** Whoever asks at the same moment shares one question. */
  let asked: Promise<Attributes> | undefined;
  const readAttributes = () => {
    asked ??= Promise.resolve().then(async () => {
      asked = undefined;
      const account = await readUser(admin, await serviceAccountId(admin));
      return (account?.attributes ?? {}) as Attributes;
    });
    return asked;
  };

  return {
    async read(name) {
      return (await readAttributes())[attribute(name)]?.[0];
    },
    async exchange(name, next) {
      let written = false;
      await changeOwn(admin, ({ attributes = {} }) => {
        const known = attributes as Attributes;
        const value = next(known[attribute(name)]?.[0]);
        written = value !== undefined;
        return value === undefined ? undefined : { ...known, [attribute(name)]: [value] };
      });
      return written;
    },
    async readAll(prefix) {
      const found = Object.entries(await readAttributes()).filter(([name]) => name.startsWith(attribute(prefix)));
      return new Map(found.map(([name, [value = '']]) => [name.slice(attribute(prefix).length), value]));
    },
    write: (name, value) =>
      changeOwn(admin, ({ attributes }) => {
        const { [attribute(name)]: _, ...others } = (attributes ?? {}) as Attributes;
        return value === undefined ? others : { ...others, [attribute(name)]: [value] };
      }),
  };
}

/**
 * The username for a write of the service account. One rule of the realm's user profile applies to service accounts, too: that of usernames. Keycloak
 * checks the name in each write and ignores it. So where the account's own name breaks the rule, the write carries one that meets it, of the same
 * shape as another user's.
 */
async function changeOwn(admin: KeycloakAdmin, change: (account: User) => Attributes | undefined): Promise<void> {
  const id = await serviceAccountId(admin);
  const known = accepted.get(admin);
  const write = (username?: string) =>
    changeUser(admin, id, (account) => {
      const attributes = change(account);
      return attributes && { attributes, ...(username !== undefined && { username }) };
    });
  try {
    await write(known);
  } catch (error) {
    if (!isAtUsername(error)) throw error;
    const people = await admin.users.find({ max: MODELS, briefRepresentation: true });
    for (const model of [...USUAL_NAMES, ...people.flatMap(({ username }) => username ?? [])]) {
      const name = sameShape(model);
      const isWritten = await write(name).then(
        () => true,
        () => false,
      );
      if (isWritten) return void accepted.set(admin, name);
    }
    throw error;
  }
}

const accepted = new WeakMap<KeycloakAdmin, string>();
/** Shapes that rules of usernames often ask for. */
const USUAL_NAMES = ['abcdefgh', 'a1234567', '12345678', 'abc.defgh', 'abcdefgh@example.test'];
/** How many people's usernames are looked at for a pattern. */
const MODELS = 20;

function isAtUsername(error: unknown): boolean {
  const faults = refusalStatus(error) === 400 ? reportedFaults(refusalBody(error)) : [];
  return faults.length > 0 && faults.every(({ field }) => field === 'username');
}

/** The user id of the sidecar's own service account: the subject of its access token. */
export async function serviceAccountId(admin: KeycloakAdmin): Promise<string> {
  const { sub } = await ownClaims(admin);
  if (!sub) throw new Error('the access token of the service account has no "sub": does its client have the scope "basic"?');
  return sub;
}

/** `client_id` of the sidecar, to which its access token was issued. */
export async function ownClientId(admin: KeycloakAdmin): Promise<string> {
  const { azp = '' } = await ownClaims(admin);
  return azp;
}

async function ownClaims(admin: KeycloakAdmin): Promise<{ sub?: string; azp?: string }> {
  const [, claims = ''] = ((await admin.getAccessToken()) ?? '').split('.');
  return JSON.parse(Buffer.from(claims, 'base64url').toString());
}
