import { expect, test } from '@jest/globals';
import express from 'express';
import supertest from 'supertest';
import type { Logger } from '../../../src/common/log.ts';
import { auditLog } from '../../../src/http/log/audit-log.ts';
import { anAdmin } from '../../support/actors.ts';

/** Which requests are commands, whoever writes their address how: each leaves a line. */

async function linesOf(method: 'get' | 'post' | 'patch' | 'delete', path: string) {
  const lines: { command: string; account?: { id?: string } }[] = [];
  const logger = { info: (line: (typeof lines)[number]) => lines.push(line) } as unknown as Logger;
  const app = express();
  app.use(auditLog(logger, () => ({ actor: anAdmin })));
  app.use((_req, res) => void res.sendStatus(204));
  await supertest(app)[method](path);
  return lines.map(({ command, account }) => [command, account?.id]);
}

test.each([
  ['post', '/api/v1/invitations', 'invite', undefined],
  ['patch', '/api/v1/invitations/u1', 'amend', 'u1'],
  ['delete', '/API/v1/Invitations/u1/', 'revoke', 'u1'],
  ['post', '/api/v1/invitations/u1/resend?x=1', 'resend', 'u1'],
  ['post', '/admin/invitaciones', 'invite', undefined],
  ['post', '/admin/invitaciones/u1/corregir', 'amend', 'u1'],
  ['post', '/ADMIN/importar', 'import', undefined],
  // The id of an import is no account's.
  ['post', '/admin/importar/i1/enviar', 'import', undefined],
  ['post', '/reenviar/', 'request-link', undefined],
] as const)('%s %s is %s', async (method, path, command, id) => {
  expect(await linesOf(method, path)).toEqual([[command, id]]);
});

test('looking is none, nor is any other address', async () => {
  expect(await linesOf('get', '/admin/invitaciones/u1/corregir')).toEqual([]);
  expect(await linesOf('post', '/admin/invitaciones/u1/corregir/x')).toEqual([]);
});
