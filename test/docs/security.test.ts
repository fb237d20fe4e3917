import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { ROOT } from '../../src/common/paths.ts';

test('each threat that docs/security.md tells of names a test that is there', () => {
  const text = readFileSync(join(ROOT, 'docs', 'security.md'), 'utf8');
  const rows = text.split('\n').filter((line) => /^\| [A-Z]/.test(line));
  expect(rows.length).toBeGreaterThan(10);
  const withoutTest = rows.filter((row) => {
    const files = [...row.matchAll(/`(test\/[^`]+)`/g)].map(([, file = '']) => file);
    return files.length === 0 || files.some((file) => !existsSync(join(ROOT, file)));
  });
  expect(withoutTest).toEqual([]);
});
