import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { ROOT } from '../../src/common/paths.ts';
import { SHORT_SUITES } from './short-suite.ts';

const LONGEST: string[] = JSON.parse(readFileSync(join(ROOT, 'test/support/longest-suites.json'), 'utf8'));
test.each(LONGEST)('%s, which begins first, is there under that name', (file) => {
  expect(existsSync(join(ROOT, 'test', file))).toBe(true);
});

test.each(SHORT_SUITES)('%s, which runs on older Keycloaks, is there under that name', (file) => {
  expect(existsSync(join(ROOT, file))).toBe(true);
});
