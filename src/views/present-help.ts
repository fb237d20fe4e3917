import type { HelpModel } from './models.ts';

/** Whole days are said in days; anything else in hours (`linkDays` 0). */
export function presentHelp({ linkHours }: HelpModel): object {
  return { linkDays: linkHours % 24 === 0 ? linkHours / 24 : 0 };
}
