import type { Places } from '../../../http/limits/concurrency.ts';
import type { Imports } from './imports.ts';
import type { ImportView } from './progress.ts';

/**
 * Limits how many imports one person has at once: each holds a place from before its file is taken until its end. An import that is resumed after a
 * restart holds none.
 */
export function countedImports(imports: Imports, places: Places): Imports {
  const placed = new Set<string>();

  async function inPlace(userId: string, begin: () => Promise<ImportView>): Promise<ImportView> {
    const leave = await places.take(userId);
    const view = await begin().catch(async (error) => {
      await leave();
      throw error;
    });
    // The same file was sent again while its import runs: that import holds a place already. Whoever is answered may begin another one at once.
    if (placed.has(view.id)) await leave();
    else {
      placed.add(view.id);
      void imports.ended(view.id).finally(() => {
        placed.delete(view.id);
        void leave();
      });
    }
    return view;
  }

  return {
    ...imports,
    start: (upload, request) => inPlace(request.actor.userId, () => imports.start(upload, request)),
    list: (lines, request) => inPlace(request.actor.userId, () => imports.list(lines, request)),
    answer: (id, actor, ...answer) => inPlace(actor.userId, () => imports.answer(id, actor, ...answer)),
    async confirm(id, actor, ...how) {
      const begin = () => imports.confirm(id, actor, ...how);
      return (await imports.confirmed(id, actor)) ? begin() : inPlace(actor.userId, begin);
    },
  };
}
