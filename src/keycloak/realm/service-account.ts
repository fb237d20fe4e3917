import type { KeycloakAdmin } from '../api/keycloak-admin.ts';
import { type Attributes, changeUser, readUser } from './users.ts';

/**
 * Small notes that the sidecar keeps for its next start, as attributes of its own service account: Keycloak stays the only
 * database. The realm's user profile does not apply to service accounts, and the console lists them nowhere among the users.
 */
export interface Notes {
  read(name: string): Promise<string | undefined>;
  write(name: string, value: string): Promise<void>;
}

export function serviceAccountNotes(admin: KeycloakAdmin): Notes {
  const attribute = (name: string) => `sidecar.${name}`;
  /** One write behind the other: each replaces all attributes. */
  let last: Promise<unknown> = Promise.resolve();

  return {
    async read(name) {
      const account = await readUser(admin, await serviceAccountId(admin));
      return ((account?.attributes ?? {}) as Attributes)[attribute(name)]?.[0];
    },
    write(name, value) {
      const written = last
        .catch(() => {})
        .then(async () => {
          await changeUser(admin, await serviceAccountId(admin), ({ attributes }) => ({
            attributes: { ...attributes, [attribute(name)]: [value] },
          }));
        });
      last = written;
      return written;
    },
  };
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
