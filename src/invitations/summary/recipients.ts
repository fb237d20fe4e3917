import { signInOf } from '../../authority/can-sign-in.ts';
import { PAGES } from '../../common/addresses.ts';
import type { KeycloakAdmin } from '../../keycloak/api/keycloak-admin.ts';
import { organizationsOfMember } from '../../keycloak/realm/organizations.ts';
import { displayName, localeOf, readUser } from '../../keycloak/realm/users.ts';
import { standingOf } from '../../keycloak/rights/author-rights.ts';
import { mailLocaleOf, type SummaryData } from './summary-mail.ts';
import type { Kind, News } from './tally.ts';

/**
 * What a summary says to an inviter; undefined where they get none. They must exist, be enabled, able to sign in, and have an address that is proven theirs. Only what is
 * theirs to see counts: company admins must still belong to the company for which they invited, and Keycloak's log must show no taken role.
 */
export async function summaryFor(
  admin: KeycloakAdmin,
  publicUrl: string,
  userId: string,
  news: readonly News[],
): Promise<SummaryData | undefined> {
  const user = await readUser(admin, userId);
  const { email, enabled, emailVerified, serviceAccountClientId } = user ?? {};
  if (!user || !email || !enabled || !emailVerified || serviceAccountClientId) return undefined;
  if ((await signInOf(admin, user)) !== 'yes') return undefined;
  const theirs = await within(admin, userId, news);
  if (theirs.length === 0) return undefined;
  const count = (kind: Kind) => theirs.filter((one) => one.kind === kind).length;
  return {
    locale: mailLocaleOf(localeOf(user)),
    name: user.firstName || user.lastName ? displayName(user) : '',
    email,
    counts: { activated: count('activated'), failed: count('failed'), expiring: count('expiring') },
    listUrl: `${publicUrl}${PAGES.admin}?${new URLSearchParams({ inviter: userId })}`,
  };
}

async function within(admin: KeycloakAdmin, userId: string, news: readonly News[]): Promise<News[]> {
  const companies = await organizationsOfMember(admin, userId);
  const open = new Set(companies.filter(({ disabled }) => !disabled).map(({ id }) => id));
  const visible = news.filter(({ company }) => company === undefined || open.has(company));
  const latest = visible.reduce((at, { invitedAt }) => Math.max(at, invitedAt.getTime()), 0);
  if (latest === 0) return [];
  const role = visible.some(({ company }) => company === undefined) ? 'admin' : 'company-admin';
  const standing = await standingOf(admin, { userId, role, companies: [], evidence: { at: latest } });
  return standing === 'holds' || standing === 'unknown' ? visible : [];
}
