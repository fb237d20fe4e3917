import type { Actor } from '../../authority/actor.ts';
import type { AppError } from '../../errors.ts';
import { toAppError } from '../../http/answer/to-app-error.ts';
import { invitationIdOfKey } from '../answers/idempotency-key.ts';
import type { Sentences } from '../answers/keycloak-refusal.ts';
import { type ChangeDeps, changeInvitation, type InvitationApiDeps } from '../commands/change-invitation.ts';
import { resend } from '../commands/resend.ts';
import { revoke } from '../commands/revoke.ts';
import { movedInvitation } from '../commands/successor.ts';
import type { Invitation } from '../record/invitation.ts';
import type { SendDeps } from '../sending/send-mail.ts';

export type OneOfManyDeps = SendDeps &
  ChangeDeps & { config: SendDeps['config'] & ChangeDeps['config'] } & Pick<InvitationApiDeps, 'requireReach'>;

export interface OneOfMany {
  command: 'resend' | 'revoke';
  /** Of the whole command: with it the same invitation is mailed once, however often this is called. */
  key: string;
  /** How long the new link holds, in hours. */
  lifespanHours?: number | undefined;
  words?: Sentences;
}

/** What became of one invitation. `before` is undefined where there was none within reach, `after` where the command was refused. */
export type Carried =
  | { before: Invitation | undefined; after: Invitation }
  | { before: Invitation | undefined; after?: undefined; refusal: AppError; error: unknown };

/**
 * Carries out a command for one of several invitations, the way that it would go alone: so the same rules decide. Refusals are returned, as the others
 * go on; so are faults of Keycloak, whose `refusal.status` is 500 and more.
 */
export async function onOneOfMany(
  deps: OneOfManyDeps,
  actor: Actor,
  id: string,
  { command, key, lifespanHours, words }: OneOfMany,
): Promise<Carried> {
  const { reach } = actor;
  const invitationId = invitationIdOfKey(actor.userId, key, id);
  let before: Invitation | undefined;
  try {
    await deps.requireReach(reach, id);
    const after = await changeInvitation<Invitation>(deps, reach, id, (known) => {
      before = known;
      return command === 'resend' ? resend(deps, actor, id, { invitationId, lifespanHours }) : revoke(deps, actor, id, words);
    });
    return { before, after };
  } catch (error) {
    const refusal = toAppError(error);
    // The account was replaced by another one when this was asked for the first time.
    const moved = refusal.code === 'not_found' ? await movedInvitation(deps, actor, id, invitationId) : undefined;
    if (moved?.isRepeated) return { before, after: moved.invitation };
    return { before, refusal, error };
  }
}
