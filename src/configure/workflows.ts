import type WorkflowRepresentation from '@keycloak/keycloak-admin-client/lib/defs/workflowRepresentation.js';
import { refusalStatus } from '../keycloak/api/faults.ts';
import type { KeycloakAdmin } from '../keycloak/api/keycloak-admin.ts';
import { type Requirement, unseen, warning } from './requirement.ts';

/** The step of Keycloak 26.8 that mails new users by itself. */
const INVITES = 'invite-user';
const PAGE = 100;

/**
 * Whether the realm's workflows (Keycloak's own automation) invite people, too. A Keycloak without workflows has none,
 * and only their maker can say what they are for.
 * @param step that invites; tests name one that today's Keycloak has.
 */
export function workflowsRequirement(admin: KeycloakAdmin, step = INVITES): Requirement {
  return {
    title: 'workflows',
    async look() {
      const workflows = await workflowsOf(admin);
      if (!workflows) return [unseen('')];
      const inviting = workflows.filter(
        ({ enabled, steps = [] }) => enabled !== false && steps.some(({ uses }) => uses === step),
      );
      return inviting.map(({ name }) =>
        warning(
          `“${name}” mails people by its step ${step}: who is new gets two mails, that one and the sidecar’s; take the step out of it, or set INVITE_CONSOLE_USERS=false`,
        ),
      );
    },
  };
}

/** Undefined where the administrator may not see them. */
async function workflowsOf(admin: KeycloakAdmin): Promise<WorkflowRepresentation[] | undefined> {
  const found: WorkflowRepresentation[] = [];
  for (let first = 0; ; first += PAGE) {
    const page = await admin.workflows.find({ first, max: PAGE }).catch((error) => {
      const status = refusalStatus(error);
      if (status === undefined) throw error;
      // Else the feature is off, or the Keycloak older.
      return status === 403 ? undefined : [];
    });
    if (!page) return undefined;
    found.push(...page);
    if (page.length < PAGE) return found;
  }
}
