import type { Actor } from '../../authority/actor.ts';
import { AppError } from '../../errors.ts';
import type { Apps } from '../../keycloak/ride/apps.ts';
import type { InvitationRecord } from '../record/invitation.ts';

export interface AskedApp {
  /** Client id. */
  app?: string | undefined;
  /** A path of the app, or an address in it. */
  target?: string | undefined;
}

export type AppOfInvitation = Pick<InvitationRecord, 'app' | 'appName' | 'target'>;

/**
 * The app that a person is to go to after activation. Throws `invalid_request` for one that is none, for a target that the app does not take, and for any at
 * all where a company admin asks: people who have an account elsewhere are asked by Keycloak's own mail, which knows nothing of it, and a difference
 * would tell who they are.
 */
export async function appOfInvitation(apps: Apps, actor: Actor, { app: clientId, target }: AskedApp): Promise<AppOfInvitation> {
  if (clientId === undefined && target === undefined) return { app: undefined, appName: undefined, target: undefined };
  if (actor.kind === 'company-admin') throw refusal(clientId === undefined ? 'target' : 'app', 'field.app_not_yours');
  if (clientId === undefined) throw refusal('target', 'field.target_without_app');
  const app = await apps.find(clientId);
  if (!app) throw refusal('app', 'field.app_unknown');
  const address = target === undefined ? undefined : await apps.targetIn(app, target);
  if (target !== undefined && address === undefined) throw refusal('target', 'field.target_outside');
  return { app: clientId, appName: app.name, target: address };
}

const refusal = (
  field: 'app' | 'target',
  key: 'field.app_not_yours' | 'field.target_without_app' | 'field.app_unknown' | 'field.target_outside',
) => new AppError('invalid_request', { fields: [{ field, key }] });
