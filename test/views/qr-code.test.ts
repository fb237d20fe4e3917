import { expect, test } from '@jest/globals';
import decodeQR from 'qr/decode.js';
import { qrCode } from '../../src/views/qr-code.ts';

/** Pixels of a module's side: scanners want more than one. */
const SCALE = 4;

test('the strokes are what a scanner reads', () => {
  const text =
    'otpauth://totp/Sol:lucia.fernandez%40sol.test?secret=MFBDGZCFGZTUQOLKJMZG2TRVOBIVC4ZS&digits=6&algorithm=SHA1&issuer=Sol';
  const { size, path } = qrCode(text);
  const side = size * SCALE;
  const data = new Uint8Array(side * side * 4).fill(255);
  const strokes = [...path.matchAll(/m(-?\d+) (\d+)h(\d+)/g)];
  expect(`M0 .5${strokes.map(([stroke]) => stroke).join('')}`).toBe(path);
  let [x, y] = [0, 0];
  for (const [, right, down, run] of strokes) {
    [x, y] = [x + Number(right), y + Number(down)];
    for (let row = y * SCALE; row < (y + 1) * SCALE; row += 1)
      data.fill(0, (row * side + x * SCALE) * 4, (row * side + (x + Number(run)) * SCALE) * 4);
    x += Number(run);
  }
  for (let alpha = 3; alpha < data.length; alpha += 4) data[alpha] = 255;
  expect(decodeQR({ width: side, height: side, data })).toBe(text);
});
