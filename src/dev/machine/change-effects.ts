import { sep } from 'node:path';

/** Sources (relative to the repository) whose change needs a build; other code under `src/` only needs a restart. */
const BUILT_FROM = [
  'themes/',
  'email-templates/',
  'src/browser/',
  'src/build/',
  'src/styles/',
  'src/i18n/',
  'src/views/',
  'src/settings/brand.ts',
];

/**
 * Whether a changed file, by its path relative to the repository, needs a rebuild or a restart; undefined for files that no running process reads.
 */
export function effectOf(path: string): 'rebuild' | 'restart' | undefined {
  const file = path.split(sep).join('/');
  // Editors write swap and backup files beside the real one.
  if (/(^|\/)\.|~$|\.sw[a-z]$/.test(file)) return undefined;
  if (BUILT_FROM.some((prefix) => file.startsWith(prefix))) return 'rebuild';
  return file.startsWith('src/') && !file.startsWith('src/dev/') && file.endsWith('.ts') ? 'restart' : undefined;
}
