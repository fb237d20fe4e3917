import encodeQR from 'qr';

/** Modules of white around a code that scanners rely on (ISO/IEC 18004). */
const QUIET = 4;

/**
 * A text as a QR code: the modules of a side, and the dark ones as strokes, row by row, for one path of an SVG. Each stroke begins where it is from the end of
 * the one before: that weighs the least.
 */
export function qrCode(text: string): { size: number; path: string } {
  const rows = encodeQR(text, 'raw', { ecc: 'low', border: QUIET });
  const strokes: string[] = [];
  let [x, y] = [0, 0];
  rows.forEach((row, line) => {
    const dark = row.map((isDark) => (isDark ? '1' : '0')).join('');
    for (const { index, 0: run } of dark.matchAll(/1+/g)) {
      strokes.push(`m${index - x} ${line - y}h${run.length}`);
      [x, y] = [index + run.length, line];
    }
  });
  return { size: rows.length, path: `M0 .5${strokes.join('')}` };
}
