import { parseMessage, toJavaPattern } from '../../../src/build/mails/message-format.ts';
import { formatProperties, parseProperties } from '../../../src/build/mails/properties.ts';
import type { Locale } from '../../../src/settings/brand.ts';

const java = (text: string, order: string[] = [], constants = {}, locale: Locale = 'es'): string =>
  toJavaPattern(parseMessage(text, locale), order, constants, locale);

test('arguments are numbered as the template passes them, whatever their order in the sentence', () => {
  expect(java('{second} después de {first}', ['first', 'second'])).toBe('{1} después de {0}');
});

test('apostrophes and braces mean themselves', () => {
  expect(java("It's {name}", ['name'])).toBe("It''s {0}");
  expect(java("d 'de' MMMM")).toBe("d ''de'' MMMM");
  expect(java("'{'{name}'}'", ['name'])).toBe("'{'{0}'}'");
});

test('what the brand says is put in and cannot be taken for a placeholder', () => {
  expect(java('Hola de {brand}', [], { brand: "L'Aurore {0}" })).toBe("Hola de L''Aurore '{'0'}'");
});

test('plurals become a choice, by the rules of the language', () => {
  const days = (one: string, other: string) => `{n, plural, one {# ${one}} other {# ${other}}}`;
  expect(java(days('día', 'días'), ['n'])).toBe('{0,choice,0#{0} días|1#{0} día|1<{0} días}');
  expect(java(days('jour', 'jours'), ['n'], {}, 'fr')).toBe('{0,choice,0#{0} jour|1#{0} jour|1<{0} jours}');
  // European Portuguese says "0 dias", Brazilian "0 dia".
  expect(java(days('dia', 'dias'), ['n'], {}, 'pt')).toBe('{0,choice,0#{0} dias|1#{0} dia|1<{0} dias}');
  expect(java('{n, plural, =0 {hoy} other {luego}}', ['n'])).toBe('{0,choice,0#hoy|1#luego|1<luego}');
});

test.each([
  ['{when, date, long}', /only \{name\} and \{name, plural/],
  ['{n, plural, one {# día} other {# {unit}}}', /may hold only plain words/],
  ['{nombre}', /unknown placeholder \{nombre\}/],
])('%s is refused', (text, complaint) => {
  expect(() => java(text, ['n', 'unit'])).toThrow(complaint);
});

test('properties survive writing and reading', () => {
  const entries: [string, string][] = [
    ['a.b', 'Ñandú = 100 %'],
    ['c', 'C:\\datos'],
  ];
  expect(formatProperties(entries)).toBe('# encoding: UTF-8\na.b=Ñandú = 100 %\nc=C:\\\\datos\n');
  expect(parseProperties('# x\n\na.b = Ñandú = 100 %\n').get('a.b')).toEqual({ value: 'Ñandú = 100 %', line: 3 });
});
