import type { Reach } from '../../authority/reach.ts';
import { AppError, type FieldError } from '../../errors.ts';
import { organizationByAlias } from '../../keycloak/realm/organizations.ts';
import { readUser, userIdSchema } from '../../keycloak/realm/users.ts';
import type { Apps } from '../../keycloak/ride/apps.ts';
import type { InvitationList, ListDeps } from '../listing/list.ts';
import { EMPTY_PAGE, type ListQuery } from '../listing/whole-page.ts';
import { groupId } from './carried-list.ts';

type Deps = Pick<ListDeps, 'admin' | 'companies'> & { apps: Apps };

/**
 * The list, which refuses what an administrator of the realm mistypes: a page that shows nobody throws `invalid_request` where its company, group, app or
 * inviter does not exist. So lists, files and commands for many refuse the same. Where somebody is found nothing is asked, as invitations may still
 * carry what is gone. Company admins find nobody, and are not told what there is.
 */
export function createKnownList(list: InvitationList, deps: Deps): InvitationList {
  return {
    async page(reach, query) {
      const page = NAMES.some((name) => isNoName(query[name])) ? EMPTY_PAGE : await list.page(reach, query);
      const fields = page.items.length === 0 ? await unknownFilters(deps, reach, query) : [];
      if (fields.length > 0) throw new AppError('invalid_request', { fields });
      return page;
    },
  };
}

/** The filters that name something. */
const NAMES = ['organization', 'group', 'app', 'inviter'] as const;

/** Nothing is named with control characters or halves of a character: Keycloak and its addresses take none. */
const isNoName = (name: string | undefined): boolean => name !== undefined && /[\p{Cc}\p{Cs}]/u.test(name);

async function unknownFilters({ admin, companies, apps }: Deps, reach: Reach, query: ListQuery): Promise<FieldError[]> {
  if (!reach.all) return [];
  const { organization, group, app, inviter } = query;
  const isCompany = async (alias: string) =>
    (await companies.all()).some((company) => company.alias === alias) || (await organizationByAlias(admin, alias)) !== undefined;
  const isAccount = async (id: string) => userIdSchema.safeParse(id).success && (await readUser(admin, id)) !== undefined;
  const isThere = async (name: string | undefined, ask: (name: string) => Promise<boolean>) =>
    name === undefined || (!isNoName(name) && ask(name));
  const [hasCompany, hasGroup, hasApp, hasInviter] = await Promise.all([
    isThere(organization, isCompany),
    isThere(group, async (path) => (await groupId(admin, path)) !== undefined),
    isThere(app, async (clientId) => (await apps.find(clientId)) !== undefined),
    isThere(inviter, isAccount),
  ]);
  return [
    ...(hasCompany ? [] : [{ field: 'organization', key: 'field.organization_unknown' as const }]),
    ...(hasGroup ? [] : [{ field: 'group', key: 'field.no_such_group' as const }]),
    ...(hasApp ? [] : [{ field: 'app', key: 'field.app_unknown' as const }]),
    ...(hasInviter ? [] : [{ field: 'inviter', key: 'field.inviter_unknown' as const }]),
  ];
}
