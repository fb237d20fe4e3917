import { randomInt } from 'node:crypto';
import { HOTP, Secret, TOTP } from 'otpauth';
import { type PageLocale, translate } from '../../i18n/index.ts';
import type { OtpPolicy } from '../../keycloak/realm/realm-settings.ts';
import { totpStep } from '../../keycloak/ride/steps/totp.ts';
import { qrCode } from '../../views/qr-code.ts';
import { TYPED_BEFORE } from './held.ts';
import type { Body, Way } from './way.ts';

export interface TotpAccount {
  /** What the app calls the entry. */
  issuer: string;
  account: string;
}

/** As Keycloak makes its own (`HmacOTP.generateSecret`): 20 signs, whose bytes are the secret. */
const SIGNS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const LENGTH = 20;
const OURS = new RegExp(`^[A-Za-z0-9]{${LENGTH}}$`);

/** After so many codes that were refused the person starts with a new secret. */
const MOST_REFUSALS = 3;
/** Seconds within which a clock that is wrong is recognized: some phones are off by many minutes. */
const CLOCK_RANGE = 30 * 60;

/**
 * An app that makes one-time codes. The secret is of the page that shows it: nothing is stored until Keycloak has taken it with a code.
 * @param byPassword whether the person signs in with a password.
 */
export function totpWay(policy: OtpPolicy, { issuer, account }: TotpAccount, byPassword: boolean, locale: PageLocale): Way {
  const { type, algorithm, digits, period, counter, window } = policy;
  const of = (secret: string) => ({ issuer, label: account, algorithm, digits, secret: Secret.fromLatin1(secret) });
  const totp = (secret: string) => new TOTP({ ...of(secret), period });

  /** How many periods the app's clock is ahead of ours; undefined where the code is none of this secret, or the realm has no clock. */
  function ahead(secret: string, token: string): number | undefined {
    if (type === 'hotp') return undefined;
    return totp(secret).validate({ token, window: Math.ceil(CLOCK_RANGE / period) }) ?? undefined;
  }

  const isCode = (code: string) => new RegExp(`^[0-9]{${digits}}$`).test(code);

  /** What was typed, as far as it is of any use. */
  function typedIn(body: Body | undefined) {
    const secret = typeof body?.totpSecret === 'string' && OURS.test(body.totpSecret) ? body.totpSecret : undefined;
    const code = typeof body?.totp === 'string' ? inAsciiDigits(body.totp.replace(/\s/g, '')) : '';
    const refusals = Number(body?.totpRefusals) || 0;
    return { secret, code, refusals, isBefore: body?.[TYPED_BEFORE] !== undefined };
  }

  return {
    page: totpStep.page,
    model(body, faults) {
      const typed = typedIn(body);
      const refusals = typed.refusals + (faults.length > 0 && isCode(typed.code) ? 1 : 0);
      const isNew = typed.secret === undefined || (refusals > 0 && refusals % MOST_REFUSALS === 0);
      const secret = typed.secret === undefined || isNew ? newSecret() : typed.secret;
      const apart = isCode(typed.code) ? ahead(secret, typed.code) : undefined;
      const usual = type === 'totp' && algorithm === 'SHA1' && digits === 6 && period === 30;
      const whole = (type === 'hotp' ? new HOTP({ ...of(secret), counter }) : totp(secret)).toString();
      // Apps take these for granted: without them the QR code has fewer modules, and is read from farther away.
      const uri = usual ? whole.replace(/&(?:algorithm|digits|period)=\w+/g, '') : whole;
      return {
        totp: {
          secret,
          uri,
          qr: qrCode(uri),
          key: Secret.fromLatin1(secret).base32.replace(/(.{4})(?=.)/g, '$1 '),
          byPassword,
          usual,
          type,
          algorithm,
          digits,
          period,
          counter,
          oncePerCode: !policy.reusable,
          code: faults.length === 0 && apart !== undefined && Math.abs(apart) <= window ? typed.code : '',
          refusals,
          faults,
        },
      };
    },
    read(body) {
      const { secret, code } = typedIn(body);
      if (secret === undefined) return { answer: {}, faults: [translate(locale, 'totp.asked')] };
      if (!isCode(code)) return { answer: {}, faults: [translate(locale, 'totp.required', { digits })] };
      return { answer: { totp: { secret, code } }, faults: [] };
    },
    faultsOf({ fieldErrors, globalErrors }, body) {
      if (Object.keys(fieldErrors).length === 0 && globalErrors.length === 0) return [translate(locale, 'totp.asked')];
      const { secret = '', code, refusals, isBefore } = typedIn(body);
      // Time has passed since, and the clock may be right.
      if (isBefore) return [translate(locale, 'totp.wrong')];
      const apart = Math.abs(ahead(secret, code) ?? 0);
      const minutes = Math.round((apart * period) / 60);
      if (apart > window && minutes > 0) return [translate(locale, 'totp.clock', { minutes })];
      return [translate(locale, (refusals + 1) % MOST_REFUSALS === 0 ? 'totp.again' : 'totp.wrong')];
    },
  };
}

/** The digits of any script as those that Keycloak reads: keyboards in Arabic or Japanese write others. */
function inAsciiDigits(text: string): string {
  return text.normalize('NFKC').replace(/\p{Nd}/gu, (digit) => {
    // Unicode has those of a script in a row, from nought to nine.
    const code = digit.codePointAt(0) ?? 0;
    let zero = code;
    while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
    return String(code - zero);
  });
}

const newSecret = (): string => Array.from({ length: LENGTH }, () => SIGNS[randomInt(SIGNS.length)]).join('');
