/**
 * Whether somebody's name holds signs that no name has: control characters, currencies, and whatever else becomes of accents when a file of code
 * page 850 or of old Macs is read as Windows-1252 (`Jos‚`, `N£¤ez`). Apostrophes, dashes, quotation marks of nicknames and `ª º ·` are parts of names.
 */
export function hasNoNameSymbols(name: string): boolean {
  return !SYMBOLS.test(name);
}

const SYMBOLS = /[\u0080-\u009f\ufffd‚ƒ„…†‡ˆ‰‹›•˜™¡¢£¤¥€¦©«»¬®±¶¼½¾×÷]/u;
