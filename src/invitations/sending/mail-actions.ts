import { refusalStatus } from '../../keycloak/api/faults.ts';
import type { RealmSettings } from '../../keycloak/realm/realm-settings.ts';
import {
  askedActions,
  BROWSER_ACTIONS,
  COVERED_ACTIONS,
  pageActionsOf,
  VERIFY_EMAIL,
} from '../../keycloak/ride/required-actions.ts';
import type { SignIn } from '../../settings/sign-in.ts';

export type MailActionsRealm = Pick<RealmSettings, 'asksFor' | 'verifiesAddresses' | 'profile'>;

/**
 * The required actions of an invitation's mail: what our page covers, and what else the account is asked for. VERIFY_EMAIL is among them, because from
 * Keycloak 26.8 on only that makes opening the link prove the address; on older ones it changes nothing. Not among them is what comes at the first sign-in.
 */
export async function mailActions(
  realm: MailActionsRealm,
  otherActions: readonly string[],
  signIn: SignIn = 'password',
): Promise<string[]> {
  const others = otherActions.filter((action) => !BROWSER_ACTIONS.has(action));
  const ours = pageActionsOf(signIn);
  const asked = new Set([...ours, ...askedActions(signIn, others)]);
  if (
    await provesAddress(
      realm,
      [...asked].filter((action) => !ours.includes(action)),
    )
  )
    asked.add(VERIFY_EMAIL);
  return [...asked];
}

/**
 * Not where the realm does not have the action, nor for whoever goes through Keycloak's own pages and may change their address there: they would have to
 * prove the new one, in a realm that asks nobody to. What cannot be told counts as no.
 */
async function provesAddress(realm: MailActionsRealm, asked: readonly string[]): Promise<boolean> {
  try {
    if (!(await realm.asksFor(VERIFY_EMAIL))) return false;
    if (asked.every((action) => COVERED_ACTIONS.has(action)) || (await realm.verifiesAddresses())) return true;
    const { attributes = [] } = await realm.profile();
    const { edit = [] } = attributes.find(({ name }) => name === 'email')?.permissions ?? {};
    return edit.length > 0 && !edit.includes('user');
  } catch (error) {
    if (refusalStatus(error) === 403) return false;
    throw error;
  }
}
