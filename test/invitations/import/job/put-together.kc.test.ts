import { expect, test } from '@jest/globals';
import { adminMachineToken, uniqueEmail } from '../../../support/realm.ts';
import { ended, get, post } from '../api.ts';
import { mailCounts } from '../support.ts';

test('a file that was put together from others invites one person a line, and tells the line of another encoding', async () => {
  const token = await adminMachineToken();
  const [ana, bea, eva, inés] = [uniqueEmail(), uniqueEmail(), uniqueEmail(), uniqueEmail()];
  const csv = Buffer.concat([
    Buffer.from(`"sep=;"\r\ncorreo;nombre;apellidos\r\n${ana};Ana;Peña\n${bea};Bea;Ibáñez\r`),
    Buffer.from(`${eva};Eva;Núñez\r\n`, 'latin1'),
    Buffer.from(`\ufeffcorreo;nombre;apellidos\r\n${inés};Inés;Óvalo`),
  ]);
  const { id } = (await post(csv, token)).body;
  const view = await ended(id, token);
  expect(view).toMatchObject({ rows: 4, created: 3, sent: 3, failed: 1 });
  expect(view.faults).toMatchObject([{ line: 5, column: 'apellidos', code: 'unreadable' }]);
  const report = (await get(`${id}/report.csv`, token)).text;
  for (const address of [ana, bea, inés]) expect(report).toContain(`"${address}","Invitada"`);
  expect([...(await mailCounts([ana, bea, eva, inés])).values()]).toEqual([1, 1, 0, 1]);
});
