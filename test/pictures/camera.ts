import type { Page } from 'playwright-core';

export interface Window {
  width: number;
  height: number;
  /** Where the window begins on the page, in CSS pixels from its top. */
  top?: number;
}

/** What stands in that window of the page, as WebP, with the pixels of the page's device. Playwright itself knows PNG and JPEG only. */
export async function shoot(page: Page, { width, height, top = 0 }: Window): Promise<Buffer> {
  const session = await page.context().newCDPSession(page);
  const { data } = await session.send('Page.captureScreenshot', {
    format: 'webp',
    quality: 78,
    captureBeyondViewport: true,
    clip: { x: 0, y: top, width, height, scale: 1 },
  });
  await session.detach();
  return Buffer.from(data, 'base64');
}

/** Where an element begins. */
export async function topOf(page: Page, selector: string): Promise<number> {
  const box = await page.locator(selector).first().boundingBox();
  if (!box) throw new Error(`nothing to be seen of ${selector}`);
  return box.y + (await page.evaluate<number>('window.scrollY'));
}
