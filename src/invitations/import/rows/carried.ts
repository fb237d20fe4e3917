import type { Actor } from '../../../authority/actor.ts';
import {
  type AssignableGroup,
  assignableGroups,
  type GivenGroup,
  requireAssignable,
} from '../../../authority/assignable-groups.ts';
import { cachedByKey } from '../../../common/cache.ts';
import { AppError } from '../../../errors.ts';
import type { KeycloakAdmin } from '../../../keycloak/api/keycloak-admin.ts';
import type { Apps } from '../../../keycloak/ride/apps.ts';
import type { Config } from '../../../settings/config.ts';
import type { SignIn } from '../../../settings/sign-in.ts';
import { type AppOfInvitation, appOfInvitation } from '../../carried/app-of-invitation.ts';
import { companySignIn, requireSignIn, type SignInDeps, type WayIn } from '../../carried/sign-in.ts';
import { requireMayWrite } from '../../sending/inviter-message.ts';
import type { ImportRow } from '../file/read-row.ts';
import type { Outcome } from './outcome.ts';

export interface CarriedDeps extends SignInDeps {
  apps: Apps;
  config: SignInDeps['config'] & Pick<Config, 'companyAdminMessages'>;
}

/** Milliseconds for which an answer is used again, as for companies: a file of 100,000 rows does not ask as often. */
const FRESH = 10_000;
const lately = new WeakMap<KeycloakAdmin, (kind: string) => Promise<AssignableGroup[]>>();

function assignableLately(admin: KeycloakAdmin, { kind }: Pick<Actor, 'kind'>): Promise<AssignableGroup[]> {
  const ask = lately.get(admin) ?? cachedByKey((asked) => assignableGroups(admin, { kind: asked as Actor['kind'] }), FRESH, 4);
  lately.set(admin, ask);
  return ask(kind);
}

/** What a row's invitation carries. */
export interface Carried {
  destination: AppOfInvitation;
  groups: GivenGroup[];
  wayIn: WayIn;
  message: string | undefined;
}

/**
 * What a row's invitation carries, asked of Keycloak at this moment, or the row's failure at the column that says so. Throws where Keycloak does not
 * answer.
 */
export async function carriedBy(
  { admin, apps, realm, config }: CarriedDeps,
  actor: Actor,
  row: Pick<ImportRow, 'email' | 'organization' | 'destination' | 'groups' | 'signIn' | 'message'>,
): Promise<Carried | (Outcome & { fault: NonNullable<Outcome['fault']> })> {
  try {
    requireMayWrite(config, actor, row.message?.text);
    return {
      destination: await appOfInvitation(apps, actor, row.destination ?? {}),
      groups: await requireAssignable(admin, actor, row.groups?.paths, assignableLately),
      wayIn: await requireSignIn({ admin, realm, config }, actor, {
        email: row.email,
        company: row.organization,
        wish: await wishOf(admin, actor, row),
      }),
      message: row.message?.text,
    };
  } catch (error) {
    const [fault] = error instanceof AppError ? (error.fields ?? []) : [];
    if (!fault) throw error;
    const column = columnOf(row, fault.field);
    return {
      kind: 'failed',
      created: false,
      fault: { column: column ?? '', key: fault.key, ...(fault.params && { params: fault.params }) },
    };
  }
}

/** How the person of a row is to sign in if the row or the import says so; undefined for by their address. */
async function wishOf(
  admin: KeycloakAdmin,
  { reach }: Pick<Actor, 'reach'>,
  { email, organization, signIn }: Pick<ImportRow, 'email' | 'organization' | 'signIn'>,
): Promise<SignIn | undefined> {
  const word = signIn?.kind;
  if (word === 'company') return companySignIn(admin, reach, { email, organization: organization?.alias });
  return word === 'address' ? undefined : word;
}

/** The column of a row that says what an invitation carries; undefined for any other field. */
export function columnOf(
  { destination, groups, signIn, message }: Pick<ImportRow, 'destination' | 'groups' | 'signIn' | 'message'>,
  field: string,
): string | undefined {
  const { columns } = destination ?? {};
  const titles: Record<string, string | undefined> = {
    ...columns,
    groups: groups?.column,
    signIn: signIn?.column,
    message: message?.column,
  };
  return titles[field];
}
