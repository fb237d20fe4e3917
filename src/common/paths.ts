import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder that holds package.json: the same whether this file runs from `src/` or, compiled, from `dist/server/`. */
export const ROOT = (() => {
  let dir = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(dir, 'package.json'))) dir = dirname(dir);
  return dir;
})();

/** What `npm run build` makes: `server/`, `public/` (browser bundles and styles), `themes/` and `amperecloud-theme.jar` (for Keycloak), `brand.json`. */
export const DIST = join(ROOT, 'dist');
