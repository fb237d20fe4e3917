import { expect, test } from '@jest/globals';
import { createAddressFilter } from '../../../../src/invitations/import/job/address-filter.ts';

test('knows every address that was added, whatever its case, and hardly any other', () => {
  const filter = createAddressFilter();
  const address = (i: number) => `Persona-${i}@sol.test`;
  for (let i = 0; i < 50_000; i += 1) filter.add(address(i));
  const known = (from: number) =>
    Array.from({ length: 50_000 }, (_, i) => filter.mayHave(address(from + i).toLowerCase())).filter(Boolean);
  expect(known(0)).toHaveLength(50_000);
  expect(known(50_000).length).toBeLessThan(1000);
});
