import { PAGES } from '../../common/addresses.ts';
import { labelled, type PageLocale, translate } from '../../i18n/index.ts';
import type { NoticeKind, NoticeModel } from '../../views/models/notices.ts';
import type { Sample } from './page-samples.ts';

const KEY = 'eyJhbGciOiJIUzUxMiJ9.eyJzdWIiOiI1ZTBiOWE1MiJ9.c2lnbmF0dXJl';

/** One of each kind: the compiler asks for a sample when a kind is added. */
const noticesIn = (locale: PageLocale): { [K in NoticeKind]: Extract<NoticeModel, { kind: K }> } => ({
  passwordStands: {
    kind: 'passwordStands',
    signInUrl: PAGES.signIn,
    faults: [labelled(locale, translate(locale, 'attribute.lastName'), translate(locale, 'field.pattern'))],
  },
  used: { kind: 'used', signInUrl: PAGES.signIn },
  activated: { kind: 'activated', signInUrl: PAGES.signIn },
  unfinished: { kind: 'unfinished' },
  back: { kind: 'back', signInUrl: PAGES.signIn },
  expired: { kind: 'expired', key: KEY },
  replaced: { kind: 'replaced', key: KEY },
  invalid: { kind: 'invalid' },
  damaged: { kind: 'damaged' },
  missing: { kind: 'missing' },
  disabled: { kind: 'disabled', reference: '5e0b9a52' },
  revoked: { kind: 'revoked' },
  blocked: { kind: 'blocked', reference: '5e0b9a52' },
  heldBack: { kind: 'heldBack', reference: '5e0b9a52' },
  passkeysOff: { kind: 'passkeysOff', reference: '5e0b9a52' },
  passwordsOff: { kind: 'passwordsOff', reference: '5e0b9a52' },
  continue: { kind: 'continue', url: '/continuar', key: KEY },
  maintenance: {
    kind: 'maintenance',
    reference: 'f3a1c2d4-7b5e-4c1a-9d2e-8f6a7b5c4d3e',
    key: KEY,
    again: { action: PAGES.activation, fields: [{ name: 'key', value: KEY }] },
  },
  unavailable: { kind: 'unavailable', key: KEY, again: { action: PAGES.activation, fields: [{ name: 'key', value: KEY }] } },
  directoryAway: { kind: 'directoryAway', key: KEY, again: { action: PAGES.activation, fields: [{ name: 'key', value: KEY }] } },
  signedOut: { kind: 'signedOut', signInUrl: PAGES.signIn },
  signOut: { kind: 'signOut', who: 'Lucía Marín' },
  otherApp: { kind: 'otherApp', signInUrl: PAGES.signIn },
  otherCodes: { kind: 'otherCodes', signInUrl: PAGES.signIn },
  otherAppAndCodes: { kind: 'otherAppAndCodes', signInUrl: PAGES.signIn },
  toCompany: { kind: 'toCompany', signInUrl: PAGES.signIn },
  companyWaits: { kind: 'companyWaits', key: KEY },
  companyOff: { kind: 'companyOff', reference: '5e0b9a52' },
  companyGone: { kind: 'companyGone', key: KEY },
  companyOther: { kind: 'companyOther', who: 'otra.persona@sol.test', account: 'lucia.marin@sol.test' },
  companyOtherActive: { kind: 'companyOtherActive', who: 'otra.persona@sol.test', account: 'lucia.marin@sol.test' },
  companySpelling: { kind: 'companySpelling', who: 'lucia.marin@xn--caf-dma.test', account: 'lucia.marin@café.test' },
  companyFailed: { kind: 'companyFailed', account: 'lucia.marin@sol.test', signInUrl: PAGES.signIn },
  companyUnverified: { kind: 'companyUnverified', account: 'lucia.marin@sol.test', signInUrl: PAGES.signIn },
  providerFailed: { kind: 'providerFailed', signInUrl: PAGES.signIn },
  providerUnverified: { kind: 'providerUnverified', signInUrl: PAGES.signIn },
  switchAccount: { kind: 'switchAccount', who: 'gestora@sol.test', account: 'lucia.marin@example.test' },
  signInFailed: { kind: 'signInFailed', signInUrl: PAGES.signIn },
  stepUpFailed: { kind: 'stepUpFailed', signInUrl: `${PAGES.signIn}?volver=%2Fadmin` },
  tooMany: { kind: 'tooMany', retryAfterSeconds: 250 },
  formKept: {
    kind: 'formKept',
    again: { action: PAGES.support, fields: [{ name: 'message', value: 'No me llega' }], kept: 'all' },
  },
  tooManyLinks: { kind: 'tooManyLinks', retryAfterSeconds: 1500 },
  formExpired: { kind: 'formExpired' },
  forbidden: { kind: 'forbidden' },
  notFound: { kind: 'notFound' },
  refused: { kind: 'refused', message: 'error.payload_too_large' },
  error: { kind: 'error', reference: '01J9Z7M4' },
});

export function noticeSamples(locale: PageLocale): Sample[] {
  return Object.values(noticesIn(locale)).map((model) => ({ name: `notice-${model.kind}`, page: 'notice', model }));
}
