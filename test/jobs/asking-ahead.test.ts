import { expect, test } from '@jest/globals';
import { askingAhead } from '../../src/jobs/asking-ahead.ts';
import type { Organization } from '../../src/keycloak/realm/organizations.ts';

const company = (name: string): Organization => ({ id: name, alias: name, name });

test('whom a page has shown is asked for before the page is read again, anew for each view, and nobody twice in one', async () => {
  const asked: string[] = [];
  const memberships = new Map([
    ['ana', ['one']],
    ['eva', ['one', 'two']],
  ]);
  const asking = askingAhead<Organization[]>();
  const ahead = (page: string) =>
    asking.ahead(page, async (id) => {
      asked.push(id);
      return (memberships.get(id) ?? []).map(company);
    });
  const first = ahead('page');
  expect(asked).toEqual([]);
  expect((await first('ana')).map(({ id }) => id)).toEqual(['one']);
  await first('eva');

  asked.length = 0;
  memberships.set('ana', []);
  const again = ahead('page');
  expect(asked).toEqual(['ana', 'eva']);
  // What was true at an earlier view is not believed.
  expect(await again('ana')).toEqual([]);
  await again('zoe');
  expect(asked).toEqual(['ana', 'eva', 'zoe']);

  asked.length = 0;
  ahead('another page');
  expect(asked).toEqual([]);
  ahead('page');
  expect(asked).toEqual(['ana', 'zoe']);
});

test('a question that was asked ahead in vain fails for its row alone', async () => {
  let isAway = false;
  const asking = askingAhead<Organization[]>();
  const ahead = (page: string) =>
    asking.ahead(page, async (id) => {
      if (isAway && id === 'ana') throw new Error('away');
      return [company('one')];
    });
  const first = ahead('page');
  await Promise.all([first('ana'), first('eva')]);
  isAway = true;
  const again = ahead('page');
  expect(await again('eva')).toHaveLength(1);
  await expect(again('ana')).rejects.toThrow('away');
});
