export type Delimiter = ',' | ';';

/** A line that spreadsheets open as it stands (CRLF, RFC 4180). `;` opens at once in those of countries that write decimals with a comma. */
export function csvLine(cells: readonly string[], delimiter: Delimiter): string {
  return `${cells.map(csvCell).join(delimiter)}\r\n`;
}

/**
 * A quoted cell. A spreadsheet would run what begins like a formula (OWASP, "CSV Injection"), in whatever width the sign is
 * written; the apostrophe makes it text.
 */
export function csvCell(text: string): string {
  const harmless = /^[\s]*[=+\-@＝＋－＠]/u.test(text) || /^[\t\r\n]/.test(text) ? `'${text}` : text;
  return `"${harmless.replaceAll('"', '""')}"`;
}
