/** A title or value for comparison: lower-case letters and digits only, without accents. `E-mail` becomes `email`. */
export function lettersAndDigits(text: string): string {
  return text
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}
