import { writeFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import { join } from 'node:path';
import { generate } from 'selfsigned';

/** A company's own certificate authority, which nobody trusts who is not told to. */
export interface Authority {
  /** Its certificate, as NODE_EXTRA_CA_CERTS takes it. */
  file: string;
  /** A certificate that it signs for these names and addresses. */
  certify(...names: string[]): Promise<Certificate>;
}

/** PEM files, and what is in them. */
export interface Certificate {
  cert: string;
  key: string;
  certFile: string;
  keyFile: string;
}

/** @param dir where the files are put; keys lie there open, for tests. */
export async function createAuthority(dir: string): Promise<Authority> {
  const subject = [{ name: 'commonName', value: 'Authority of the tests' }];
  const own = await generate(subject, {
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    ],
  });
  const file = join(dir, 'authority.pem');
  await writeFile(file, own.cert);
  let count = 0;
  return {
    file,
    async certify(...names) {
      const [first = ''] = names;
      const altNames = names.map((name) => (isIP(name) ? { type: 7 as const, ip: name } : { type: 2 as const, value: name }));
      const { cert, private: key } = await generate([{ name: 'commonName', value: first }], {
        algorithm: 'sha256',
        ca: { key: own.private, cert: own.cert },
        extensions: [
          { name: 'basicConstraints', cA: false },
          { name: 'extKeyUsage', serverAuth: true },
          { name: 'subjectAltName', altNames },
        ],
      });
      count += 1;
      const [certFile, keyFile] = [join(dir, `${count}.pem`), join(dir, `${count}.key`)];
      await Promise.all([writeFile(certFile, cert), writeFile(keyFile, key)]);
      return { cert, key, certFile, keyFile };
    },
  };
}
