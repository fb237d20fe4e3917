import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from '../../common/paths.ts';
import { checkTemplates } from '../../views/templates.ts';
import { BuildError, type BuildOptions } from '../common/builder.ts';

const SOURCES = join(ROOT, 'src', 'views');

/** The pages' Handlebars files → `server/views/`, beside the compiled module that reads them. A template that names an unknown message stops the build. */
export async function buildViews({ outDir }: Pick<BuildOptions, 'outDir'>): Promise<void> {
  const faults = checkTemplates(SOURCES);
  if (faults.length > 0) throw new BuildError(faults.join('\n'));
  for (const folder of ['pages', 'partials'])
    await cp(join(SOURCES, folder), join(outDir, 'server', 'views', folder), { recursive: true });
}
