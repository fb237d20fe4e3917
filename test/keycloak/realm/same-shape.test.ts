import { expect, test } from '@jest/globals';
import { sameShape } from '../../../src/keycloak/realm/same-shape.ts';

const last = (below: number) => below - 1;

test.each([
  ['ana.prado-7', 'zzz.zzzzz-9'],
  ['j42', 'z99'],
  ['ana@sol.test', 'zzz@sol.test'],
  ['Ñandú_1', 'Ñzzzú_9'],
])('%s becomes %s, where each letter and digit is the last one', (text, expected) => {
  expect(sameShape(text, last)).toBe(expected);
});
