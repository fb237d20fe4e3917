import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const COMPRESSED = /\.(?:js|css|svg)$/;
/** Below this size, in bytes, the answer's headers weigh more than what is saved. */
const WORTHWHILE = 500;

/** Puts `.br` and `.gz` beside each browser file, at their slowest and smallest: done once here, not for each visitor. */
export async function compressAssets(publicDir: string): Promise<void> {
  const files = (await readdir(publicDir)).filter((file) => COMPRESSED.test(file));
  await Promise.all(
    files.map(async (file) => {
      const path = join(publicDir, file);
      const content = await readFile(path);
      if (content.length < WORTHWHILE) return;
      const params = { [constants.BROTLI_PARAM_SIZE_HINT]: content.length };
      await Promise.all([
        promisify(brotliCompress)(content, { params }).then((small) => writeFile(`${path}.br`, small)),
        promisify(gzip)(content, { level: 9 }).then((small) => writeFile(`${path}.gz`, small)),
      ]);
    }),
  );
}
