import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { expect, test } from '@jest/globals';
import { ROOT } from '../../src/common/paths.ts';

const DOCUMENTS = [
  ...['README.md', 'CHANGELOG.md', 'CONTRIBUTING.md', 'SECURITY.md'],
  ...readdirSync(join(ROOT, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name)),
].map((name) => join(ROOT, name));

/** A document without what is shown as code: no link and no heading begins there. */
const prose = (file: string): string => readFileSync(file, 'utf8').replace(/^```.*?^```/gms, '');

/** What can be linked to in a document: its headings, as GitHub names them, and explicit anchors. */
function anchorsOf(file: string): Set<string> {
  const text = prose(file);
  const counts = new Map<string, number>();
  const ofHeadings = [...text.matchAll(/^#{1,6} +(.+?) *#*$/gm)].map(([, heading = '']) => {
    const shown = heading.replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/<[^>]*>/g, '');
    const slug = shown
      .toLowerCase()
      .replace(/[^\p{L}\p{M}\p{N}\p{Pc} -]/gu, '')
      .replaceAll(' ', '-');
    const before = counts.get(slug) ?? 0;
    counts.set(slug, before + 1);
    return before === 0 ? slug : `${slug}-${before}`;
  });
  return new Set([...ofHeadings, ...[...text.matchAll(/<a (?:id|name)="([^"]+)"/g)].map(([, id = '']) => id)]);
}

/** Relative links of a document, also those of pictures in HTML. */
function linksOf(file: string): string[] {
  const text = prose(file).replace(/`[^`\n]*`/g, '');
  const found = [...text.matchAll(/\]\(([^)\s]+)|\b(?:href|src|srcset)="([^"\s]+)/g)].map(([, link, html]) => link ?? html ?? '');
  return found.filter((link) => !/^(?:[a-z]+:|\/\/)/i.test(link));
}

test('each relative link in README and docs leads to a file that is there, and to a heading of it', () => {
  let count = 0;
  const broken = DOCUMENTS.flatMap((file) =>
    linksOf(file)
      .filter((link) => {
        count += 1;
        const [path = '', anchor] = link.split('#');
        const target = path === '' ? file : resolve(dirname(file), decodeURIComponent(path));
        if (!existsSync(target)) return true;
        return anchor !== undefined && !anchorsOf(target).has(decodeURIComponent(anchor));
      })
      .map((link) => `${relative(ROOT, file)}: ${link}`),
  );
  expect(count).toBeGreaterThan(100);
  expect(broken).toEqual([]);
});
