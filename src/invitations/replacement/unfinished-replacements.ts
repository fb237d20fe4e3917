import type { KeycloakAdmin } from '../../keycloak/api/keycloak-admin.ts';
import type { Logger } from '../../log.ts';
import { carryOut } from './replace-account.ts';
import { plans } from './replacement-plan.ts';

/**
 * Carries out the plans for new accounts whose makers have died. The mail of each is sent with the others that wait.
 * @param grace milliseconds for which a plan is left to whoever has just written it.
 */
export async function finishReplacements(
  { admin, logger }: { admin: KeycloakAdmin; logger: Logger },
  grace: number,
  signal: AbortSignal,
): Promise<void> {
  for (const plan of await plans(admin)) {
    if (signal.aborted || plan.createdAt > Date.now() - grace) continue;
    try {
      const successor = await carryOut(admin, plan);
      logger.info({ user: plan.previousId, successor: successor?.id }, 'finished the replacement of an account');
    } catch (error) {
      logger.warn({ user: plan.previousId, err: error }, 'the replacement of an account could not be finished; trying again');
    }
  }
}
