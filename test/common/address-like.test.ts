import { isAddressLike, unlinked } from '../../src/common/address-like.ts';

test.each([
  'gane 500 euros en www.evil.test ya',
  'WWW.x.y',
  'entre en evil.com',
  'Evil.Com',
  'x.com',
  't.co/premio',
  'sol.es',
  'http://evil',
  'HTTPS:evil',
  'mailto:ana',
  'ana@evil',
  '10.0.0.1',
  'evil.\u200bcom',
  'e\u00advil\u2060.\u2060c\u200bom',
  'evil\uff0ecom',
  'evil\u3002com',
  'evil\u2024com',
  'Ana(evil.com)',
  '\u202emoc.ecnes',
  'Ana \u2066',
])('%s is refused', (name) => {
  expect(isAddressLike(name)).toBe(true);
});

test.each([
  'J. R. Prado',
  'J.R. Prado',
  'María del Mar',
  'Mª. del Carmen',
  'O.N.C.E.',
  'Dr. Ruiz',
  'Dr.Ruiz',
  'St.John',
  'fco.javier',
  'MA.CARMEN',
  'Ma.José',
  'Martín-Gamero, hijo.',
  'O’Hara',
  'Müller d. Ä.',
  'Sammy Davis Jr.',
  'محمد',
  'علی\u200cرضا',
  '王. 小明',
  '3.5',
  'Ana @ Sol',
])('%s is a name', (name) => {
  expect(isAddressLike(name)).toBe(false);
});

test.each([
  ['vaya a sol.support', 'vaya a sol. support'],
  ['вирус.рф/x', 'вирус. рф/x'],
  ['例子。中国', '例子。 中国'],
  ['ana@evil', 'ana @ evil'],
  ['javascript:alert(1)', 'javascript: alert(1)'],
  ['//evil', '/ /evil'],
  ['1.1.1.1', '1. 1. 1. 1'],
  ['\u202emoc.live', 'moc. live'],
  ['O.N.C.E. a las 10:30, 1.250,50 € y/o 3.5 %.', 'O.N.C.E. a las 10:30, 1.250,50 € y/o 3.5 %.'],
])('no mail program makes a link of %s', (line, written) => {
  expect(unlinked(line)).toBe(written);
});
