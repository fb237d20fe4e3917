import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { samplesIn } from '../../src/build/page-samples/page-samples.ts';
import { ROOT } from '../../src/common/paths.ts';
import { PAGE_LOCALES } from '../../src/i18n/index.ts';
import { readBrand } from '../../src/settings/brand.ts';
import { createViews } from '../../src/views/render.ts';

test('under another brand no page says Amperecloud', () => {
  const brand = readBrand(join(ROOT, 'test', 'support', 'second-brand.json'));
  const assets = new Proxy<Record<string, string>>({}, { get: (_, name) => String(name), has: () => true });
  const views = createViews({ brand, assets, publicUrl: 'https://cuenta.test', supportEmail: brand.supportEmail });
  for (const locale of PAGE_LOCALES) {
    for (const { name, page, model, context } of samplesIn(locale)) {
      const user = { name: 'Marta', isAdmin: true };
      const html = views.render(page, { locale, path: '/', csrfToken: 'x', user, ...context }, model as never);
      // The samples' own data: words that weaken the password of the person in the sample.
      const shown = html.replace(/data-personal="[^"]*"/, '');
      const at = shown.search(/amperecloud/i);
      expect([name, at < 0 ? undefined : shown.slice(Math.max(0, at - 60), at + 50)]).toEqual([name, undefined]);
      const title = /<title>([^<]*)/.exec(html)?.[1]?.replaceAll('&amp;', '&');
      expect([name, title]).toEqual([name, expect.stringContaining(brand.name)]);
    }
  }
});
