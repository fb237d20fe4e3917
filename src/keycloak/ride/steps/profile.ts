import type { Step } from './step.ts';

/** The person's details: Keycloak's own page asks for the whole profile. */
export const profileStep: Step = {
  page: 'login-update-profile',
  actions: ['UPDATE_PROFILE', 'VERIFY_PROFILE'],
  answer({ attributes }, { profile }) {
    const form = new URLSearchParams();
    for (const { name, readOnly, values } of attributes) {
      if (readOnly) continue;
      // An attribute that our page did not show goes back with the value that Keycloak showed.
      const asked = Object.hasOwn(profile, name) ? profile[name] : undefined;
      for (const value of asked ?? values) form.append(name, value);
    }
    return form;
  },
};
