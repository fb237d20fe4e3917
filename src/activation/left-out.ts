import { textOf } from '../http/request/validation.ts';
import type { User } from '../keycloak/realm/users.ts';
import { totpStep } from '../keycloak/ride/steps/totp.ts';
import type { Activate } from './activate.ts';
import type { Attempt } from './attempt.ts';
import type { Invited } from './invitations-port.ts';
import type { HalfWay } from './sealed-rides.ts';

/** What a person has prepared that does not count, as another device came first: an app for one-time codes, or recovery codes. */
export type LeftOut = 'otherApp' | 'otherCodes' | 'otherAppAndCodes';

type Reads = Pick<Invited, 'credentialsOf'>;

/** An app that was set up while the account had one already. Keycloak passes over it, and does not tell whether it is the same. */
export async function leavesAppOut({ credentialsOf }: Reads, { id = '' }: User, body: Readonly<Record<string, unknown>>) {
  return textOf(body.totp) !== '' && (await credentialsOf(id)).some(({ type }) => type === 'otp');
}

/** Sends the form, and looks at its end whether what the person goes away with counts. */
export function tellingLeftOut(activate: Activate, reads: Reads): Activate {
  async function leftOut(attempt: Attempt, { body, stop }: Parameters<Activate>[0]): Promise<LeftOut | undefined> {
    const user = endsFor(attempt);
    if (!user?.id) return undefined;
    const generatedAt = stop?.state.recoveryCodes?.generatedAt ?? stop?.codesOf;
    const otherCodes = generatedAt !== undefined && (await hasOtherCodes(reads, user.id, generatedAt));
    // A ride that has stopped behind its app has told of it on its page.
    const isTold = (stop && !waitsForApp(stop)) || ('hasCodes' in attempt && attempt.hasCodes);
    const otherApp = !isTold && (await leavesAppOut(reads, user, body));
    if (otherApp) return otherCodes ? 'otherAppAndCodes' : 'otherApp';
    return otherCodes ? 'otherCodes' : undefined;
  }
  return async (submitted) => {
    const attempt = await activate(submitted);
    // The account is as it is: a Keycloak that does not answer this keeps nobody from going on.
    const found = await leftOut(attempt, submitted).catch(() => undefined);
    return found ? { ...attempt, leftOut: found } : attempt;
  };
}

/** Whether the app is still to come in a ride that has stopped: Keycloak has refused its code, or has not come to it. */
const waitsForApp = ({ state, stored, held = [] }: HalfWay): boolean =>
  !stored.includes(totpStep.page) && (state.page === totpStep.page || held.includes(totpStep.page));

/** Whose way ends here, with all that the link is for. */
function endsFor(attempt: Attempt): Pick<User, 'id'> | undefined {
  if (attempt.kind === 'activated' || attempt.kind === 'company') return attempt.user;
  if (attempt.kind !== 'linkState') return undefined;
  const { linkState } = attempt;
  if (linkState.kind === 'company') return linkState.user;
  return linkState.kind === 'used' && linkState.userId !== undefined ? { id: linkState.userId } : undefined;
}

/** Keycloak notes when it has made the codes that it stores: that tells one set from another. */
async function hasOtherCodes({ credentialsOf }: Reads, id: string, generatedAt: string): Promise<boolean> {
  const kept = (await credentialsOf(id)).find(({ type }) => type === 'recovery-authn-codes');
  return kept?.createdDate !== undefined && String(kept.createdDate) !== generatedAt;
}
