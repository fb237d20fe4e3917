import type { HelpModel } from '../models/models.ts';

export function presentHelp({ linkHours }: HelpModel): object {
  return { linkDays: wholeDays(linkHours) };
}

/** Whole days are said in days; anything else, for which this is 0, in hours. */
export function wholeDays(hours: number): number {
  return hours % 24 === 0 ? hours / 24 : 0;
}
