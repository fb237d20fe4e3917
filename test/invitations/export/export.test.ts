import { expect, test } from '@jest/globals';
import { exported } from '../../../src/invitations/export/export.ts';
import { createLocalTime } from '../../../src/invitations/export/local-time.ts';
import { invitationOf } from '../../../src/invitations/record/invitation.ts';

/** An export is read page by page, and safe to open in a spreadsheet. */
const row = (id: string, firstName = 'Ana') => {
  const attributes = { 'invitation.id': ['x'], 'invitation.status': ['sent'], 'invitation.sends': ['1'] };
  const invitation = invitationOf({ id, email: `${id}@export.test`, firstName, attributes });
  if (!invitation) throw new Error('no invitation');
  return { ...invitation, company: undefined };
};
const asked = { locale: 'es', delimiter: ';', timeZone: 'Europe/Madrid' } as const;

async function text(pages: ReturnType<typeof row>[][]): Promise<string> {
  const cursors: (string | undefined)[] = [];
  const list = {
    page: async (_: unknown, { cursor }: { cursor?: string | undefined }) => {
      cursors.push(cursor);
      const at = Number(cursor ?? 0);
      const next = at + 1 < pages.length ? { next: String(at + 1) } : {};
      return { items: pages[at] ?? [], total: 0, totalIs: 'exact' as const, counts: {}, ...next };
    },
  };
  let all = '';
  for await (const part of await exported(list as never, { all: true }, {}, asked)) all += part;
  expect(cursors).toEqual([undefined, ...pages.slice(1).map((_, i) => String(i + 1))]);
  return all;
}

test('follows every page, and names nobody twice who moved meanwhile', async () => {
  const lines = (await text([[row('a'), row('b')], [row('b'), row('c')], [row('d')]])).trimEnd().split('\r\n');
  expect(lines[0]).toBe(
    '\ufeff"Correo electrónico";"Nombre";"Apellidos";"Empresa";"Idioma";"Estado";"Envío";"Caducidad";"Invitada por";"Correos";"Grupos";"Aplicación";"Acceso hasta";"Referencia"',
  );
  expect(lines.slice(1).map((line) => line.split(';')[0])).toEqual(['a', 'b', 'c', 'd'].map((id) => `"${id}@export.test"`));
  expect(lines[1]).toContain('"Enviada"');
});

test.each(['=1+1', '+34', '-2', '@SUM(A1)', ' =1', '＝1', '\t=1'])(
  'makes text of what a spreadsheet would run: %j',
  async (name) => {
    expect(await text([[row('a', name)]])).toContain(`"'${name}"`);
  },
);

test('tells what the list tells: groups, last day, local time with its distance from UTC, and no expiry of a link that no longer matters', async () => {
  const item = {
    ...row('a'),
    ...{ sentAt: new Date('2026-07-01T22:30:00.000Z'), expiresAt: new Date('2026-12-31T23:30:00Z'), accessUntil: '2027-01-31' },
    groups: [
      { id: '1', path: '/ventas' },
      { id: '2', path: '=norte' },
    ],
    by: '+Lucía',
  } as unknown as ReturnType<typeof row>;
  const [, sent = '', revoked = ''] = (await text([[item, { ...item, id: 'b', status: 'revoked' }]])).split('\r\n');
  expect(sent).toContain('"2026-07-02T00:30:00+02:00";"2027-01-01T00:30:00+01:00";"\'+Lucía";"1";"/ventas | =norte"');
  expect(sent).toContain('"2027-01-31"');
  expect(revoked).toContain('"2026-07-02T00:30:00+02:00";"";');
  expect(
    [createLocalTime('UTC'), createLocalTime('America/Bogota')].map((time) => time(new Date('2026-01-01T00:00:00Z'))),
  ).toEqual(['2026-01-01T00:00:00+00:00', '2025-12-31T19:00:00-05:00']);
});

test('is a line of titles where there is nobody', async () => {
  expect((await text([[]])).trimEnd().split('\r\n')).toHaveLength(1);
});
