import { describe, expect, test } from '@jest/globals';
import { LOCALES } from '../../../src/settings/brand.ts';
import { testEnvironment } from '../../support/environment.ts';
import { keyOf } from '../../support/invite.ts';
import { mailTo } from '../../support/mail.ts';
import { createUser, realmAdmin, type TestUser } from '../../support/realm.ts';
import { until } from '../../support/wait.ts';
import { rawVisit } from './raw-visit.ts';

/**
 * What the sidecar's ride relies on: on every page that it meets, the theme's state block says what the page is, in whatever language.
 * Here Keycloak's own pages are ridden by hand; nothing of the sidecar takes part but its reader of the block.
 */
const admin = realmAdmin();
const { clientId, sidecarUrl } = testEnvironment();
const ACTIONS = ['UPDATE_PROFILE', 'UPDATE_PASSWORD'];

interface KeyOptions {
  actions?: string[];
  /** Seconds. */
  lifespan?: number;
  /** As the console's "Credential reset" does: no client, no way back. */
  fromConsole?: boolean;
}

async function keyFor(user: TestUser, { actions = ACTIONS, lifespan, fromConsole }: KeyOptions = {}): Promise<string> {
  const back = fromConsole ? {} : { clientId, redirectUri: `${sidecarUrl}/activada` };
  await admin.users.executeActionsEmail({ id: user.id, actions, ...back, ...(lifespan === undefined ? {} : { lifespan }) });
  return keyOf(await mailTo(user.email));
}

describe.each(LOCALES)('a key, ridden to its end in %s:', (locale) => {
  test('every page says what it is, what was wrong, and where it goes on', async () => {
    const user = await createUser(admin, { locale, firstName: '', lastName: '' });
    const key = await keyFor(user);
    const { get, post, openKey } = rawVisit();

    const start = await openKey(key);
    expect(start.status).toBe(200);
    expect(start.html).toContain(`<html lang="${locale}"`);
    expect(start.state).toMatchObject({
      page: 'info',
      message: { type: 'success', code: 'confirmExecutionOfActions' },
      requiredActions: ACTIONS,
      fieldErrors: {},
      globalErrors: [],
    });
    expect(start.state?.action).toBeUndefined();

    const profile = await get(start.state?.actionUri ?? '');
    expect(profile.state).toMatchObject({ page: 'login-update-profile', globalErrors: [], fieldErrors: {} });
    expect(profile.state?.attributes).toEqual(
      expect.arrayContaining([
        { name: 'firstName', required: true, readOnly: false, values: [''] },
        expect.objectContaining({ name: 'lastName', required: true }),
      ]),
    );

    const faulty = await post(profile.state?.action, { firstName: '</script><b>', lastName: '' });
    expect(faulty.state).toMatchObject({
      page: 'login-update-profile',
      fieldErrorCodes: {
        firstName: { code: 'error-person-name-invalid-character', params: [] },
        lastName: { code: 'error-user-attribute-required', params: [] },
      },
    });
    const sentences = [expect.stringMatching(/^[^<]+$/), expect.stringMatching(/^[^<]+$/)];
    expect(Object.values(faulty.state?.fieldErrors ?? {})).toEqual(sentences);
    expect(faulty.state?.attributes.find(({ name }) => name === 'firstName')?.values).toEqual(['</script><b>']);

    const password = await post(faulty.state?.action, { firstName: 'Núria', lastName: 'O’Neill' });
    expect(password.state).toMatchObject({ page: 'login-update-password', fieldErrors: {}, globalErrors: [] });

    const short = await post(password.state?.action, { 'password-new': 'Ab-1', 'password-confirm': 'Ab-1' });
    expect(short.state?.fieldErrorCodes).toEqual({ password: { code: 'invalidPasswordMinLengthMessage', params: ['8'] } });
    expect(short.state?.globalErrors).toEqual([]);

    const differing = await post(short.state?.action, { 'password-new': 'Faro-8-nube', 'password-confirm': 'Faro-9-nube' });
    expect(Object.keys(differing.state?.fieldErrors ?? {})).toEqual(['password-confirm']);
    expect(differing.state?.fieldErrorCodes['password-confirm']?.code).toMatch(
      /^(notMatchPassword|invalidPasswordConfirm)Message$/,
    );

    const end = await post(differing.state?.action, { 'password-new': 'Faro-8-nube', 'password-confirm': 'Faro-8-nube' });
    expect(end.status).toBe(200);
    expect(end.state).toMatchObject({
      page: 'info',
      message: { type: 'success', code: 'accountUpdatedMessage' },
      globalErrors: [],
    });

    const again = await rawVisit().openKey(key);
    expect(again.status).toBe(400);
    expect(again.state).toMatchObject({ page: 'error', message: { type: 'error', code: 'expiredActionMessage' } });
  });

  test('keys that are no good say why', async () => {
    const { openKey } = rawVisit(locale);
    const user = await createUser(admin, { locale });
    const key = await keyFor(user, { lifespan: 1 });
    const forged = `${key.slice(0, -8)}AAAAAAAA`;
    expect((await openKey(forged)).state?.message?.code).toBe('invalidCodeMessage');
    expect((await openKey('garbage')).state?.message?.code).toBe('invalidCodeMessage');

    const late = await until('the key to expire', async () => {
      const page = await rawVisit(locale).openKey(key);
      return page.status === 400 && page;
    });
    expect(late.state?.message).toMatchObject({ type: 'error', code: 'expiredActionTokenNoSessionMessage' });
  });
});

test('a disabled user’s key says so', async () => {
  const user = await createUser(admin);
  const key = await keyFor(user);
  await admin.users.update({ id: user.id }, { enabled: false });
  const page = await rawVisit().openKey(key);
  expect(page.status).toBe(400);
  expect(page.state?.message?.code).toBe('accountDisabledMessage');
});

test('a mail from the console carries the block as well, and names actions that the sidecar does not know', async () => {
  const user = await createUser(admin);
  const key = await keyFor(user, { actions: ['UPDATE_PASSWORD', 'CONFIGURE_TOTP'], fromConsole: true });
  const { get, openKey } = rawVisit();
  const start = await openKey(key);
  expect(start.state).toMatchObject({ page: 'info', requiredActions: ['UPDATE_PASSWORD', 'CONFIGURE_TOTP'] });
  expect((await get(start.state?.actionUri ?? '')).state?.page).toMatch(/^login-(update-password|config-totp)$/);
});
