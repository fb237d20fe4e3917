import { AppError } from '../../errors.ts';
import type { RealmSettings } from '../../keycloak/realm/realm-settings.ts';
import { PASSKEY } from '../../keycloak/ride/required-actions.ts';
import type { Config } from '../../settings/config.ts';
import type { SignIn } from '../../settings/sign-in.ts';

export interface SignInDeps {
  realm: Pick<RealmSettings, 'asksFor'>;
  config: Pick<Config, 'signIn'>;
}

/** How somebody gets to sign in. Throws `invalid_request` for what the realm does not have: a link would be used up without it. */
export async function requireSignIn({ realm, config }: SignInDeps, wish: SignIn = config.signIn): Promise<SignIn> {
  if (wish !== 'passkey' || (await realm.asksFor(PASSKEY))) return wish;
  throw new AppError('invalid_request', { fields: [{ field: 'signIn', key: 'field.passkeys_off' }] });
}
