import { expect, test } from '@jest/globals';
import { samplesIn } from '../../src/build/page-samples/page-samples.ts';
import { PAGE_LOCALES } from '../../src/i18n/index.ts';
import { readBrand } from '../../src/settings/brand.ts';
import type { AdminBulkModel } from '../../src/views/models/bulk.ts';
import type { AdminSelectionModel } from '../../src/views/models/list.ts';
import { createViews } from '../../src/views/render.ts';

/** What asks about several invitations speaks of one where it is one. */
const assets = Object.fromEntries(['app.css', 'pages.css', 'sign.svg'].map((name) => [name, name]));
const views = createViews({ brand: readBrand(), assets, publicUrl: 'https://acceso.test', supportEmail: 'ayuda@acceso.test' });

test.each(PAGE_LOCALES)('of one, and of several, in %s', (locale) => {
  const modelOf = <T>(sample: string) => samplesIn(locale).find(({ name }) => name === sample)?.model as T;
  const context = { locale, path: '/admin', csrfToken: 'token' } as const;
  const told = (html: string) => [...html.matchAll(/<p class="(?:lead|alert alert--warning)">([^<]+)/g)].map(([, text]) => text);
  const selection = modelOf<AdminSelectionModel & { state: 'asked' }>('admin-selection-revoke');
  const chosen = (count: number) =>
    told(views.render('adminSelection', context, { ...selection, gone: 0, people: selection.people.slice(0, count) }));
  const matching = (rows: number) =>
    told(views.render('adminBulk', context, { ...modelOf<AdminBulkModel>('admin-bulk-asked-revoke'), rows }));
  expect(chosen(1)).toHaveLength(2);
  expect(matching(1)).toEqual(chosen(1));
  expect(matching(3)).toEqual(chosen(3));
  for (const [i, text] of chosen(1).entries()) expect(chosen(3)[i]).not.toBe(text);
  if (locale === 'es') expect(chosen(1).join()).not.toMatch(/estas|las cuentas/);
});
