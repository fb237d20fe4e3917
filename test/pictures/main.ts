import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { readSign } from '../../src/build/assets/assets.ts';
import { brandMark, MARK_FILE } from '../../src/build/assets/guide-pictures.ts';
import { ROOT } from '../../src/common/paths.ts';
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from '../../src/dev/keycloak/demo.ts';
import { PAGE_LOCALES, type PageLocale } from '../../src/i18n/index.ts';
import { DEFAULT_BRAND_FILE, readBrand } from '../../src/settings/brand.ts';
import { GUIDE_PICTURE_SIZE, type GuidePicture, guidePictureFile } from '../../src/views/guide-pictures.ts';
import { openBrowser, type TestBrowser } from '../support/browser.ts';
import { publishEnvironment, testEnvironment } from '../support/environment.ts';
import { layGround } from '../support/ground.ts';
import { GOOD_PASSWORD, invitePerson } from '../support/invite.ts';
import { shoot, topOf, type Window } from './camera.ts';
import { invitePeople } from './cast.ts';

/**
 * `npm run pictures`: takes the pictures of the guide and of the README from the running product: a real invitation, its mail, its pages.
 * The guide's go beside the brand file (BRAND_FILE, its `guidePictures`), the README's into docs/pictures, from the default brand only.
 * Letters look as they do on the machine that takes them.
 */
const brandFile = resolve(process.env.BRAND_FILE ?? DEFAULT_BRAND_FILE);
const brand = readBrand(brandFile);
const guide = brand.guidePictures;
if (!guide) throw new Error(`say in ${brandFile} where the pictures go: "guidePictures": "guide-pictures"`);
const readme = brandFile === DEFAULT_BRAND_FILE ? join(ROOT, 'docs', 'pictures') : undefined;

const SCHEMES = ['light', 'dark'] as const;
const PHONE = { width: 390, height: 1180 };
const DESKTOP = { width: 1180, height: 860 };

const PEOPLE: Record<PageLocale, { email: string; firstName: string; lastName: string }> = {
  es: { email: 'lucia.fernandez@sol.test', firstName: 'Lucía', lastName: 'Fernández Ortega' },
  en: { email: 'grace.miller@sol.test', firstName: 'Grace', lastName: 'Miller' },
  de: { email: 'lena.schneider@sol.test', firstName: 'Lena', lastName: 'Schneider' },
  pt: { email: 'ines.ferreira@sol.test', firstName: 'Inês', lastName: 'Ferreira' },
  fr: { email: 'camille.moreau@sol.test', firstName: 'Camille', lastName: 'Moreau' },
  ca: { email: 'nuria.puig@sol.test', firstName: 'Núria', lastName: 'Puig Ferrer' },
  gl: { email: 'uxia.castro@sol.test', firstName: 'Uxía', lastName: 'Castro Otero' },
  eu: { email: 'ane.etxeberria@sol.test', firstName: 'Ane', lastName: 'Etxeberria Goñi' },
};

const ground = await layGround((line) => process.stderr.write(`${line}\n`));
publishEnvironment(ground.environment);
const browser = await openBrowser();
try {
  await mkdir(guide, { recursive: true });
  for (const locale of PAGE_LOCALES) await activation(browser, locale);
  await writeFile(join(guide, MARK_FILE), `${brandMark(brand, await readSign(brand.sign))}\n`);
  if (readme) await administration(browser, readme);
} finally {
  await browser.close();
  await ground.stop();
}

/** From the mail to the login, as somebody with that language sees it. */
async function activation(browser: TestBrowser, locale: PageLocale): Promise<void> {
  const person = PEOPLE[locale];
  const { mail } = await invitePerson({ ...person, locale, organization: 'sol' });
  const page = await browser.visit({ device: 'phone', locale, reducedMotion: true });
  const picture = (name: GuidePicture, top = 0) =>
    inBothSchemes(page, { ...GUIDE_PICTURE_SIZE, top }, (scheme) => join(guide ?? '', guidePictureFile(name, locale, scheme)));
  const inReadme = async (name: string) => {
    if (readme && locale === 'es') await inBothSchemes(page, PHONE, (scheme) => join(readme, `${name}-${scheme}.webp`));
  };

  await page.setContent(mail.html);
  await picture('mail');
  await inReadme('mail');

  await page.goto(mail.link);
  await page.fill('[name="firstName"]', person.firstName);
  await page.fill('[name="lastName"]', person.lastName);
  await picture('activate');
  await page.fill('#password', GOOD_PASSWORD);
  await page.waitForSelector('[data-meter]:not([hidden])');
  await picture('password', (await topOf(page, '[for="password"]')) - 16);
  await inReadme('activate');

  await page.locator('[type="submit"].button--primary').click();
  await page.waitForURL(/protocol\/openid-connect\/auth/);
  await picture('login');
}

async function administration(browser: TestBrowser, dir: string): Promise<void> {
  await invitePeople();
  const page = await browser.visit({ device: 'desktop', locale: 'es', reducedMotion: true });
  await page.setViewportSize(DESKTOP);
  await page.goto(`${testEnvironment().sidecarUrl}/admin`);
  await page.fill('#username', DEMO_ACCOUNTS[0]?.email ?? '');
  await page.locator('.button--primary').click();
  await page.fill('#password', DEMO_PASSWORD);
  await page.locator('.button--primary').click();
  await page.waitForSelector('tbody tr:nth-child(7)');
  await inBothSchemes(page, DESKTOP, (scheme) => join(dir, `admin-${scheme}.webp`));
  await page.setViewportSize(PHONE);
  await inBothSchemes(page, PHONE, (scheme) => join(dir, `admin-phone-${scheme}.webp`));
}

async function inBothSchemes(page: Page, window: Window, fileOf: (scheme: (typeof SCHEMES)[number]) => string): Promise<void> {
  await page.evaluate('document.activeElement.blur()');
  for (const colorScheme of SCHEMES) {
    await page.emulateMedia({ colorScheme });
    await writeFile(fileOf(colorScheme), await shoot(page, window));
  }
}
