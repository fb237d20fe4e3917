import { readFileSync } from 'node:fs';

/** What a style sheet or another picture in the same document could take for its own, and what our content policy forbids. */
const NOT_ALONE = /<style|\s(?:style|id|class)=|url\(/i;
const ROOT_ATTRIBUTES = /\s(?:width|height|role|aria-\w+)="[^"]*"/g;

/**
 * The brand's sign as mark-up that stands in a page itself, which saves a request; the build has made sure that it brings no script
 * (`readSign`). Undefined for a sign that would not stand there as it stands alone: pages show that one as an image.
 */
export function inlineSign(file: string): string | undefined {
  const svg = readFileSync(file, 'utf8');
  const root = /<svg\b[^>]*>/.exec(svg)?.[0];
  if (!root || NOT_ALONE.test(svg)) return undefined;
  const shown = root.replace(ROOT_ATTRIBUTES, '').replace('<svg', '<svg class="wordmark__sign" aria-hidden="true"');
  return svg.slice(svg.indexOf(root)).replace(root, shown).replace(/>\s+</g, '><').trim();
}
