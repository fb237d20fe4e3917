import { hkdfSync } from 'node:crypto';
import type { CookieOptions, Request, Response } from 'express';
import { EncryptJWT, jwtDecrypt } from 'jose';
import type { Config } from '../config.ts';

/**
 * A cookie that keeps data for some time, encrypted and authenticated (a JWE of RFC 7516, `dir` with A256GCM): nothing is kept on the
 * server, so any sidecar behind a load balancer can read it.
 */
export interface SealedCookie<T extends object> {
  name: string;
  /** What the browser has kept; nothing when it is none of ours, was changed or is too old. */
  open(req: Request, res: Response): Promise<Opened<T>>;
  seal(data: Partial<T>): Promise<string>;
  unseal(value: string): Promise<Partial<T>>;
}

/** The data, and what becomes of it. */
export type Opened<T extends object> = Partial<T> & {
  /** Hands the data as it is now to the browser, for the whole time anew. Throws when it is more than a browser keeps. */
  save(): Promise<void>;
  /** Forgets the data, here and in the browser. */
  destroy(): void;
};

/** Bytes of a cookie's name and value that every browser keeps (RFC 6265 §6.1). */
const MOST_BYTES = 4096;

const ALGORITHMS = { alg: 'dir', enc: 'A256GCM' } as const;
const ACCEPTED = { keyManagementAlgorithms: [ALGORITHMS.alg], contentEncryptionAlgorithms: [ALGORITHMS.enc] };

/** Each `name` has a key of its own: one cookie is nothing in the place of another. `__Host-` binds it to this host where there is HTTPS. */
export function sealedCookie<T extends object>(
  { publicUrl, sessionSecret }: Pick<Config, 'publicUrl' | 'sessionSecret'>,
  name: string,
  seconds: number,
): SealedCookie<T> {
  const secure = publicUrl.startsWith('https:');
  const cookieName = secure ? `__Host-${name}` : name;
  const options: CookieOptions = { httpOnly: true, secure, sameSite: 'lax', path: '/' };
  const key = new Uint8Array(hkdfSync('sha256', sessionSecret, '', `cookie ${name}`, 32));

  const seal = (data: Partial<T>) =>
    new EncryptJWT({ data }).setProtectedHeader(ALGORITHMS).setExpirationTime(`${seconds} seconds`).encrypt(key);

  async function unseal(value: string): Promise<Partial<T>> {
    try {
      return (await jwtDecrypt<{ data: Partial<T> }>(value, key, ACCEPTED)).payload.data;
    } catch {
      return {};
    }
  }

  return {
    name: cookieName,
    seal,
    unseal,
    async open(req, res) {
      const value: unknown = req.cookies[cookieName];
      // Behind the data and not among it: what is saved is the data alone.
      const acts = {
        async save(this: object) {
          const sealed = await seal({ ...this });
          if (cookieName.length + sealed.length > MOST_BYTES)
            throw new Error(`the cookie ${cookieName} would be too long to be kept`);
          res.cookie(cookieName, sealed, { ...options, maxAge: seconds * 1000 });
        },
        destroy(this: object) {
          for (const property of Object.keys(this)) Reflect.deleteProperty(this, property);
          res.clearCookie(cookieName, options);
        },
      };
      return Object.assign(Object.create(acts), typeof value === 'string' ? await unseal(value) : undefined);
    },
  };
}
