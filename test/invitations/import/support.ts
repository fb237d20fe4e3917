import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import type { Actor } from '../../../src/authority/actor.ts';
import type { ImportView } from '../../../src/invitations/import/job/progress.ts';
import { openBulk } from '../../../src/wiring.ts';
import { anAdmin } from '../../support/actors.ts';
import { testEnvironment } from '../../support/environment.ts';
import type { OwnSidecar } from '../../support/own-realm.ts';

export const EVERYTHING = anAdmin;

/** A file of people whom nobody has invited yet. */
/** @param group path of a group that each row gives. */
export function newFile(count: number, group?: string): { csv: string; addresses: string[] } {
  const tag = randomUUID().slice(0, 8);
  const addresses = Array.from({ length: count }, (_, i) => `p${i}-${tag}@import.test`);
  const rows = addresses.map((address, i) => `${address},María ${i % 7 === 0 ? '' : 'Ñu'},Peña${group ? `,${group}` : ''}`);
  const titles = `correo,nombre,apellidos${group ? ',grupos' : ''}`;
  return { csv: [titles, ...rows, ''].join('\n'), addresses };
}

/** How many mails each of the addresses has got. */
export async function mailCounts(addresses: readonly string[]): Promise<Map<string, number>> {
  const counts = new Map(addresses.map((address) => [address, 0]));
  for (const address of await recipients(commonEnd(addresses)))
    if (counts.has(address)) counts.set(address, (counts.get(address) ?? 0) + 1);
  return counts;
}

/** The catcher's largest page of summaries. */
const PAGE = 200;

/** Whom the mails were sent to whose address contains the text. Summaries are asked for: bodies of thousands of mails would be megabytes. */
async function recipients(text: string): Promise<string[]> {
  const found: string[] = [];
  for (let skip = 0; ; skip += PAGE) {
    const query = new URLSearchParams({ search: text, sort: 'asc', skip: String(skip), limit: String(PAGE) });
    const response = await fetch(`${testEnvironment().mailUrl}/api/email/summary?${query}`);
    if (!response.ok) throw new Error(`the mail catcher answered ${response.status}`);
    const { items } = (await response.json()) as { items: { to: { address: string }[] }[] };
    found.push(...items.flatMap(({ to }) => to.map(({ address }) => address)));
    if (items.length < PAGE) return found;
  }
}

/** What all of them end with: `-3f2a@import.test`. */
function commonEnd([first = '', ...others]: readonly string[]): string {
  let length = first.length;
  for (const other of others) while (!other.endsWith(first.slice(first.length - length))) length -= 1;
  return first.slice(first.length - length);
}

export async function mailedOnce(addresses: readonly string[]): Promise<boolean> {
  return [...(await mailCounts(addresses)).values()].every((count) => count === 1);
}

/** Imports in this process, to the end. */
export async function importFile(
  sidecar: OwnSidecar,
  csv: string,
  actor: Actor = EVERYTHING,
  dryRun = false,
): Promise<ImportView> {
  const { imports } = await openBulk(sidecar);
  const { id } = await imports.start(Readable.from([Buffer.from(csv)]), { actor, dryRun });
  await imports.ended(id);
  return imports.view(id, actor);
}
