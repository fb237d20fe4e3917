import { setTimeout as delay } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { KeycloakAdmin } from '../../keycloak/api/keycloak-admin.ts';
import { PASSKEY } from '../../keycloak/ride/required-actions.ts';
import { realmAccess } from '../realm-access.ts';
import { differs, type Finding, missing, unwanted, warning } from '../requirement.ts';
import { type Execution, flowWriter, type Line } from './flow-writer.ts';
import { NEEDED, stepsFor, waysWithoutPassword } from './reset-steps.ts';

/**
 * “Forgot password?”: a copy of the realm's own flow, in which the link of the mail gives no password to whoever was invited without one. The mail goes to
 * them as to all others: what somebody else learns by asking is the same for each address. A password that they have all the same, as an administrator has
 * given it, they may set anew.
 */

const MAIL = 'reset-credential-email';
const PASSWORD = 'reset-password';
const KEYCLOAKS_OWN = 'reset credentials';
/** Milliseconds in which another run has made its copy, or given up. */
const MADE_WITHIN = 3000;

/** Of realms whose sign-in pages wear our theme. */
const MESSAGE = 'accountWithoutPassword';
const SENTENCES = {
  es: 'Esta cuenta no tiene contraseña. Entre con la cuenta de su empresa o con su llave de acceso.',
  en: 'This account has no password. Sign in with your company’s account, or with your passkey.',
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

/**
 * What the realm lacks so that nobody gets a password by “Forgot password?” who is to have none.
 * @param providers aliases of the providers by which people sign in.
 */
export async function forgottenPassword(admin: KeycloakAdmin, clientId: string, providers: Iterable<string>): Promise<Finding[]> {
  const { flows, prefix, read, bind, removeAll } = resetFlows(admin, clientId);
  const { realm, bound, former, copies } = await read();
  const original = await flows.getExecutions({ flow: former });
  const alias = `${prefix}${former}`;
  /** Of an original that has changed since, and needs none or can have none. */
  const withoutCopy = (why: string) =>
    copies.length > 0
      ? [unwanted(`“Forgot password?” follows an outdated copy of “${former}”, which ${why}`, () => removeAll())]
      : [];
  const left = (why: string) => [
    ...withoutCopy('cannot be copied any more'),
    warning(`“Forgot password?” gives a password to people who were invited without one: ${why} (docs/configure.md)`),
  ];
  if (!givesPasswords(original)) return withoutCopy('gives nobody a password');
  const why = hindrance(former, original);
  if (why !== undefined) return left(`the flow “${former}” stays as it is, as ${why}`);
  const known = (await flows.getAuthenticatorProviders()) as { id?: string }[];
  const unknown = NEEDED.filter((id) => !known.some((one) => one.id === id));
  if (unknown.length > 0) return left(`this Keycloak has no ${unknown.join(', ')}`);

  const { linesOf, configOf, fill } = flowWriter(admin, alias);
  const [client] = await admin.clients.find({ clientId });
  const wearsOurs = realm.loginTheme !== undefined && realm.loginTheme === client?.attributes?.login_theme;
  const actions = await flows.getRequiredActions();
  const hasPasskeys = actions.some((action) => action.alias === PASSKEY && action.enabled);
  const steps = stepsFor(
    alias,
    waysWithoutPassword(providers, hasPasskeys),
    wearsOurs ? MESSAGE : SENTENCES[realm.defaultLocale?.startsWith('es') ? 'es' : 'en'],
  );

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

  /** Followed only once it is complete: else it is gone again, and the difference stays. */
  async function make(): Promise<void> {
    if (isHere && bound !== alias) {
      // Another run may be making it at this moment.
      await delay(MADE_WITHIN);
      if (await isRight().catch(() => false)) return bind(alias);
    }
    await removeAll();
    await flows.copyFlow({ flow: former, newName: alias });
    const before = topOf(await flows.getExecutions({ flow: alias }));
    const behind = before.length - before.findIndex(({ providerId }) => providerId === MAIL) - 1;
    await fill(alias, steps);
    for (const { id = '' } of topOf(await flows.getExecutions({ flow: alias })).slice(before.length))
      for (let moved = 0; moved < behind; moved += 1) await flows.raisePriorityExecution({ id });
    await ((await isRight()) ? bind(alias) : removeAll());
  }
}

const topOf = (steps: readonly Execution[]) => steps.filter(({ level }) => level === 0);

/** `--remove`: the realm follows again what it did before. */
export async function withoutForgottenPassword(admin: KeycloakAdmin, clientId: string): Promise<Finding[]> {
  const { read, isOurs, removeAll } = resetFlows(admin, clientId);
  const { bound, former, copies } = await read();
  if (copies.length === 0) return [];
  const follows = isOurs(bound) ? former : bound;
  return [unwanted(`“Forgot password?” follows “${follows}”, without our copy`, () => removeAll())];
}
