import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { createLogger } from '../../../src/common/log.ts';
import { newRecord } from '../../../src/invitations/record/invitation.ts';
import { backOff, createDelivery } from '../../../src/invitations/webhooks/deliver.ts';
import { messageOf } from '../../../src/invitations/webhooks/message.ts';
import { signedHeaders } from '../../../src/invitations/webhooks/sign.ts';
import { type Receiver, startReceiver } from './receiver.ts';

const secret = Buffer.from('MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'base64');
const at = new Date('2026-11-22T18:00:00.123Z');
const invitation = {
  ...newRecord('Sol'),
  id: '5f7f9a0e-0000-4000-8000-000000000001',
  email: 'ana@sol.test',
  firstName: 'Ana',
  lastName: undefined,
  locale: 'es',
  status: 'failed' as const,
  sends: 1,
  error: 'Connection refused',
};
const message = messageOf(invitation, { at, status: 'failed', reason: 'Connection refused' }, 'sol');

describe('the signature', () => {
  test('is that of the specification’s own example', () => {
    const headers = signedHeaders(secret, 'msg_p5jXN8AQM9LWM0D4loKWxJek', new Date(1614265330_000), '{"test": 2432232314}');
    expect(headers['webhook-signature']).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
    expect(headers['webhook-timestamp']).toBe('1614265330');
  });
});

describe('a message', () => {
  test('has the same id for the same step, and another one for another step', () => {
    expect(messageOf({ ...invitation, sends: 2 }, { at, status: 'failed' }, undefined).id).toBe(message.id);
    expect(messageOf(invitation, { at, status: 'opened' }, undefined).id).not.toBe(message.id);
    expect(messageOf(invitation, { at: new Date(at.getTime() + 1), status: 'failed' }, undefined).id).not.toBe(message.id);
  });

  test('says what happened to whom', () => {
    expect(message.payload).toEqual({
      type: 'invitation.failed',
      timestamp: '2026-11-22T18:00:00.123Z',
      data: {
        id: invitation.id,
        email: 'ana@sol.test',
        firstName: 'Ana',
        lastName: null,
        locale: 'es',
        organization: 'sol',
        groups: [],
        app: null,
        target: null,
        previousId: null,
        status: 'failed',
        sentAt: null,
        expiresAt: null,
        sends: 1,
        error: 'Connection refused',
        accessUntil: null,
        reason: null,
      },
    });
  });
});

describe('a delivery', () => {
  let receiver: Receiver;
  let clock: number;
  let outcomes: string[];
  beforeEach(async () => {
    receiver = await startReceiver();
    clock = Date.now();
    outcomes = [];
  });
  afterEach(() => receiver.close());

  const delivery = (url = receiver.url) =>
    createDelivery({
      webhook: { url, secret },
      logger: createLogger('silent'),
      deliveries: { inc: (labels?: unknown) => void outcomes.push((labels as { outcome: string }).outcome) },
      now: () => clock,
    });

  test('can be verified with the reference library', async () => {
    expect(await delivery().deliver(message, 1)).toBeUndefined();
    const [{ headers, body } = { headers: {}, body: '' }] = receiver.requests;
    const verified = new Webhook(`whsec_${secret.toString('base64')}`).verify(body, headers as Record<string, string>);
    expect(verified).toEqual(message.payload);
    expect(() =>
      new Webhook(`whsec_${secret.toString('base64')}`).verify(`${body} `, headers as Record<string, string>),
    ).toThrow();
    expect(outcomes).toEqual(['accepted']);
  });

  test('knocks nobody up while the receiver is away, and waits longer each time', async () => {
    const one = delivery();
    receiver.answer(503);
    expect(await one.deliver(message, 1)).toBe(5000);
    expect(one.open()).toBe(false);
    clock += 5000;
    expect(one.open()).toBe(true);
    expect(await one.deliver(message, 2)).toBe(15_000);
    receiver.answer(204);
    clock += 15_000;
    expect(await one.deliver(message, 3)).toBeUndefined();
    receiver.answer(500);
    expect(await one.deliver(message, 1)).toBe(5000);
    expect([1, 7, 100].map(backOff)).toEqual([5000, 3_600_000, 3_600_000]);
  });

  test('waits as long as the receiver asks for', async () => {
    receiver.answer(429, { 'retry-after': '120' });
    expect(await delivery().deliver(message, 1)).toBe(120_000);
  });

  test('does not keep other messages waiting for one that is refused', async () => {
    const one = delivery();
    receiver.answer(422);
    expect(await one.deliver(message, 1)).toBe(5000);
    expect(one.open()).toBe(true);
    expect(outcomes).toEqual(['refused']);
  });

  test('follows no redirect: nobody else may get the message', async () => {
    receiver.answer(302, { location: receiver.url });
    expect(await delivery().deliver(message, 1)).toBe(5000);
    expect(receiver.requests).toHaveLength(1);
  });

  test('outlives a receiver that is not there', async () => {
    await receiver.close();
    expect(await delivery().deliver(message, 1)).toBe(5000);
    expect(outcomes).toEqual(['unreachable']);
  });
});
