import { EncryptJWT, type JWTPayload, jwtDecrypt } from 'jose';
import type { Config } from './config.ts';
import { type KeyUse, keysFor } from './derived-keys.ts';

/** Seals data, encrypted and authenticated (a JWE of RFC 7516, `dir` with A256GCM), so that whoever carries them can neither read nor change them. */
export interface Sealer<T extends JWTPayload> {
  seal(data: T): Promise<string>;
  /** Undefined for what is not ours, of another use, or too old. */
  open(sealed: string): Promise<T | undefined>;
}

const ALGORITHMS = { alg: 'dir', enc: 'A256GCM' } as const;
const ACCEPTED = { keyManagementAlgorithms: [ALGORITHMS.alg], contentEncryptionAlgorithms: [ALGORITHMS.enc] };

/**
 * @param lifetime seconds.
 * @param clocksApart seconds by which the clock of the process that seals may be behind that of the one that opens.
 */
export function sealerFor<T extends JWTPayload>(
  config: Pick<Config, 'sessionSecrets'>,
  use: KeyUse,
  { lifetime, clocksApart = 0 }: { lifetime: number; clocksApart?: number },
): Sealer<T> {
  const keys = keysFor(config, use);
  return {
    seal: (data) => new EncryptJWT(data).setProtectedHeader(ALGORITHMS).setExpirationTime(`${lifetime} seconds`).encrypt(keys[0]),
    async open(sealed) {
      for (const key of keys) {
        const opened = await jwtDecrypt<T>(sealed, key, { ...ACCEPTED, clockTolerance: clocksApart }).catch(() => undefined);
        if (opened) return opened.payload;
      }
      return undefined;
    },
  };
}
