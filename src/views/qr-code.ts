import encodeQR from 'qr';

/** Modules of white around a code that scanners rely on (ISO/IEC 18004). */
const QUIET = 4;

/** A text as a QR code: the modules of a side, and the dark ones as strokes, row by row, for one path of an SVG. */
export function qrCode(text: string): { size: number; path: string } {
  const rows = encodeQR(text, 'raw', { ecc: 'low', border: QUIET });
  const path = rows.map((row, y) => {
    let last = 0;
    const runs = [
      ...row
        .map((dark) => (dark ? '1' : '0'))
        .join('')
        .matchAll(/1+/g),
    ].map(({ index, 0: run }) => {
      const stroke = `m${index - last} 0h${run.length}`;
      last = index + run.length;
      return stroke;
    });
    return runs.length > 0 ? `M0 ${y + 0.5}${runs.join('')}` : '';
  });
  return { size: rows.length, path: path.join('') };
}
