import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import type { ImportView } from '../../../src/invitations/import/job/progress.ts';
import { openBulk } from '../../../src/wiring.ts';
import { anAdmin } from '../../support/actors.ts';
import { testEnvironment } from '../../support/environment.ts';
import type { OwnSidecar } from '../../support/own-realm.ts';

export const EVERYTHING = anAdmin;

/** A file of people whom nobody has invited yet. */
export function newFile(count: number): { csv: string; addresses: string[] } {
  const tag = randomUUID().slice(0, 8);
  const addresses = Array.from({ length: count }, (_, i) => `p${i}-${tag}@import.test`);
  const rows = addresses.map((address, i) => `${address},María ${i % 7 === 0 ? '' : 'Ñu'},Peña`);
  return { csv: ['correo,nombre,apellidos', ...rows, ''].join('\n'), addresses };
}

/** How many mails each of the addresses has got. */
export async function mailCounts(addresses: readonly string[]): Promise<Map<string, number>> {
  const response = await fetch(`${testEnvironment().mailUrl}/api/email`);
  const mails = (await response.json()) as { envelope: { to: { address: string }[] } }[];
  const counts = new Map(addresses.map((address) => [address, 0]));
  for (const { envelope } of mails)
    for (const { address } of envelope.to) if (counts.has(address)) counts.set(address, (counts.get(address) ?? 0) + 1);
  return counts;
}

export async function mailedOnce(addresses: readonly string[]): Promise<boolean> {
  return [...(await mailCounts(addresses)).values()].every((count) => count === 1);
}

/** Imports in this process, to the end. */
export async function importFile(sidecar: OwnSidecar, csv: string): Promise<ImportView> {
  const { imports } = await openBulk(sidecar);
  const { id } = await imports.start(Readable.from([Buffer.from(csv)]), { actor: EVERYTHING, dryRun: false });
  await imports.ended(id);
  return imports.view(id, EVERYTHING);
}
