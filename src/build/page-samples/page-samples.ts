import { PAGE_LOCALES, type PageLocale } from '../../i18n/index.ts';
import { readBrand } from '../../settings/brand.ts';
import type { PageContext, PageModels, PageName } from '../../views/models/models.ts';
import { createViews } from '../../views/render.ts';
import { activateSamples } from './activate.ts';
import { waySamples } from './activate-ways.ts';
import { adminSamples } from './admin.ts';
import { bulkSamples, importSamples } from './imports.ts';
import { noticeSamples } from './notices.ts';
import { otherSamples } from './others.ts';

/** Every page in every state worth looking at, with plausible people: for the gallery, the pictures and the tests. */
export type Sample = {
  [K in PageName]: { name: string; page: K; model: PageModels[K]; context?: Partial<PageContext> };
}[PageName];

export interface DrawnSample {
  /** `activate-errors.es` */
  name: string;
  locale: PageLocale;
  html: string;
}

const SIGNED_IN = { name: 'Marta Ibáñez', isAdmin: true };

/** The samples of one language. */
export function samplesIn(locale: PageLocale): Sample[] {
  return [
    ...otherSamples(locale),
    ...activateSamples(locale),
    ...waySamples(locale),
    ...noticeSamples(locale),
    ...adminSamples(locale),
    ...importSamples(locale),
    ...bulkSamples(),
  ];
}

export const pageSamples = (assets: Record<string, string>): DrawnSample[] =>
  PAGE_LOCALES.flatMap((locale) => pageSamplesIn(locale, assets));

export function pageSamplesIn(locale: PageLocale, assets: Record<string, string>): DrawnSample[] {
  const brand = readBrand();
  const views = createViews({ brand, assets, publicUrl: 'https://acceso.amperecloud.test', supportEmail: brand.supportEmail });
  return samplesIn(locale).map(({ name, page, model, context }) => {
    const user = page === 'profile' || page.startsWith('admin') ? SIGNED_IN : undefined;
    const shown: PageContext = { locale, path: '/', csrfToken: 'csrf-token', ...(user && { user }), ...context };
    return { name: `${name}.${locale}`, locale, html: views.render(page, shown, model as never) };
  });
}
