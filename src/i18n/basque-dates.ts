/**
 * Dates in Basque as people write them. What number comes before a suffix decides how it begins, and ICU leaves that to the reader:
 * "2026(e)ko azaroaren 28(a) (00:21)" becomes "2026ko azaroaren 28a, 00:21"; a short date, "2026 aza. 28(a)", takes none.
 */
export function basqueDates(text: string): string {
  return text
    .replace(/(\d{4} \p{L}+\. \d+)\(a\)/gu, '$1')
    .replace(/(\d+)\(e\)ko/g, (_, year: string) => `${year}${endsInConsonant(Number(year)) ? 'eko' : 'ko'}`)
    .replace(/(\d+)\(a\)/g, (_, day: string) => `${day}${ENDS_IN_A.includes(day) ? '' : 'a'}`)
    .replace(/ \((\d\d:\d\d[^)]*)\)/g, ', $1');
}

/** "hamaika" and "hogeita hamaika", which have the article in them. */
const ENDS_IN_A = ['11', '31'];

/** Whether the last word of a number is "bat", "bost", "hamar", "hamabost" or "ehun". Numbers are counted by twenties up to a hundred. */
const endsInConsonant = (number: number): boolean =>
  number % 100 === 0 ? number % 1000 !== 0 : [1, 5, 10, 15].includes((number % 100) % 20);
