import { expect, test } from '@jest/globals';
import { foldedWords } from '../../../src/common/folding.ts';
import {
  correctedAttributes,
  findableAttributes,
  termOfInviter,
  termOfOrganization,
  termOfWord,
  wordsOfPerson,
} from '../../../src/invitations/record/findable.ts';
import { attributesOf, newRecord } from '../../../src/invitations/record/invitation.ts';

const person = (attributes = {}) => ({
  id: 'u1',
  email: 'lucia.marin-sol@sol.test',
  firstName: 'Lucía',
  lastName: 'Núñez-Martínez Ibáñez',
  attributes: { ...attributesOf({ ...newRecord(undefined), status: 'sent' }), ...attributes },
});
const bare = (values: string[] = []) => values.map((value) => value.replace(/\.+$/, ''));

test('words lose their accents and their case, whatever script they are in', () => {
  expect(foldedWords('  Núñez-Martínez, ÍÑIGO o’Neill ')).toEqual(['nunez', 'martinez', 'inigo', 'o', 'neill']);
  expect(foldedWords('Müller Ångström 張偉')).toEqual(['muller', 'angstrom', '張偉']);
  expect(foldedWords(' .-@ ')).toEqual([]);
});

test('letters that are no accented ones are written as a keyboard without them types them', () => {
  const plain = (text: string) => foldedWords(text).join(' ');
  expect(plain('Straße GROẞ Łukasz Łódź Søren ØRE')).toBe('strasse gross lukasz lodz soren ore');
  expect(plain('Ærø ǽ Œuvre Đoàn Đặng Guðrún ÐÍS Þór Ħal Ŧor')).toBe('aero ae oeuvre doan dang gudrun dis thor hal tor');
  expect(['Işık', 'IŞIK', 'ışık', 'işik', 'isik', 'İşIk'].map(plain)).toEqual(Array(6).fill('isik'));
  expect(['Gal·la', 'GAL·LA', 'Gaŀla', 'Gal•la', 'galla'].map(plain)).toEqual(Array(5).fill('galla'));
});

test('a word with an apostrophe is found in parts and as one, whichever apostrophe somebody types', () => {
  for (const name of ["O'Connor", 'O’Connor', 'O‘Connor', 'O´Connor', 'O`Connor', 'OʼConnor', 'O＇Connor']) {
    const words = wordsOfPerson({ lastName: name });
    expect(words).toEqual(expect.arrayContaining(['o', 'connor', 'oconnor']));
    expect(foldedWords(name)).toEqual(['o', 'connor']);
  }
  expect(wordsOfPerson({ email: "o'connor@sol.test" })).toEqual(['o', 'connor', 'oconnor']);
  expect(wordsOfPerson({ lastName: 'Sastre i l’Hospitalet' })).toEqual(['sastre', 'i', 'l', 'hospitalet', 'lhospitalet']);
});

test('somebody is found by the words of an earlier version, too, and nobody has words without end', () => {
  expect(wordsOfPerson({ firstName: 'Gal·la', lastName: 'Łódź' })).toEqual(['galla', 'lodz', 'gal', 'la', 'łodz']);
  for (const name of ['Gal·la Łukasz', 'Işık O’Connor', 'OʼNeill Straße'])
    expect(wordsOfPerson({ lastName: name })).toEqual(expect.arrayContaining(foldedWords(name, 'accents')));
  const name = Array.from({ length: 13 }, (_, i) => `Zamóra${i}`).join(' ');
  expect(wordsOfPerson({ lastName: name })).toEqual(foldedWords(name));
  const long = Array.from({ length: 60 }, (_, i) => `l’ø${i}`).join(' ');
  const words = wordsOfPerson({ lastName: long });
  expect(words.length).toBeLessThanOrEqual(150);
  expect(words).toEqual(expect.arrayContaining([...new Set(foldedWords(long, 'accents'))].slice(0, 50)));
});

test('somebody is found by each word of the name and of the address before the @, each once', () => {
  const { 'invitation.words': words } = findableAttributes(person());
  expect(bare(words)).toEqual(['lucia', 'nunez', 'martinez', 'ibanez', 'marin', 'sol']);
});

test('every value is long enough for Keycloak’s index, and a query asks for that very value', () => {
  const attributes = findableAttributes(person(), [{ id: 'c1' }, { id: 'c2' }]);
  for (const value of Object.values(attributes).flat()) expect(value).toHaveLength(256);
  const { 'invitation.words': words = [], 'invitation.organizations': companies = [] } = attributes;
  expect(bare(companies)).toEqual(['c1', 'c1 sent', 'c2', 'c2 sent']);
  expect(termOfWord('lucia')).toBe(`invitation.words:"${words[0]}"`);
  expect(termOfOrganization('c2', 'sent')).toBe(`invitation.organizations:"${companies[3]}"`);
});

test('a change of status keeps the companies, and nothing is written where all is as it should be', () => {
  const companies = findableAttributes(person(), [{ id: 'c1' }]);
  const opened = person({ ...companies, 'invitation.status': ['opened'] });
  expect(bare(findableAttributes(opened)['invitation.organizations'])).toEqual(['c1', 'c1 opened']);
  expect(correctedAttributes(person(companies), [{ id: 'c1' }])).toBeUndefined();
  expect(bare(correctedAttributes(person(companies), [])?.['invitation.organizations'])).toEqual([]);
  expect(correctedAttributes({ id: 'u2', email: 'nobody@sol.test' }, [{ id: 'c1' }])).toBeUndefined();
});

test('somebody is found by who invited them, and by nobody who did something else', () => {
  const acts = ['2026-11-22T18:00:00.000Z invite ines - ', '2026-11-23T18:00:00.000Z resend raul -'];
  const { 'invitation.words': words = [] } = findableAttributes(person({ 'invitation.actors': acts }));
  expect(words).toContain(/:"(.*)"$/.exec(termOfInviter('ines'))?.[1]);
  expect(bare(words).filter((word) => word.startsWith('by '))).toEqual(['by ines']);
  const adopted = findableAttributes(person({ 'invitation.actors': ['2026-11-22T18:00:00.000Z adopt worker -'] }));
  expect(bare(adopted['invitation.words']).some((word) => word.startsWith('by '))).toBe(false);
});
