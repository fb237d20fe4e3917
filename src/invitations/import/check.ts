import type { Admin } from '../../keycloak/admin.ts';
import type { LeanAdmin } from '../../keycloak/lean-admin.ts';
import type { Reach } from '../../keycloak/organizations.ts';
import { invitationOf } from '../invitation.ts';
import type { Pace } from '../pace.ts';
import type { Outcome } from './place.ts';
import type { ImportRow } from './row.ts';
import { eachRow, type Run } from './run.ts';

/** A dry run: every fault of every row, and who is there already. Changes nothing. */
export async function runCheck(
  { admin, lean, pace }: { admin: Admin; lean: LeanAdmin; pace: Pace },
  run: Run,
  reach: Reach,
): Promise<void> {
  const known = reach.all ? lookUp(lean) : await membersOf(admin, reach);
  await eachRow(run, async (row) => {
    const state = await pace.run(() => known(row));
    if (!state) return 'ok';
    return { kind: 'skipped', created: false, fault: { column: '', key: `import.row.${state}` } } satisfies Outcome;
  });
}

type Known = (row: ImportRow) => Promise<'exists' | 'invited' | undefined>;

function lookUp(lean: LeanAdmin): Known {
  return async ({ email }) => {
    const user = await lean.findUser({ email });
    if (!user) return undefined;
    return invitationOf(user) ? 'invited' : 'exists';
  };
}

const PAGE = 500;

/** Somebody whose reach ends at some companies learns of those companies' members only: other addresses look like new ones. */
async function membersOf(admin: Admin, reach: Exclude<Reach, { all: true }>): Promise<Known> {
  const states = new Map<string, 'exists' | 'invited'>();
  for (const { id: orgId } of reach.organizations) {
    for (let first = 0; ; first += PAGE) {
      // As in list-companies.ts: without it the attributes are left out, and the admin client's type does not know it.
      const query = { orgId, first, max: PAGE, briefRepresentation: false };
      const members = await admin.organizations.listMembers(query);
      for (const member of members) states.set(member.email?.toLowerCase() ?? '', invitationOf(member) ? 'invited' : 'exists');
      if (members.length < PAGE) break;
    }
  }
  return async ({ email }) => states.get(email);
}
