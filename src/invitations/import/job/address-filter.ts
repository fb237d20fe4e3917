import { crc32 } from 'node:zlib';

/** Bits of a checksum: the filter takes 2 MB, and beside a million addresses one new address in seventeen counts as known. */
const BITS = 24;

/** A Bloom filter of addresses, the same size for any number of them: what it does not know was never added; what it knows may have been. */
export interface AddressFilter {
  add(address: string): void;
  mayHave(address: string): boolean;
}

export function createAddressFilter(): AddressFilter {
  const bits = new Uint8Array(2 ** (BITS - 3));
  const placeOf = (address: string) => crc32(address.toLowerCase()) >>> (32 - BITS);
  return {
    add(address) {
      const place = placeOf(address);
      bits[place >> 3] = (bits[place >> 3] ?? 0) | (1 << (place & 7));
    },
    mayHave(address) {
      const place = placeOf(address);
      return ((bits[place >> 3] ?? 0) & (1 << (place & 7))) !== 0;
    },
  };
}
