import { passwordStep } from '../keycloak/ride/steps/password.ts';
import { profileStep } from '../keycloak/ride/steps/profile.ts';
import type { ActivateModel } from '../views/models/models.ts';
import { type ActivationForm, type Faults, NO_FAULTS } from './activation-form.ts';
import { isFaulty, WAY_OF } from './ways/held.ts';
import type { Way } from './ways/way.ts';

/** A form that also asks for what the realm asks for beside details and password. */
export function withWays(form: ActivationForm, ways: readonly Way[]): ActivationForm {
  if (ways.length === 0) return form;
  return {
    ...form,
    asks: [...form.asks, ...ways.flatMap(({ page }) => (WAY_OF.has(page) ? page : []))],
    read(body) {
      const { submission, faults } = form.read(body);
      const found = ways.map((way) => ({ page: way.page, ...way.read(body) }));
      const faulty = found.filter((each) => each.faults.length > 0);
      const ofWays = new Map(faulty.map((each) => [each.page, each.faults]));
      return {
        submission: Object.assign(submission, ...found.map(({ answer }) => answer)),
        faults: ofWays.size > 0 ? { ...faults, ways: ofWays } : faults,
      };
    },
    faultsOf(page, body) {
      const way = ways.find((each) => each.page === page.page);
      if (!way) return form.faultsOf(page, body);
      const found = way.faultsOf(page, body);
      return found.length > 0 ? { ...NO_FAULTS, ways: new Map([[way.page, found]]) } : NO_FAULTS;
    },
    async model(key, body, faults = NO_FAULTS): Promise<ActivateModel> {
      const shown = ways.map((way) => way.model(body, faults.ways?.get(way.page) ?? []));
      return { ...(await form.model(key, body, faults)), ways: Object.assign({}, ...shown) };
    },
  };
}

/** The form of somebody whose password Keycloak has stored in this ride already: it asks for the rest. */
export function withoutPassword(form: ActivationForm): ActivationForm {
  return {
    ...form,
    asks: form.asks.filter((page) => page !== passwordStep.page),
    read(body) {
      const { submission, faults } = form.read(body);
      return { submission, faults: faults.fields.size === 0 && faults.form.length === 0 ? NO_FAULTS : without(faults) };
    },
    model: async (key, body, faults) => ({ ...(await form.model(key, body, faults)), passwordStands: true }),
  };
}

/**
 * The form of somebody who signs in by their company's identity provider: without a password.
 * @param confirms whether they have to confirm their address by a second mail.
 */
export function byCompany(form: ActivationForm, confirms: boolean): ActivationForm {
  const { asks, read } = withoutPassword(form);
  const company = confirms ? 'confirms' : true;
  return { ...form, asks, read, model: async (key, body, faults) => ({ ...(await form.model(key, body, faults)), company }) };
}

/** The form of somebody who makes no passkey, for the given reason: with a password, and it says so again when it is sent. */
export const insteadOfPasskey = (form: ActivationForm, passwordInstead: 'asked' | 'passkeysOff'): ActivationForm => ({
  ...form,
  model: async (key, body, faults) => ({ ...(await form.model(key, body, faults)), passwordInstead }),
});

/** A form that does not show what is held, unless that is at fault. */
export function withHeld(form: ActivationForm, held: readonly string[]): ActivationForm {
  if (held.length === 0) return form;
  return {
    ...form,
    async model(key, body, faults = NO_FAULTS): Promise<ActivateModel> {
      const model = await form.model(key, body, faults);
      const hidden = held.filter((page) => !isFaulty(faults, page));
      const names: readonly string[] = hidden.flatMap((page) => WAY_OF.get(page) ?? []);
      return {
        ...model,
        ...(hidden.includes(profileStep.page) && { groups: [] }),
        ...(hidden.includes(passwordStep.page) && { passwordStands: true }),
        ...(model.ways && { ways: Object.fromEntries(Object.entries(model.ways).filter(([name]) => !names.includes(name))) }),
      };
    },
  };
}

const without = (faults: Faults): Faults => ({ ...faults, password: [] });
