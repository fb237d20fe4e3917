import { type PageLocale, translate } from '../../i18n/index.ts';
import { emailStep } from '../../keycloak/ride/steps/email.ts';
import type { Way } from './way.ts';

/** The realm has people confirm or change their address (`UPDATE_EMAIL`). The link proves the one it was sent to: the page says so, and that it stays. */
export function emailWay(address: string, locale: PageLocale): Way {
  return {
    page: emailStep.page,
    model: (_, faults) => ({ email: { address, faults } }),
    read: () => ({ answer: {}, faults: [] }),
    faultsOf: ({ fieldErrors }) => [Object.values(fieldErrors)[0] ?? translate(locale, 'error.unexpected')],
  };
}
