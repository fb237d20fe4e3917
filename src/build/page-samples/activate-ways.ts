import { PAGES } from '../../common/addresses.ts';
import { type PageLocale, translate } from '../../i18n/index.ts';
import type { CodesModel, TotpModel } from '../../views/models/ways.ts';
import { qrCode } from '../../views/qr-code.ts';
import { model } from './activate.ts';
import type { Sample } from './page-samples.ts';
import { termsIn } from './terms.ts';

const OTP_URI =
  'otpauth://totp/Sol:lucia.fernandez%40sol.test?issuer=Sol&secret=MFBDGZCFGZTUQOLKJMZG2TRVOBIVC4ZS&algorithm=SHA1&digits=6&period=30';
const TOTP: TotpModel = {
  secret: 'aB3dE6gH9jK2mN5pQ8sT',
  uri: OTP_URI,
  qr: qrCode(OTP_URI),
  key: 'MFBD GZCF GZTU QOLK JMZG 2TRV OBIV C4ZS',
  byPassword: true,
  usual: true,
  type: 'totp',
  algorithm: 'SHA1',
  digits: 6,
  period: 30,
  counter: 0,
  oncePerCode: true,
  code: '',
  refusals: 0,
  faults: [],
};
const CODES: CodesModel = {
  codes: Array.from({ length: 12 }, (_, i) => `K${i % 10}XQ-7RT${i % 10}-2MNB`),
  faults: [],
};

/** The activation page where the realm asks for more than details and password. */
export function waySamples(locale: PageLocale): Sample[] {
  const context = { path: PAGES.activation };
  const terms = termsIn(locale);
  const { html: _, ...withoutText } = terms;
  const sample = (name: string, more: Parameters<typeof model>[1]): Sample => ({
    name,
    page: 'activate',
    model: model(locale, more),
    context,
  });
  return [
    sample('activate-company', { company: true }),
    sample('activate-company-confirms', { company: 'confirms' }),
    sample('activate-terms', { ways: { terms } }),
    sample('activate-terms-changed', { ways: { terms: { ...terms, faults: [translate(locale, 'terms.changed')] } } }),
    sample('activate-terms-link', { ways: { terms: { ...withoutText, link: 'https://sol.test/condiciones' } } }),
    sample('activate-totp', { ways: { totp: TOTP } }),
    sample('activate-totp-clock', {
      ways: { totp: { ...TOTP, refusals: 1, faults: [translate(locale, 'totp.clock', { minutes: 7 })] } },
    }),
    sample('activate-totp-thrice', {
      ways: {
        totp: { ...TOTP, usual: false, algorithm: 'SHA256', digits: 8, refusals: 3, faults: [translate(locale, 'totp.again')] },
      },
    }),
    sample('activate-all', {
      ways: { email: { address: 'lucia.fernandez@sol.test', faults: [] }, totp: TOTP, terms, passkey: { faults: [] } },
    }),
    sample('activate-passkey', { passwordStands: true, ways: { newPasskey: { orPassword: true, faults: [] } } }),
    sample('activate-password-instead', { passwordInstead: 'asked' }),
    sample('activate-passkeys-off', { passwordInstead: 'passkeysOff' }),
    sample('activate-passkey-refused', {
      passwordStands: true,
      ways: { newPasskey: { orPassword: false, faults: [translate(locale, 'passkey.refused')] } },
    }),
    sample('activate-codes', { groups: [], ride: 'sealed', passwordStands: true, ways: { codes: CODES } }),
    sample('activate-codes-other-app', {
      groups: [],
      ride: 'sealed',
      passwordStands: true,
      ways: { codes: CODES, otherApp: { code: '123456', faults: [] } },
    }),
    sample('activate-codes-not-kept', {
      groups: [],
      ride: 'sealed',
      passwordStands: true,
      ways: { codes: { ...CODES, faults: [translate(locale, 'codes.required')] } },
    }),
    sample('activate-codes-first', { ride: 'sealed', ways: { codes: CODES, totp: TOTP, terms } }),
    sample('activate-company-totp', { company: true, ways: { totp: { ...TOTP, byPassword: false } } }),
    sample('activate-password-left', { groups: [], ride: 'sealed', passwordErrors: [translate(locale, 'password.required')] }),
  ];
}
