/// <reference lib="dom" />
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
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

describe('the list, at a glance', () => {
  test('its tabs count all and what there is, and a status can be told without its colour', async () => {
    const one = await visit('admin-list-one.es', { device: 'desktop' });
    const words = (await one.locator('.tabs a').allInnerTexts()).map((text) => text.trim().replace(/\s+/g, ' '));
    expect(words).toEqual(['Todas 1', 'En cola', 'Enviadas 1', 'Fallidas', 'Abiertas', 'Activadas', 'Caducadas', 'Anuladas']);
    const page = await visit('admin-list.es', { device: 'desktop' });
    const signs = await page.$$eval('.badge', (badges) =>
      badges.map((badge) => {
        const { clipPath, backgroundImage, borderRadius } = getComputedStyle(badge, '::before');
        return [(badge as HTMLElement).dataset.status, [clipPath, backgroundImage, borderRadius].join()] as const;
      }),
    );
    const signOf = new Map(signs);
    expect(signOf.size).toBe(7);
    expect(new Set(signOf.values()).size).toBe(7);
  });

  test('its rules end where its title begins, filters move nothing, and a usual name stays on one line', async () => {
    const ofTable = async (name: string) => {
      const page = await visit(name, { device: 'desktop' });
      await page.setViewportSize({ width: 1280, height: 800 });
      return page.evaluate(() => {
        const box = (selector: string) => (document.querySelector(selector) as HTMLElement).getBoundingClientRect();
        return {
          sides: [box('.table--list').left - box('h1').left, box('.table--list').right - box('.title-row').right].map(Math.round),
          below: Math.round(box('.table--list').top - box('.finder').bottom),
        };
      });
    };
    const plain = await ofTable('admin-list.es');
    expect(plain.sides).toEqual([0, 0]);
    expect((await ofTable('admin-list-filtered.es')).below).toBe(plain.below);
    const page = await visit('admin-list.es', { device: 'desktop' });
    const heights = await page.$$eval('tbody tr', (rows) => rows.map((row) => row.getBoundingClientRect().height));
    expect(Math.max(...heights)).toBeLessThanOrEqual(52);
  });

  test('on a phone each person takes three lines, whatever they are called', async () => {
    for (const name of ['admin-list.es', 'admin-list-last.es', 'admin-list.en']) {
      const page = await visit(name, { device: 'phone' });
      const heights = await page.$$eval('tbody tr', (rows) => rows.map((row) => row.getBoundingClientRect().height));
      expect([name, Math.max(...heights) < 90]).toEqual([name, true]);
    }
  });
});

test('the file of an import stands before what few imports need, on the first screen of a desktop', async () => {
  const page = await visit('admin-import.es', { device: 'desktop', javaScript: false });
  expect(await page.isVisible('#groups')).toBe(false);
  const { y = 0, height = 0 } = (await page.locator('#file').boundingBox()) ?? {};
  expect(y + height).toBeLessThan(900);
  await page.click('text=Más opciones');
  expect(await page.isVisible('#groups')).toBe(true);
});

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
