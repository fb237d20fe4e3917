/** Letters and digits only, without accents and capitals: `E-mail` and `Correo electrónico` are easy to recognise so. */
export function lettersAndDigits(text: string): string {
  return text
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}
