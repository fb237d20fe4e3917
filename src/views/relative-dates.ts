/** Days beyond which a date is written as one. */
const FURTHEST = 30;

/**
 * Dates as people tell them: "hoy, 18:00", "ayer", "dentro de 3 días". Days of the calendar are counted, not hours, as a page may stand open for some time.
 */
export function createRelativeDates(timeZone: string) {
  // Cached: making a format takes longer than writing fifty dates with it.
  const formats = new Map<string, { days: Intl.RelativeTimeFormat; time: Intl.DateTimeFormat }>();
  // Swedish dates are ISO dates.
  const isoDay = new Intl.DateTimeFormat('sv-SE', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  const dayOf = (date: Date) => Date.parse(isoDay.format(date)) / 86_400_000;

  function formatsOf(locale: string) {
    const known = formats.get(locale) ?? {
      days: new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }),
      time: new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', timeZone }),
    };
    formats.set(locale, known);
    return known;
  }

  return {
    /** Undefined for a date that is too far away. */
    write(date: Date, now: Date, locale: string): string | undefined {
      const days = dayOf(date) - dayOf(now);
      if (Math.abs(days) > FURTHEST) return undefined;
      const { days: relative, time } = formatsOf(locale);
      const text = relative.format(days, 'day');
      return days === 0 ? `${text}, ${time.format(date)}` : text;
    },
  };
}
