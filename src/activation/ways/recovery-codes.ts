import { type PageLocale, translate } from '../../i18n/index.ts';
import { recoveryCodesStep } from '../../keycloak/ride/steps/recovery-codes.ts';
import type { Way } from './way.ts';

/** Recovery codes that Keycloak has made: shown once, and taken back by Keycloak when the person says that they have kept them. */
export function recoveryCodesWay(codes: readonly string[], locale: PageLocale): Way {
  return {
    page: recoveryCodesStep.page,
    model: (_, faults) => ({ codes: { codes: codes.map(inGroups), faults } }),
    read: ({ codes: kept }) =>
      kept === 'kept'
        ? { answer: { recoveryCodesKept: true }, faults: [] }
        : { answer: {}, faults: [translate(locale, 'codes.required')] },
    // Keycloak shows the page to have it answered: that is no fault.
    faultsOf: () => [],
  };
}

/** Twelve signs read better as three times four. */
const inGroups = (code: string): string => code.replace(/(.{4})(?=.)/g, '$1-');
