import { brotliCompressSync } from 'node:zlib';
import { estimateStrength, selectDictionaries } from '../../src/strength/dictionaries.ts';
import { packDictionaries, sortWithinDoublings, unpackDictionaries } from '../../src/strength/packing.ts';
import { createEstimator, personalWords } from '../../src/strength/score.ts';
import { adviceInWords } from '../../src/views/present/password-words.ts';

const personal = ['Lucía', 'Fernández Soto', 'lucia.fernandez@sol.test', 'Amperecloud'];
const score = (password: string) => estimateStrength(password, personal).score;

test.each(['123456', 'qwertyuiop', 'contraseña', 'mariposa', 'lucia.fernandez', 'fernandez', 'amperecloud', 'aaaaaaaaaaaa'])(
  '%s is weak',
  (password) => expect(score(password)).toBeLessThan(2),
);

test.each(['tranvía verde 42 murciélagos', 'Xk9#pQ2$vLw7', 'Ñandú-4821-torre'])('%s is strong', (password) =>
  expect(score(password)).toBeGreaterThan(2),
);

test('what is known of the person counts, with and without accents', () => {
  expect(estimateStrength('LuciaSoto1', []).score).toBeGreaterThan(score('LuciaSoto1'));
  expect(estimateStrength('fernández', personal).warning).toBe('userInputs');
  expect(personalWords(['Ana.Ruiz@sol.test', 'É'])).toEqual(expect.arrayContaining(['ana.ruiz', 'ana', 'ruiz', 'sol']));
  expect(personalWords(['É', '', '12'])).toEqual([]);
  expect(personalWords(["D'A"])).toEqual(["d'a"]);
  expect(personalWords(['Łukasz Weiß'])).toEqual(expect.arrayContaining(['łukasz', 'lukasz', 'weiß', 'weiss']));
});

test('the browser’s unpacked lists are the server’s own', () => {
  const dictionaries = selectDictionaries();
  const packed = packDictionaries(dictionaries);
  expect(unpackDictionaries(packed)).toEqual(dictionaries);
  expect(brotliCompressSync(JSON.stringify(packed)).length).toBeLessThan(200_000);
  const { dictionary, graphs } = unpackDictionaries(packed);
  const inBrowser = createEstimator(dictionary, graphs);
  for (const password of ['Hola1234!', 'Madrid-2026', 'p4$$w0rd'])
    expect(inBrowser(password, personal)).toEqual(estimateStrength(password, personal));
});

test('sorting keeps a word’s rank within a factor of two', () => {
  const words = Array.from({ length: 100 }, (_, i) => `w${(i * 37) % 101}`);
  const sorted = sortWithinDoublings(words);
  expect(new Set(sorted)).toEqual(new Set(words));
  words.forEach((word, i) => {
    const factor = (sorted.indexOf(word) + 1) / (i + 1);
    expect(factor).toBeGreaterThan(0.5);
    expect(factor).toBeLessThan(2);
  });
});

test('a very long password is judged in good time', () => {
  const started = process.cpuUsage();
  estimateStrength('4@8(3{&6#9!1|705$+2Zz'.repeat(500), personal);
  expect(process.cpuUsage(started).user / 1000).toBeLessThan(3000);
});

test('advice is in words', () => {
  expect(adviceInWords(estimateStrength('qwerty', personal), 'es')).toMatch(/más usadas\. Añada otra palabra/);
});
