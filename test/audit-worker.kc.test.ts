import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { invite } from '../src/invitations/commands/invite.ts';
import { attributesOf, newRecord } from '../src/invitations/record/invitation.ts';
import { writeRecord } from '../src/invitations/record/store.ts';
import { startUpkeep } from '../src/invitations/sending/invitation-upkeep.ts';
import { startSender } from '../src/invitations/sending/sender.ts';
import { openBulk } from '../src/wiring.ts';
import { anAdmin } from './support/actors.ts';
import { type AuditLine, auditLines, masked } from './support/audit.ts';
import { createOwnRealm, type OwnRealm, type OwnSidecar } from './support/own-realm.ts';
import { createUser, uniqueEmail } from './support/realm.ts';
import { until } from './support/wait.ts';

/** What the sidecar does by itself in the background is in the log as what people do. */
const HOUR = 3_600_000;
const said: string[] = [];
const logger = pino({ level: 'debug' }, { write: (line: string) => void said.push(line) });
const lineOf = (command: string, id: string): Promise<AuditLine> =>
  until('the line', async () => auditLines(said.join('')).find((line) => line.command === command && line.account?.id === id));
let realm: OwnRealm;
let sidecar: OwnSidecar;
beforeAll(async () => {
  realm = await createOwnRealm();
  sidecar = { ...realm.sidecar(), logger };
});
afterAll(() => realm?.remove());

test('a reminder', async () => {
  const { id, email } = await invite(sidecar, { email: uniqueEmail() }, { actor: anAdmin });
  await writeRecord(sidecar.admin, id, {
    sentAt: new Date(Date.now() - 130 * HOUR),
    expiresAt: new Date(Date.now() + 38 * HOUR),
  });
  const upkeep = startUpkeep({ ...sidecar, mailTurn: async () => {}, outcomes: { inc: () => {} } }, { pause: 300 });
  try {
    expect(await lineOf('remind', id)).toMatchObject({
      actor: { kind: 'worker' },
      account: { id, email: masked(email) },
      outcome: 'done',
      detail: 'sent',
    });
  } finally {
    await upkeep.stop();
  }
});

test('a mail that had been waiting', async () => {
  const { id } = await createUser(sidecar.admin, {
    attributes: attributesOf(newRecord('Alba Ferrer')),
    requiredActions: ['UPDATE_PASSWORD'],
    password: null,
  });
  const deps = { ...sidecar, ...(await openBulk(sidecar)) };
  const sender = startSender(deps, { interval: 300, grace: 500 });
  try {
    expect(await lineOf('send', id)).toMatchObject({ actor: { kind: 'worker' }, account: { id }, outcome: 'done' });
  } finally {
    await sender.stop();
  }
});
