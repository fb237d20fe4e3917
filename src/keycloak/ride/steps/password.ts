import type { Step } from './step.ts';

export const passwordStep: Step = {
  page: 'login-update-password',
  actions: ['UPDATE_PASSWORD'],
  // `logout-sessions` is Keycloak's own checkbox: sessions that somebody opened with an older password, or on another computer, end.
  answer: (_, { password }) =>
    new URLSearchParams({ 'password-new': password, 'password-confirm': password, 'logout-sessions': 'on' }),
};
