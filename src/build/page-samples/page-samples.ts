import { PAGE_LOCALES, type PageLocale } from '../../i18n/index.ts';
import { readBrand } from '../../settings/brand.ts';
import type { PageContext, PageModels, PageName } from '../../views/models/models.ts';
import { createViews, type Views } from '../../views/render.ts';
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

/** The pages are prepared once for all languages, which takes as long as to draw half of them. */
export const pageSamples = (assets: Record<string, string>): DrawnSample[] => {
  const views = sampleViews(assets);
  return PAGE_LOCALES.flatMap((locale) => drawn(locale, views));
};

export const pageSamplesIn = (locale: PageLocale, assets: Record<string, string>): DrawnSample[] =>
  drawn(locale, sampleViews(assets));

function sampleViews(assets: Record<string, string>): Views {
  const brand = readBrand();
  return createViews({ brand, assets, publicUrl: 'https://acceso.amperecloud.test', supportEmail: brand.supportEmail });
}

function drawn(locale: PageLocale, views: Views): DrawnSample[] {
  return samplesIn(locale).map(({ name, page, model, context }) => {
    const user = page === 'profile' || page.startsWith('admin') ? SIGNED_IN : undefined;
    const shown: PageContext = { locale, path: '/', csrfToken: 'csrf-token', ...(user && { user }), ...context };
    return { name: `${name}.${locale}`, locale, html: views.render(page, shown, model as never) };
  });
}
