import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import type { Config } from './config.ts';

/**
 * What a derived key is used for. Each use has keys of its own, derived from SESSION_SECRET (HKDF, RFC 5869), so that a value sealed or signed for
 * one use is worthless for another.
 */
export type KeyUse =
  | `cookie ${string}`
  | 'csrf tokens'
  | 'counted subjects'
  | 'import jobs'
  | 'selection results'
  | 'stand-ins'
  | 'stopped rides';

/** 32 bytes for each value of SESSION_SECRET. The first seals and signs; all of them open and verify, so that a secret can be changed. */
export type Keys = readonly [Uint8Array, ...Uint8Array[]];

export function keysFor({ sessionSecrets: [first, ...others] }: Pick<Config, 'sessionSecrets'>, use: KeyUse): Keys {
  const derived = (secret: string) => new Uint8Array(hkdfSync('sha256', secret, '', use, 32));
  return [derived(first), ...others.map(derived)];
}

/** Signs texts (HMAC-SHA-256, base64url). */
export interface Signer {
  sign(text: string): string;
  /** Whether one of the keys made this signature of this text. Constant time. */
  verifies(text: string, signature: string): boolean;
}

export function signerFor(config: Pick<Config, 'sessionSecrets'>, use: KeyUse): Signer {
  const keys = keysFor(config, use);
  const signed = (key: Uint8Array, text: string) => createHmac('sha256', key).update(text).digest('base64url');
  const same = (one: Buffer, other: Buffer) => one.length === other.length && timingSafeEqual(one, other);
  return {
    sign: (text) => signed(keys[0], text),
    verifies: (text, signature) => keys.some((key) => same(Buffer.from(signed(key, text)), Buffer.from(signature))),
  };
}
