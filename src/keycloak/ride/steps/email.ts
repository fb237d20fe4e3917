import type { Step } from './step.ts';

/** The address, which the link has just proved: it is confirmed as it is. */
export const emailStep: Step = {
  page: 'update-email',
  actions: ['UPDATE_EMAIL'],
  answer({ attributes }) {
    const [email] = attributes.find(({ name }) => name === 'email')?.values ?? [];
    return email ? new URLSearchParams({ email }) : undefined;
  },
};
