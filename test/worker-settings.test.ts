import { describe, expect, test } from '@jest/globals';
import { loadConfig } from '../src/settings/config.ts';

const load = (settings: Record<string, string> = {}) =>
  loadConfig({ KEYCLOAK_URL: 'http://kc', KEYCLOAK_CLIENT_SECRET: 's', SESSION_SECRET: 'x'.repeat(32), ...settings });

const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;

describe('the settings of the worker', () => {
  test('have defaults that work', () => {
    expect(load()).toMatchObject({
      role: 'all',
      inviteConsoleUsers: true,
      inviteCatchUpHours: 24,
      inviteDelaySeconds: 0,
      inviteExcept: { clients: [], groups: [], attributes: [], organizations: [], domains: [] },
      reminders: { count: 1, hoursBefore: 48 },
      webhook: undefined,
    });
  });

  test('take lists, and attributes with or without a value', () => {
    const { inviteExcept } = load({
      INVITE_EXCEPT_CLIENTS: 'hr-bridge, scim ,',
      INVITE_EXCEPT_GROUPS: '/staff/external',
      INVITE_EXCEPT_ATTRIBUTES: 'noInvite,source=a=b',
      INVITE_EXCEPT_ORGANIZATIONS: 'mar',
      INVITE_EXCEPT_DOMAINS: 'Mar.test, @sol.test',
    });
    expect(inviteExcept).toEqual({
      clients: ['hr-bridge', 'scim'],
      groups: ['/staff/external'],
      attributes: [
        { name: 'noInvite', value: undefined },
        { name: 'source', value: 'a=b' },
      ],
      organizations: ['mar'],
      domains: ['mar.test', 'sol.test'],
    });
  });

  test('name a webhook with its key, or none', () => {
    const { webhook } = load({ WEBHOOK_URL: 'https://erp.test/hooks/', WEBHOOK_SECRET: SECRET });
    expect(webhook).toEqual({ url: 'https://erp.test/hooks/', secret: Buffer.alloc(32, 7) });
    expect(() => load({ WEBHOOK_URL: 'https://erp.test' })).toThrow('WEBHOOK_SECRET is missing');
    expect(() => load({ WEBHOOK_SECRET: SECRET })).toThrow('WEBHOOK_URL is missing');
    expect(() => load({ WEBHOOK_URL: 'https://erp.test', WEBHOOK_SECRET: 'whsec_c2hvcnQ=' })).toThrow('24 to 64 bytes');
    expect(() => load({ WEBHOOK_URL: 'https://erp.test', WEBHOOK_SECRET: 'secret' })).toThrow('openssl rand');
  });

  test('hold a link for at most as long as anybody may ask for', () => {
    const hours = (settings: Record<string, string>) => {
      const { invitationLifespanHours, invitationMaxLifespanHours } = load(settings);
      return [invitationLifespanHours, invitationMaxLifespanHours];
    };
    expect(hours({})).toEqual([168, 720]);
    expect(hours({ INVITATION_MAX_LIFESPAN_HOURS: '48' })).toEqual([48, 48]);
    const fault = 'INVITATION_LIFESPAN_HOURS must not be more than INVITATION_MAX_LIFESPAN_HOURS (720)';
    expect(() => load({ INVITATION_LIFESPAN_HOURS: '721' })).toThrow(fault);
  });

  test('refuse what makes no sense', () => {
    expect(() => load({ ROLE: 'cron' })).toThrow('ROLE');
    expect(() => load({ REMINDERS: '-1' })).toThrow('REMINDERS');
    expect(() => load({ INVITE_DELAY_SECONDS: 'soon' })).toThrow('INVITE_DELAY_SECONDS');
  });
});
