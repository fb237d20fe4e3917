import type { PageLocale } from '../i18n/index.ts';

/** The pictures in the guide's steps. Each shows the same window of a phone, so that they stand in line and need no room but this. */
export const GUIDE_PICTURES = ['mail', 'activate', 'password', 'login'] as const;
export type GuidePicture = (typeof GUIDE_PICTURES)[number];

/** CSS pixels; the files have twice as many. */
export const GUIDE_PICTURE_SIZE = { width: 390, height: 580 } as const;

/** Plain name of a picture in the asset manifest and in the brand's folder. */
export const guidePictureFile = (name: GuidePicture, locale: PageLocale, scheme: 'light' | 'dark'): string =>
  `guide-${name}-${locale}-${scheme}.webp`;
