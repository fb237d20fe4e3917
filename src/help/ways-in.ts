import type { WaysIn } from '../views/models/models.ts';

/** What is to be asked of the realm. */
export interface WaysInRealm {
  /** What the setting says for whoever's invitation does not. */
  first: 'password' | 'passkey';
  signsInByEmail: () => Promise<boolean>;
  hasPasswords: () => Promise<boolean>;
  hasPasskeys: () => Promise<boolean>;
  hasCompanies: () => Promise<boolean>;
  /** Required actions that everybody is asked for. */
  defaultActions: () => Promise<string[]>;
}

const MORE: Readonly<Record<string, WaysIn['more'][number]>> = {
  TERMS_AND_CONDITIONS: 'terms',
  CONFIGURE_TOTP: 'totp',
  CONFIGURE_RECOVERY_AUTHN_CODES: 'codes',
  'webauthn-register': 'passkey',
};

/** How people get to sign in here, as the guide tells it. */
export async function waysIn({ first: wanted, ...realm }: WaysInRealm): Promise<WaysIn> {
  const [byEmail, password, passkey, company, actions] = await Promise.all([
    realm.signsInByEmail(),
    realm.hasPasswords(),
    realm.hasPasskeys(),
    realm.hasCompanies(),
    realm.defaultActions(),
  ]);
  const first = wanted === 'passkey' && passkey ? 'passkey' : 'password';
  const has = { password, passkey, company };
  const others = (['password', 'passkey', 'company'] as const).filter((way) => way !== first && has[way]);
  const more = Object.entries(MORE).flatMap(([action, each]) => (actions.includes(action) ? each : []));
  return { first, others, more, byUsername: !byEmail };
}
