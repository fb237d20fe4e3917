import { describe, expect, test } from '@jest/globals';
import type { HeaderRules, KnownAttribute } from '../../../../src/invitations/import/file/column-meanings.ts';
import { FileFault } from '../../../../src/invitations/import/file/import-fault.ts';
import type { RowRules } from '../../../../src/invitations/import/file/read-row.ts';
import { checkedRows } from '../../../../src/invitations/import/file/read-rows.ts';
import { matchQuickly } from '../../../../src/keycloak/java/java-pattern.ts';
import { realmLanguages } from '../../../../src/keycloak/profile/languages.ts';
import { importableAttributes } from '../../../../src/keycloak/profile/user-profile.ts';
import { all, withFile } from '../file.ts';

const edit = { permissions: { edit: ['admin'], view: ['admin'] } };
const profile = importableAttributes({
  attributes: [
    { name: 'email', ...edit },
    { name: 'firstName', ...edit, validations: { 'person-name-prohibited-characters': {} } },
    { name: 'phone', displayName: 'Teléfono', ...edit, validations: { pattern: { pattern: '^[0-9 ]+$' } } },
    { name: 'skills', multivalued: true, ...edit },
    { name: 'secret', permissions: { edit: ['user'], view: ['user'] } },
    { name: 'invitation.status', ...edit },
  ],
} as never);
const known: KnownAttribute[] = profile
  .filter(({ name }) => name !== 'firstName')
  .map((attribute) => ({ attribute, names: [attribute.name, attribute.displayName] }));
const sol = { id: '1', alias: 'sol', name: 'Energías del Sol, S. L.' };
const rules: RowRules & HeaderRules = {
  known,
  companies: true,
  meanings: {},
  profile,
  addresses: [],
  usernameFor: (address) => address,
  text: (text) => text,
  matches: matchQuickly,
  organizations: [sol],
  organizationRequired: false,
  locale: 'es',
  languages: realmLanguages({}, {}, matchQuickly),
  dateLanguage: () => 'es',
};

const check = (content: string, change: Partial<typeof rules> = {}) =>
  withFile(content, (path) => all(checkedRows(path, { ...rules, ...change })));
const fileFaults = async (content: string) => {
  const error = await check(content).catch((thrown) => thrown);
  expect(error).toBeInstanceOf(FileFault);
  return (error as FileFault).faults.map(({ line, column, key }) => [line, column, key]);
};
const rowFaults = async (content: string, change?: Partial<typeof rules>) =>
  (await check(content, change)).flatMap(({ faults }) => faults.map(({ line, column, key }) => [line, column, key]));

describe('titles of columns', () => {
  test('may end in empty columns, as spreadsheets leave them, so long as nothing stands there', async () => {
    expect(await rowFaults('correo;nombre;;\na@b.test;Ana;;\nc@d.test;Ana;;x\n')).toEqual([[3, '', 'import.row.too_many_cells']]);
    expect(await fileFaults('correo;;nombre\na@b.test;;Ana\n')).toEqual([[1, '', 'import.column.unknown']]);
  });

  test.each([
    ['Spanish', 'Correo electrónico;Nombre;Apellidos;Idioma;Empresa;Teléfono'],
    ['English', 'E-mail;First name;Surname;Language;Company;phone'],
    ['shouted', 'CORREO;NOMBRE;APELLIDO;LENGUA;ORGANIZACIÓN;TELEFONO'],
  ])('are understood in %s', async (_name, titles) => {
    const [checked] = await check(`${titles}\n Ana@Sol.test ;Ana;Ruiz;Inglés;energias del sol s.l.;600 000\n`);
    expect(checked?.row).toEqual({
      line: 2,
      email: 'ana@sol.test',
      firstName: 'Ana',
      lastName: 'Ruiz',
      locale: 'en',
      organization: sol,
      attributes: { phone: ['600 000'] },
    });
  });

  test('spaces in quotation marks stay where the realm wants them kept, as in a form', async () => {
    const named = (name: string, more: object) => ({ name, ...edit, ...more });
    const attributes = importableAttributes({
      attributes: [
        named('nota', { annotations: { inputType: 'textarea' } }),
        named('clave', { validations: { length: { max: 20, 'trim-disabled': true } } }),
        named('cargo', {}),
      ],
    } as never);
    const ofThose = attributes.map((attribute) => ({ attribute, names: [attribute.name] }));
    const content = 'correo,nota,clave,cargo\n" a@b.test ","  dos  ", uno ,"  jefa "\n';
    const [checked] = await check(content, { profile: attributes, known: ofThose });
    expect(checked?.row).toMatchObject({ email: 'a@b.test', attributes: { nota: ['  dos  '], clave: ['uno'], cargo: ['jefa'] } });
  });

  test('several values of one attribute stand between bars', async () => {
    const [checked] = await check('email,skills\na@b.test,uno | dos|\n');
    expect(checked?.row?.attributes).toEqual({ skills: ['uno', 'dos'] });
  });

  test('a file without an address column is refused', async () => {
    expect(await fileFaults('nombre,apellidos\nAna,Ruiz\n')).toEqual([[1, '', 'import.column.no_email']]);
  });

  test('columns that nothing is known of, or that an admin may not fill in, are all told at once', async () => {
    expect(await fileFaults('email,talla,secret,invitation.status,correo\na@b.test,M,x,sent,b@b.test\n')).toEqual([
      [1, 'talla', 'import.column.unknown'],
      [1, 'secret', 'import.column.unknown'],
      [1, 'invitation.status', 'import.column.unknown'],
      [1, 'correo', 'import.column.twice'],
    ]);
  });

  test('may stand again in the middle, where files were put together', async () => {
    const checked = await check('correo,nombre\na@b.test,Ana\ncorreo,nombre\nb@b.test,Bea\n');
    expect(checked.map(({ row, faults }) => [row?.line, faults.length])).toEqual([
      [2, 0],
      [4, 0],
    ]);
  });

  test.each([
    ['another order', 'correo,apellidos,nombre'],
    ['other words', 'E-mail,Surname,First name'],
    ['other columns', 'Apellidos,correo,Nombre,teléfono'],
  ])('may stand in the middle with %s, which counts from there on', async (_name, titles) => {
    const cells: Record<string, string> = {
      co: 'b@b.test',
      'e-': 'b@b.test',
      ap: 'Gil',
      su: 'Gil',
      no: 'Luis',
      fi: 'Luis',
      te: '12',
    };
    const row = titles.split(',').map((title) => cells[title.slice(0, 2).toLowerCase()]);
    const checked = await check(
      `correo,nombre,apellidos\na@b.test,Ana,Prado\n${titles}\n${row}\ncorreo,nombre,apellidos\nc@b.test,Eva,Rey\n`,
    );
    expect(checked.map(({ row: found }) => [found?.line, found?.email, found?.firstName, found?.lastName])).toEqual([
      [2, 'a@b.test', 'Ana', 'Prado'],
      [4, 'b@b.test', 'Luis', 'Gil'],
      [6, 'c@b.test', 'Eva', 'Rey'],
    ]);
  });

  test('in the middle that nobody knows are told by their line', async () => {
    expect(await fileFaults('correo,nombre\na@b.test,Ana\ncorreo,apellidos,talla\nb@b.test,Gil,M\n')).toEqual([
      [3, 'talla', 'import.column.unknown'],
    ]);
  });

  test('people who are called like a title are people', async () => {
    const checked = await check('correo,nombre,apellidos\na@b.test,Mail,First\n,Mail,Prado\n');
    expect(checked.map(({ row, faults }) => [row?.firstName, faults.length])).toEqual([
      ['Mail', 0],
      [undefined, 1],
    ]);
  });

  test('that cannot be read are told', async () => {
    expect(await fileFaults('correo,Direcci\ufffdn\na@b.test,x\n')).toEqual([[1, '', 'import.file.unreadable_titles']]);
  });

  test('titles alone are no import', async () => {
    expect(await fileFaults('email\n')).toEqual([[0, '', 'import.file.no_rows']]);
  });
});

describe('rows', () => {
  test('every fault of every row is told by line and column', async () => {
    const content = 'correo,nombre,idioma,empresa,teléfono\nmal,Ana<,klingon,Nadie,abc\n,Ana,,,\nok@b.test,Ana,,,,sobra\n';
    expect(await rowFaults(content)).toEqual([
      [2, 'correo', 'field.email'],
      [2, 'idioma', 'import.row.language'],
      [2, 'empresa', 'field.organization_unknown'],
      [2, 'nombre', 'field.name_characters'],
      [2, 'teléfono', 'field.pattern'],
      [3, 'correo', 'field.required'],
      [4, '', 'import.row.too_many_cells'],
    ]);
  });

  test('a name that was broken in another program is told, although its file is sound', async () => {
    expect(
      await rowFaults('correo,nombre,teléfono\na@b.test,Jos‚,12\nb@b.test,N£¤ez,12\nc@b.test,Zo\u0089,12\nd@b.test,José,12\n'),
    ).toEqual([
      [2, 'nombre', 'field.name_symbols'],
      [3, 'nombre', 'field.name_symbols'],
      [4, 'nombre', 'field.name_symbols'],
    ]);
  });

  test('the second row with an address is the one at fault, however it is written', async () => {
    const checked = await check('correo\na@b.test\nA@B.test\n');
    expect(checked[0]?.row?.email).toBe('a@b.test');
    expect(checked[1]?.faults).toEqual([{ line: 3, column: 'correo', key: 'import.row.duplicate', params: { line: 2 } }]);
  });

  test('a company admin names a company of their own for everybody', async () => {
    const content = 'correo,empresa\na@b.test,\nb@b.test,luna\nc@b.test,sol\n';
    expect(await rowFaults(content, { organizationRequired: true })).toEqual([
      [2, 'empresa', 'import.row.organization_required'],
      [3, 'empresa', 'field.organization_unknown'],
    ]);
    const [first] = await check('correo\na@b.test\n', { organizationRequired: true, organization: sol });
    expect(first?.row?.organization).toEqual(sol);
  });

  test('a company is meant by its very name; one that is written otherwise must be the only one like it', async () => {
    const [mar, other, north] = [
      { id: '2', alias: 'mar', name: 'Mar S. A.' },
      { id: '3', alias: 'mar-sa', name: 'Mar SA' },
      { id: '4', alias: 'north', name: 'Łódź Weiß' },
    ];
    const organizations = [sol, mar, other, north];
    const [first, second, third, fourth, fifth] = await check(
      'correo,empresa\na@b.test,Mar SA\nb@b.test,mar\nc@b.test,MAR SA\nd@b.test,ENERGIAS DEL SOL SL\ne@b.test,lodz weiss\n',
      { organizations },
    );
    const found = [first, second, third, fourth, fifth].map((checked) => checked?.row?.organization);
    expect(found).toEqual([other, mar, undefined, sol, north]);
    expect(third?.faults).toEqual([{ line: 4, column: 'empresa', key: 'field.organization_unknown' }]);
  });

  test('an address with a character that nobody sees is told', async () => {
    expect(await rowFaults('correo\na\u200b@b.test\na@b.test\u200b\n')).toEqual([
      [2, 'correo', 'field.email'],
      [3, 'correo', 'field.email'],
    ]);
  });

  test('a cell that cannot be read is told once, by its column', async () => {
    expect(await rowFaults('correo,nombre,idioma\na\ufffd@b.test,Ana\ufffd,klingon\n')).toEqual([
      [2, 'correo', 'import.row.unreadable'],
      [2, 'nombre', 'import.row.unreadable'],
      [2, 'idioma', 'import.row.language'],
    ]);
  });

  test('an empty cell takes what holds for the whole file', async () => {
    const [first] = await check('correo,idioma\na@b.test,\n', { locale: 'pt' });
    expect(first?.row?.locale).toBe('pt');
  });
});
