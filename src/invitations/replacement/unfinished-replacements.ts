import type { Logger } from '../../common/log.ts';
import type { KeycloakAdmin } from '../../keycloak/api/keycloak-admin.ts';
import { carryOut } from './replace-account.ts';
import { plans } from './replacement-plan.ts';

/** Whether there are plans that {@link finishReplacements} carries out. */
export async function hasUnfinishedReplacements(admin: KeycloakAdmin, grace: number): Promise<boolean> {
  return (await plans(admin)).some(({ createdAt }) => createdAt <= Date.now() - grace);
}

/**
 * Carries out plans that a crash has cut off. The sender mails the new accounts afterwards.
 * @param grace milliseconds for which a new plan is left to the process that stored it.
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
