import { expect, test } from '@jest/globals';
import { samplesIn } from '../../src/build/page-samples/page-samples.ts';
import { readBrand } from '../../src/settings/brand.ts';
import type { AdminInvitationsModel } from '../../src/views/models/list.ts';
import { createViews } from '../../src/views/render.ts';

/** The filters of the list, whatever of them is chosen. */
const assets = Object.fromEntries(['app.css', 'pages.css', 'sign.svg', 'list.js'].map((name) => [name, name]));
const views = createViews({
  brand: readBrand(),
  assets,
  publicUrl: 'https://acceso.test',
  supportEmail: 'ayuda@acceso.test',
});
const context = { locale: 'es', path: '/admin', csrfToken: 'token' } as const;

test.each([
  ['an administrator', {}],
  ['a company administrator', { organizations: [], inviters: [], apps: [], showCompany: false, items: [] }],
])('where groups are more than a menu holds, %s types the path, and without any filter the field is empty', (_who, theirs) => {
  const groups = Array.from({ length: 301 }, (_, i) => `/g${i}`);
  const sample = samplesIn('es').find(({ name }) => name === 'admin-list');
  const model = { ...(sample?.model as AdminInvitationsModel), groups, ...theirs };
  const shown = (filter: object) =>
    views.render('adminInvitations', context, { ...model, filter: { search: '', sort: 'attention', max: 25, ...filter } });
  expect(shown({ status: 'sent' })).toContain('<input class="input" id="group" name="group" value=""');
  expect(shown({ group: '/g7' })).toContain('<input class="input" id="group" name="group" value="/g7"');
});
