import { sep } from 'node:path';

/** What is built from these (relative to the repository) must be built again; other code under `src/` only runs again. */
const BUILT_FROM = [
  'themes/',
  'email-templates/',
  'src/browser/',
  'src/build/',
  'src/styles/',
  'src/i18n/',
  'src/views/',
  'src/brand.ts',
];

/** What a changed file asks for, by its path relative to the repository; undefined for what no running process reads. */
export function effectOf(path: string): 'rebuild' | 'restart' | undefined {
  const file = path.split(sep).join('/');
  // Editors write swap and backup files beside the real one.
  if (/(^|\/)\.|~$|\.sw[a-z]$/.test(file)) return undefined;
  if (BUILT_FROM.some((prefix) => file.startsWith(prefix))) return 'rebuild';
  return file.startsWith('src/') && !file.startsWith('src/dev/') && file.endsWith('.ts') ? 'restart' : undefined;
}
