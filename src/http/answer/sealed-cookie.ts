import type { Request, Response } from 'express';
import type { Config } from '../../settings/config.ts';
import { sealerFor } from '../../settings/sealer.ts';
import { hostCookie } from './host-cookie.ts';

/**
 * A cookie that keeps data for some time, encrypted and authenticated (a JWE of RFC 7516, `dir` with A256GCM): nothing is kept on the
 * server, so any sidecar behind a load balancer can read it.
 */
export interface SealedCookie<T extends object> {
  name: string;
  /** The data that the browser sent; empty if the cookie is not ours, was changed or is too old. */
  open(req: Request, res: Response): Promise<Opened<T>>;
  seal(data: Partial<T>): Promise<string>;
  unseal(value: string): Promise<Partial<T>>;
}

/** The cookie's data, with ways to store and to delete it. */
export type Opened<T extends object> = Partial<T> & {
  /** Sends the cookie with the current data and a new lifetime. Throws when it is more than a browser keeps. */
  save(): Promise<void>;
  /** Forgets the data, here and in the browser. */
  destroy(): void;
};

/** Bytes of a cookie's name and value: every browser keeps 4,096 with the attributes (RFC 6265 §6.1), and ours take not quite 100. */
const MOST_BYTES = 3996;

/**
 * Seconds by which the clock of the process that sealed may be behind that of the one that opens. Within its lifetime a cookie is then good at each; the
 * browser, which goes by its own clock (`Max-Age`), sends it no longer than that.
 */
const CLOCKS_APART = 300;

/** Each `name` has a derived key of its own: the content of one cookie cannot be used in another. */
export function sealedCookie<T extends object>(
  config: Pick<Config, 'publicUrl' | 'sessionSecrets'>,
  name: string,
  seconds: number,
): SealedCookie<T> {
  const { name: cookieName, options } = hostCookie(config, name);
  const sealer = sealerFor<{ data: Partial<T> }>(config, `cookie ${name}`, { lifetime: seconds, clocksApart: CLOCKS_APART });

  const seal = (data: Partial<T>) => sealer.seal({ data });
  const unseal = async (value: string): Promise<Partial<T>> => (await sealer.open(value))?.data ?? {};

  return {
    name: cookieName,
    seal,
    unseal,
    async open(req, res) {
      const value: unknown = req.cookies[cookieName];
      // On the prototype, and not among the data: only the data are saved.
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
