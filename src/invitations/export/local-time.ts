import { wallTime } from '../record/lifespan.ts';

/**
 * Moments as a file tells them: in the time zone of the sidecar, and with its distance from UTC, so that nobody takes one for the other
 * (`2026-11-27T20:15:00+01:00`, ISO 8601).
 */
export function createLocalTime(timeZone: string): (moment: Date) => string {
  const zone = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' });
  return (moment) => {
    const offset =
      zone
        .formatToParts(moment)
        .find(({ type }) => type === 'timeZoneName')
        ?.value.replace('GMT', '') ?? '';
    return `${wallTime(timeZone, moment)}${offset || '+00:00'}`;
  };
}
