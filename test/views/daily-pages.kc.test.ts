/// <reference lib="dom" />
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { openBrowser, type TestBrowser } from '../support/browser.ts';
import { openSampleSite, type SampleSite } from './sample-site.ts';

/** What one sees at a glance on the pages of the administration, in samples of the states that take long to reach. */
let site: SampleSite;
let browser: TestBrowser;
beforeAll(async () => {
  [site, browser] = await Promise.all([openSampleSite(), openBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  site?.close();
});

const visit = async (name: string, visitor: Parameters<TestBrowser['visit']>[0]) => {
  const page = await browser.visit(visitor);
  await page.goto(`${site.origin}/${name}`);
  return page;
};

test('an import that runs is told live; only without a script somebody has to ask for more', async () => {
  const live = await visit('admin-import-running.es', { device: 'desktop' });
  expect(await live.innerText('main')).not.toContain('Actualizar');
  const still = await visit('admin-import-running.es', { device: 'desktop', javaScript: false });
  expect(await still.innerText('main')).toContain('Actualizar');
});

test.each(['phone', 'desktop'] as const)('figures of an import end under each other, on a %s', async (device) => {
  const page = await visit('admin-import-done-faults.es', { device });
  const ends = await page.$$eval('.definition--figures dd', (figures) =>
    figures.map((figure) => {
      const text = document.createRange();
      text.selectNodeContents(figure);
      return Math.round(text.getBoundingClientRect().right);
    }),
  );
  expect(ends).toHaveLength(6);
  expect(new Set(ends).size).toBe(1);
});

test('what few invitations need is folded up while it is empty, and open where it holds something', async () => {
  const options = { device: 'desktop', javaScript: false } as const;
  const empty = await visit('admin-new.es', options);
  expect(await empty.isVisible('#accessUntil')).toBe(false);
  await empty.click('text=Más opciones');
  expect(await empty.isVisible('#accessUntil')).toBe(true);
  const next = await visit('admin-new-next.es', options);
  expect(await next.inputValue('#accessUntil:visible')).toBe('2027-06-30');
});

test.each(['phone', 'desktop'] as const)(
  'with 300 groups the form of an invitation is one calm page, and opened it is a list of bounded height, on a %s',
  async (device) => {
    const height = (page: Page) =>
      page.evaluate(() => document.documentElement.scrollHeight / document.documentElement.clientHeight);
    const page = await visit('admin-new-many-groups.es', { device });
    expect(await height(page)).toBeLessThan(device === 'phone' ? 1.6 : 1.2);
    await page.click('.options > summary');
    expect(await page.$eval('#group-choices', (list) => list.getBoundingClientRect().height)).toBeLessThan(240);
    // Whoever goes on with the Tab key passes 20 of them and not 300, and finds each by its name.
    expect(await page.locator('#group-choices label:visible').count()).toBe(20);
    expect(await page.locator('[data-found]').innerText()).toBe('Grupos que se muestran: 20/300. Elegidos: 0.');
    await page.fill('#find-group', 'ceuta 299');
    expect(await page.locator('#group-choices label:visible').allInnerTexts()).toEqual(['/clientes/islas y Ceuta/cuadrilla 299']);

    const plain = await visit('admin-new-many-groups.es', { device, javaScript: false });
    expect(await height(plain)).toBeLessThan(device === 'phone' ? 1.6 : 1.2);
    await plain.click('.options > summary');
    expect(await plain.locator('#group-choices label').count()).toBe(300);
    expect(await plain.$eval('#group-choices', (list) => list.getBoundingClientRect().height)).toBeLessThan(240);
  },
);

test('a file that is dropped anywhere on the page is the one that is sent', async () => {
  const page = await visit('admin-import.es', { device: 'desktop' });
  const file = await page.evaluateHandle(() => {
    const held = new DataTransfer();
    held.items.add(new File(['correo\n'], 'personas.csv', { type: 'text/csv' }));
    return held;
  });
  await page.dispatchEvent('h1', 'dragover', { dataTransfer: file });
  expect(await page.locator('#file[data-held]').count()).toBe(1);
  await page.dispatchEvent('h1', 'drop', { dataTransfer: file });
  expect(await page.$eval('#file', (field: HTMLInputElement) => [...(field.files ?? [])].map(({ name }) => name))).toEqual([
    'personas.csv',
  ]);
  expect(await page.locator('#file[data-held]').count()).toBe(0);
});

test('the documentation of the API tells fields and answers in tables with headings, and fits on a phone', async () => {
  const page = await visit('api-docs.es', { device: 'phone', javaScript: false });
  const operation = page.locator('#invite');
  await operation.locator('summary').click();
  const table = operation.getByRole('table', { name: 'Cuerpo' });
  expect(await table.getByRole('columnheader').allTextContents()).toEqual(['Nombre', 'Tipo', 'Significado']);
  expect(await table.getByRole('rowheader', { name: 'email' }).isVisible()).toBe(true);
  expect(await operation.getByRole('table', { name: 'Respuestas' }).getByRole('rowheader', { name: '201' }).isVisible()).toBe(
    true,
  );
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
});
