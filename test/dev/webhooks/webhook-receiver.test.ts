import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createLogger } from '../../../src/common/log.ts';
import { createWebhookReceiver } from '../../../src/dev/webhooks/webhook-receiver.ts';
import { newRecord } from '../../../src/invitations/record/invitation.ts';
import { createDelivery } from '../../../src/invitations/webhooks/deliver.ts';
import { messageOf } from '../../../src/invitations/webhooks/message.ts';

const secret = Buffer.alloc(32, 7);
const invitation = { ...newRecord('Sol'), id: 'u1', email: 'ana@sol.test', firstName: 'Ana', lastName: undefined, locale: 'es' };
const message = messageOf(invitation, { at: new Date(), status: 'opened' }, 'sol');

let lines: string[];
let receiver: ReturnType<typeof createWebhookReceiver>;
beforeEach(async () => {
  lines = [];
  receiver = createWebhookReceiver({ secret: `whsec_${secret.toString('base64')}`, print: (line) => void lines.push(line) });
  receiver.listen(0);
  await once(receiver, 'listening');
});
afterEach(() => {
  receiver.close();
  receiver.closeAllConnections();
});

function delivery(options: { secret?: Buffer; now?: () => number } = {}) {
  const url = `http://localhost:${(receiver.address() as AddressInfo).port}/`;
  const webhook = { url, secret: options.secret ?? secret };
  return createDelivery({ webhook, logger: createLogger('silent'), deliveries: { inc: () => {} }, ...options });
}

test('the receiver to try webhooks with takes what the sidecar sends, and tells a repetition', async () => {
  const { deliver } = delivery();
  expect(await deliver(message, 1)).toBeUndefined();
  expect(await deliver(message, 2)).toBeUndefined();
  expect(lines.map((line) => line.split('\n')[0])).toEqual([`${message.id}  signature holds`, `${message.id}  known already`]);
  expect(lines[0]).toContain('"email":"ana@sol.test"');
});

test('it refuses another key, and a message of ten minutes ago', async () => {
  expect(await delivery({ secret: Buffer.alloc(32, 8) }).deliver(message, 1)).toBe(5000);
  expect(await delivery({ now: () => Date.now() - 600_000 }).deliver(message, 1)).toBe(5000);
  expect(lines.map((line) => /refused: \w+ \w+/.exec(line)?.[0])).toEqual(['refused: the signature', 'refused: too old']);
});
