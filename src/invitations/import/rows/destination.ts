import type { Actor } from '../../../authority/actor.ts';
import { AppError } from '../../../errors.ts';
import type { Apps } from '../../../keycloak/ride/apps.ts';
import { type AppOfInvitation, appOfInvitation } from '../../commands/app-of-invitation.ts';
import type { ImportRow } from '../file/read-row.ts';
import type { Outcome } from './invite-row.ts';

export interface DestinationDeps {
  apps: Apps;
}

/** Where a row's person is to go, or the row's failure at the column that says so. Throws where Keycloak does not answer. */
export async function destinationOf(
  apps: Apps,
  actor: Actor,
  { destination }: Pick<ImportRow, 'destination'>,
): Promise<AppOfInvitation | (Outcome & { fault: NonNullable<Outcome['fault']> })> {
  try {
    return await appOfInvitation(apps, actor, destination ?? {});
  } catch (error) {
    const [fault] = error instanceof AppError ? (error.fields ?? []) : [];
    if (!fault) throw error;
    const column = destination?.columns[fault.field as 'app' | 'target'] ?? '';
    return { kind: 'failed', created: false, fault: { column, key: fault.key, ...(fault.params && { params: fault.params }) } };
  }
}
