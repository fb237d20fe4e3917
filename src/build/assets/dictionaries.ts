import type { Plugin } from 'esbuild';
import { selectDictionaries } from '../../strength/dictionaries.ts';
import { packDictionaries } from '../../strength/packing.ts';

/** `import data from 'strength:dictionaries'` in browser code: the server's own word lists, packed. */
export function dictionaries(): Plugin {
  return {
    name: 'dictionaries',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^strength:dictionaries$/ }, ({ path }) => ({ path, namespace: 'dictionaries' }));
      onLoad({ filter: /.*/, namespace: 'dictionaries' }, () => ({
        contents: `export default ${JSON.stringify(packDictionaries(selectDictionaries()))};`,
        loader: 'js',
      }));
    },
  };
}
