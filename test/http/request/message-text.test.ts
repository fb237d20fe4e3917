import { asMessage, holdsLink, isPlainText, isTooLong } from '../../../src/http/request/message-text.ts';

test('lines of a word are kept, whatever ends them, and no more than one empty one between two paragraphs', () => {
  expect(asMessage('  Hola, Ana: \r\nle espero\tel lunes.\r\r\n\n\n \nUn saludo \u2028Luis\n\n')).toBe(
    'Hola, Ana:\nle espero el lunes.\n\nUn saludo\nLuis',
  );
});

test('what no mail program makes a link of may be said', () => {
  const said = [
    'Le espero el lunes 30.11. a las 10:30 en la c/ Mayor 3, 2.º B.',
    'Tel: 600 000 000 (de 9:00 a 14:00). Son 1.250,50 € y/o 3.5 %',
    'Vea el archivo adjunto: «plan.pdf», p. ej. la página 2.',
    'EE.UU., S.L., O.N.C.E., J. R. Prado',
    '«¡Bienvenida!» 🌻 مرحبا',
  ];
  expect(said.filter((text) => holdsLink(text) || !isPlainText(text))).toEqual([]);
});

test('nothing that could become a link may', () => {
  const links = [
    'Entre en evil.com',
    'www.evil.test',
    'https://evil.test/pago',
    'https:\n//evil.test',
    'tel:600000000',
    'escriba a ana@evil.test',
    'ev\u200bil.c\u200bom',
    'evil\u3002com',
    'evil\uff0ecom',
    'vaya a 10.0.0.1',
    'uno\n\ndos.es',
  ];
  expect(links.filter((text) => !holdsLink(asMessage(text)))).toEqual([]);
});

test('nor what is no text', () => {
  const signs = [
    'a\u{E0041}b',
    '\u{1F3F4}\u{E0067}\u{E007F}',
    'a\u0000b',
    'a\u001b[31mb',
    'a\u007fb',
    'a\u0090b',
    'moc.\u202elive',
    'a\ud800b',
    'a\ufffdb',
    'a\ue000b',
  ];
  expect(signs.filter((text) => isPlainText(asMessage(text)))).toEqual([]);
});

test('nor what nobody can see', () => {
  const unseen = ['\u200b', '\u200b\u200b \u2060', '\ufeff', '\u00ad', '\u3164', '\u2800 \u2800', '\u200b\n\n\u200d', '\ufe0f'];
  expect(unseen.filter((text) => asMessage(text) !== '' && isPlainText(asMessage(text)))).toEqual([]);
  // Beside what can be seen they are part of words and signs of many languages.
  expect(['👩‍💻', 'می‌خواهم', '❤️', 'co\u00adoperar', '!'].filter((text) => !isPlainText(text))).toEqual([]);
});

test.each([
  ['letters', 'a'],
  ['sunflowers', '🌻'],
  ['flags', '🇪🇸'],
  ['people who write programs', '👩🏽‍💻'],
  ['letters whose accents are signs of their own', 'e\u0301'],
  ['ends of lines', '\n'],
])('500 %s are 500 characters, and one more is too many', (_what, sign) => {
  expect([sign.repeat(500), sign.repeat(501)].map(isTooLong)).toEqual([false, true]);
});

test('no character grows without end', () => {
  expect(isTooLong(`a${'\u0301'.repeat(4000)}`)).toBe(true);
});
