import { textOf } from '../../http/request/validation.ts';
import type { Way } from './way.ts';

/** The account has had an app already when this person's came: the page says so, and again until they go on. */
export const otherApp: Way = {
  page: 'other-app',
  model: (typed, faults) => ({ otherApp: { code: textOf(typed?.totp), faults } }),
  read: () => ({ answer: {}, faults: [] }),
  faultsOf: () => [],
};
