import { setTimeout as delay } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { refusalStatus } from '../../keycloak/api/faults.ts';
import type { KeycloakAdmin } from '../../keycloak/api/keycloak-admin.ts';
import { type Execution, flowWriter, type Line } from '../flow-writer.ts';
import { offersPasskeys } from '../passkeys.ts';
import { realmAccess } from '../realm-access.ts';
import { differs, type Finding, missing, type Requirement, unwanted, warning } from '../requirement.ts';
import { NEEDED, stepsFor, waysWithoutPassword } from './reset-steps.ts';

/**
 * “Forgot password?”: a copy of the realm's own flow, in which the link of the mail gives no password to whoever was invited without one. The mail goes to
 * them as to all others: what somebody else learns by asking is the same for each address. A password that they have all the same, as an administrator has
 * given it, they may set anew.
 */

const MAIL = 'reset-credential-email';
const PASSWORD = 'reset-password';
const KEYCLOAKS_OWN = 'reset credentials';
/** Milliseconds in which another run that makes its copy does something to it, unless it has died; and between two looks at that. */
const MOVES_WITHIN = 3000;
const LOOKED_EVERY = 200;

/** How people get in who are to have no password. */
export interface WaysIn {
  /** Aliases of the companies' providers. */
  providers(): Promise<readonly string[]>;
  /** Whether the realm is to offer passkeys. */
  passkeys: boolean;
}

/** What people are told: `key` where the sign-in pages wear our theme, else one of the sentences. */
const TOLD = {
  companies: {
    key: 'accountWithoutPassword',
    es: 'Esta cuenta no tiene contraseña. Entre con la cuenta de su empresa o con su llave de acceso.',
    en: 'This account has no password. Sign in with your company’s account, or with your passkey.',
  },
  passkeys: {
    key: 'accountWithPasskeyAlone',
    es: 'Esta cuenta no tiene contraseña. Entre con su llave de acceso.',
    en: 'This account has no password. Sign in with your passkey.',
  },
};

function resetFlows(admin: KeycloakAdmin, clientId: string) {
  const { authenticationManagement: flows } = admin;
  const access = realmAccess(admin);
  /** The name of a copy tells what it is a copy of. */
  const prefix = `${clientId} - forgotten password - `;
  const isOurs = (alias = '') => alias.startsWith(prefix);

  async function read() {
    const realm = await access.read();
    const bound = realm.resetCredentialsFlow ?? KEYCLOAKS_OWN;
    const known = await flows.getFlows();
    const own = isOurs(bound) ? bound.slice(prefix.length) : bound;
    // What the realm's owner has renamed or deleted since cannot be compared nor bound again.
    const former = known.some(({ alias }) => alias === own) ? own : KEYCLOAKS_OWN;
    return { realm, bound, former, copies: known.filter(({ alias }) => isOurs(alias)) };
  }

  const bind = (alias: string) => access.update({ resetCredentialsFlow: alias });

  async function removeAll(except?: string): Promise<void> {
    const { bound, former, copies } = await read();
    if (isOurs(bound) && bound !== except) await bind(former);
    for (const { id = '' } of copies.filter(({ alias }) => alias !== except)) await flows.deleteFlow({ flowId: id });
  }

  return { flows, prefix, isOurs, read, bind, removeAll };
}

/** Keycloak takes other signs in no new name; an imported flow may have them. */
const NAME = /^[\p{L}\p{N} _.-]+$/u;

/** Why a flow cannot be copied with our steps; undefined where it can. */
function hindrance(name: string, steps: readonly Execution[]): string | undefined {
  if (!NAME.test(name)) return 'its name has signs that Keycloak takes in no new one';
  const mails = steps.filter(({ providerId, requirement }) => providerId === MAIL && requirement !== 'DISABLED');
  const [mail] = mails;
  if (mails.length === 1 && mail?.level === 0 && mail.requirement === 'REQUIRED') return undefined;
  return 'it has no step “Send Reset Email” of its own, required, behind which others could stand';
}

const givesPasswords = (steps: readonly Execution[]) =>
  steps.some(({ providerId, requirement }) => providerId === PASSWORD && requirement !== 'DISABLED');

/** The copy, in a realm in which people are invited without a password; elsewhere none. */
export function forgottenPasswordRequirement(admin: KeycloakAdmin, clientId: string, ways: WaysIn): Requirement {
  return {
    title: 'forgotten passwords',
    async look() {
      const providers = await ways.providers();
      if (providers.length === 0 && !ways.passkeys) return withoutCopy(admin, clientId);
      return withCopy(admin, clientId, providers, ways.passkeys || (await offersPasskeys(admin)));
    },
  };
}

/** What the realm lacks so that nobody gets a password by “Forgot password?” who is to have none. */
async function withCopy(
  admin: KeycloakAdmin,
  clientId: string,
  providers: readonly string[],
  hasPasskeys: boolean,
): Promise<Finding[]> {
  const { flows, prefix, isOurs, read, bind, removeAll } = resetFlows(admin, clientId);
  const { realm, bound, former, copies } = await read();
  const original = await flows.getExecutions({ flow: former });
  const alias = `${prefix}${former}`;
  /** Of an original that has changed since, and needs none or can have none. */
  const withoutOutdated = (why: string) =>
    copies.length > 0
      ? [unwanted(`“Forgot password?” follows an outdated copy of “${former}”, which ${why}`, () => removeAll())]
      : [];
  const left = (why: string) => [
    ...withoutOutdated('cannot be copied any more'),
    warning(`“Forgot password?” gives a password to people who were invited without one: ${why} (docs/configure.md)`),
  ];
  if (!givesPasswords(original)) return withoutOutdated('gives nobody a password');
  const why = hindrance(former, original);
  if (why !== undefined) return left(`the flow “${former}” stays as it is, as ${why}`);
  const known = (await flows.getAuthenticatorProviders()) as { id?: string }[];
  const unknown = NEEDED.filter((id) => !known.some((one) => one.id === id));
  if (unknown.length > 0) return left(`this Keycloak has no ${unknown.join(', ')}`);

  const { linesOf, configOf, fill } = flowWriter(admin, alias);
  const [client] = await admin.clients.find({ clientId });
  const wearsOurs = realm.loginTheme !== undefined && realm.loginTheme === client?.attributes?.login_theme;
  const told = TOLD[providers.length > 0 ? 'companies' : 'passkeys'];
  const message = told[wearsOurs ? 'key' : realm.defaultLocale?.startsWith('es') ? 'es' : 'en'];
  const steps = stepsFor(alias, waysWithoutPassword(providers, hasPasskeys), message);

  const isHere = copies.some((one) => one.alias === alias);
  const findings: Finding[] = [];
  if (!isHere || bound !== alias || !(await isRight()))
    findings.push(
      (isHere ? differs : missing)(
        `“Forgot password?” gives a password to people who were invited without one: the flow “${alias}”, a copy of “${former}”, does not`,
        make,
      ),
    );
  const outdated = copies.filter((one) => one.alias !== alias);
  if (findings.length === 0 && outdated.length > 0)
    findings.push(unwanted(`earlier copies: ${outdated.map((one) => one.alias).join(', ')}`, () => removeAll(alias)));
  return findings;

  /** As the original is by now, with our steps behind the mail. */
  async function isRight(): Promise<boolean> {
    const place = original.findIndex(({ providerId }) => providerId === MAIL) + 1;
    const wanted: Line[] = [];
    for (const step of original) wanted.push(await lineOf(step));
    wanted.splice(place, 0, ...linesOf(steps, 0));
    const own = new Set(linesOf(steps, 0).map(([, , what]) => what));
    const held: Line[] = [];
    for (const step of await flows.getExecutions({ flow: alias }))
      held.push(await lineOf(step, own.has(step.displayName) ? step.displayName : undefined));
    return isDeepStrictEqual(held, wanted);
  }

  /** Sub-flows of a copy have other names. */
  async function lineOf(step: Execution, name?: string): Promise<Line> {
    return [step.level, step.requirement, step.authenticationFlow ? name : step.providerId, await configOf(step)];
  }

  /** Whether another run completes the copy that it makes at this moment. */
  async function becomesRight(): Promise<boolean> {
    let seen = '';
    for (let since = Date.now(); Date.now() - since < MOVES_WITHIN; await delay(LOOKED_EVERY)) {
      if (await isRight().catch(() => false)) return true;
      const now = JSON.stringify(await flows.getExecutions({ flow: alias }).catch(() => []));
      if (now !== seen) [seen, since] = [now, Date.now()];
    }
    return false;
  }

  /** Followed only once it is complete: else it is gone again, and the difference stays. */
  async function make(): Promise<void> {
    if (isHere && bound !== alias && (await becomesRight())) return bind(alias);
    if (isOurs(bound)) await bind(former);
    // Those alone that were there before: what another run has made since is left to it.
    for (const { id = '' } of copies) await flows.deleteFlow({ flowId: id }).catch(ifGone);
    try {
      await flows.copyFlow({ flow: former, newName: alias });
    } catch (error) {
      if (refusalStatus(error) === 409 && (await becomesRight())) return bind(alias);
      throw error;
    }
    const before = topOf(await flows.getExecutions({ flow: alias }));
    const behind = before.length - before.findIndex(({ providerId }) => providerId === MAIL) - 1;
    await fill(alias, steps);
    for (const { id = '' } of topOf(await flows.getExecutions({ flow: alias })).slice(before.length))
      for (let moved = 0; moved < behind; moved += 1) await flows.raisePriorityExecution({ id });
    await ((await isRight()) ? bind(alias) : removeAll());
  }
}

function ifGone(error: unknown): void {
  if (refusalStatus(error) !== 404) throw error;
}

const topOf = (steps: readonly Execution[]) => steps.filter(({ level }) => level === 0);

/** The realm follows again what it did before. */
async function withoutCopy(admin: KeycloakAdmin, clientId: string): Promise<Finding[]> {
  const { read, isOurs, removeAll } = resetFlows(admin, clientId);
  const { bound, former, copies } = await read();
  if (copies.length === 0) return [];
  const follows = isOurs(bound) ? former : bound;
  return [unwanted(`“Forgot password?” follows “${follows}”, without our copy`, () => removeAll())];
}
