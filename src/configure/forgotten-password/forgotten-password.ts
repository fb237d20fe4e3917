import { isDeepStrictEqual } from 'node:util';
import type ClientRepresentation from '@keycloak/keycloak-admin-client/lib/defs/clientRepresentation.js';
import type RealmRepresentation from '@keycloak/keycloak-admin-client/lib/defs/realmRepresentation.js';
import type { KeycloakAdmin } from '../../keycloak/api/keycloak-admin.ts';
import { beginningOf, FLOW_NAME, makeFlow } from '../flow-maker.ts';
import { type Execution, endingOf, flowWriter, type Line } from '../flow-writer.ts';
import { offersPasskeys } from '../passkeys.ts';
import { realmAccess } from '../realm-access.ts';
import { differs, type Finding, missing, type Requirement, recommended, unwanted, warning } from '../requirement.ts';
import { NEEDED, PASSKEY, stepsFor, waysWithoutPassword } from './reset-steps.ts';

/**
 * “Forgot password?”: a copy of the realm's own flow, in which the link of the mail gives no password to whoever was invited without one. The mail goes to
 * them as to all others: what somebody else learns by asking is the same for each address. A password that they have all the same, as an administrator has
 * given it, they may set anew.
 */

const MAIL = 'reset-credential-email';
const PASSWORD = 'reset-password';
const KEYCLOAKS_OWN = 'reset credentials';

/** How people get in who are to have no password. */
export interface WaysIn {
  /** Aliases of the companies' providers. */
  providers(): Promise<readonly string[]>;
  /** Whether the realm is to offer passkeys. */
  passkeys: boolean;
  /** Whether that was asked for: a realm that is ready for passkeys may have nobody who was invited to one, and a first copy is recommended there. */
  asked: boolean;
}

/** What people are told: `key` where the sign-in pages wear our theme, else one of the sentences. */
const TOLD = {
  companies: {
    key: 'accountWithoutPassword',
    es: 'Esta cuenta no tiene contraseña. Entre con la cuenta de su empresa o con su llave de acceso. Si todavía no ha activado la cuenta, abra el enlace de su invitación o pida uno nuevo a la persona que le invitó.',
    en: 'This account has no password. Sign in with your company’s account, or with your passkey. If you have not activated the account yet, open the link in your invitation, or ask the person who invited you for a new one.',
  },
  passkeys: {
    key: 'accountWithPasskeyAlone',
    es: 'Esta cuenta no tiene contraseña. Entre con su llave de acceso. Si todavía no ha activado la cuenta, abra el enlace de su invitación o pida uno nuevo a la persona que le invitó.',
    en: 'This account has no password. Sign in with your passkey. If you have not activated the account yet, open the link in your invitation, or ask the person who invited you for a new one.',
  },
};

function resetFlows(admin: KeycloakAdmin, clientId: string) {
  const { authenticationManagement: flows } = admin;
  const access = realmAccess(admin);
  /** The name of a copy tells what it is a copy of. */
  const prefix = `${beginningOf(clientId)}forgotten password - `;
  const isOurs = (alias = '') => alias.startsWith(prefix);

  async function read() {
    const realm = await access.read();
    const bound = realm.resetCredentialsFlow ?? KEYCLOAKS_OWN;
    const known = await flows.getFlows();
    const own = isOurs(bound) ? bound.slice(prefix.length) : bound;
    const copied = originalIn(known.find(({ alias }) => alias === bound)?.description);
    // Its owner may have renamed it since. What they have deleted cannot be compared nor bound again.
    const original = known.find(({ id }) => id === copied) ?? known.find(({ alias }) => alias === own);
    const former = original?.alias ?? KEYCLOAKS_OWN;
    const formerId = known.find(({ alias }) => alias === former)?.id ?? '';
    return {
      realm,
      bound,
      former,
      formerId,
      gone: original ? undefined : own,
      copies: known.filter(({ alias }) => isOurs(alias)),
    };
  }

  const bind = (alias: string) => access.update({ resetCredentialsFlow: alias });

  async function removeAll(except?: string): Promise<void> {
    const { bound, former, copies } = await read();
    if (isOurs(bound) && bound !== except) await bind(former);
    for (const { id = '' } of copies.filter(({ alias }) => alias !== except)) await flows.deleteFlow({ flowId: id });
  }

  return { flows, prefix, isOurs, read, bind, removeAll };
}

/** Characters of a flow's name and of the longest one within it, to which those of the copy can be added: Keycloak keeps 255. */
const NAMES_LENGTH = 160;

/** What the description of a copy says: the id of the flow that it is a copy of. */
const describing = (id: string) => `Copy of ${id}; made by npm run configure`;
const originalIn = (description = '') => description.match(/^Copy of (\S+);/)?.[1];

/** Why a flow cannot be copied with our steps; undefined where it can. */
function hindrance(name: string, steps: readonly Execution[]): string | undefined {
  if (!FLOW_NAME.test(name)) return 'its name has signs that Keycloak takes in no new one';
  const within = steps.map(({ authenticationFlow, displayName = '' }) => (authenticationFlow ? displayName.length : 0));
  if (name.length + Math.max(...within) > NAMES_LENGTH)
    return `its name and the longest of a flow within it have more than ${NAMES_LENGTH} characters`;
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
      const isWanted = providers.length > 0 || ways.asked;
      return withCopy(admin, clientId, providers, ways.passkeys || (await offersPasskeys(admin)), isWanted);
    },
  };
}

/** What the realm lacks so that nobody gets a password by “Forgot password?” who is to have none. */
async function withCopy(
  admin: KeycloakAdmin,
  clientId: string,
  providers: readonly string[],
  hasPasskeys: boolean,
  isWanted: boolean,
): Promise<Finding[]> {
  const { flows, prefix, read, bind, removeAll } = resetFlows(admin, clientId);
  const { realm, bound, former, formerId, gone, copies } = await read();
  const original = await flows.getExecutions({ flow: former });
  const alias = `${prefix}${former}`;
  const lost =
    gone === undefined
      ? []
      : [warning(`the realm’s flow for forgotten passwords, “${gone}”, is gone: it goes back to “${former}”`)];
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
  const isKnown = (id: string) => known.some((one) => one.id === id);
  const unknown = NEEDED.filter((id) => !isKnown(id));
  if (unknown.length > 0) return left(`this Keycloak has no ${unknown.join(', ')}`);

  const told = TOLD[providers.length > 0 ? 'companies' : 'passkeys'];
  const wearsOurs = wearsAlone(realm, clientId, await admin.clients.find());
  const message = told[wearsOurs ? 'key' : realm.defaultLocale?.startsWith('es') ? 'es' : 'en'];
  const pattern = waysWithoutPassword(providers, hasPasskeys);
  const writer = (ending: string) => {
    const flow = flowWriter(admin, alias, ending);
    return { ...flow, steps: stepsFor(flow.titled, pattern, message, isKnown(PASSKEY)) };
  };

  const copy = copies.find((one) => one.alias === alias);
  const isHere = copy !== undefined;
  const findings: Finding[] = [...lost];
  if (!isHere || bound !== alias || originalIn(copy.description) !== formerId || !(await isRight(alias))) {
    const text = `“Forgot password?” gives a password to people who were invited without one: the flow “${alias}”, a copy of “${former}”, does not`;
    const finding = (isHere ? differs : missing)(text, make);
    findings.push(isWanted || copies.length > 0 ? finding : recommended(finding));
  }
  const outdated = copies.filter((one) => one.alias !== alias);
  if (findings.length === lost.length && outdated.length > 0)
    findings.push(unwanted(`earlier copies: ${outdated.map((one) => one.alias).join(', ')}`, () => removeAll(alias)));
  return findings;

  /** As the original is by now, with our steps behind the mail. */
  async function isRight(name: string): Promise<boolean> {
    const held = await flows.getExecutions({ flow: name });
    const { linesOf, configOf, steps } = writer(endingOf(alias, held));
    // Sub-flows of a copy have other names.
    const lineOf = async (step: Execution, name?: string): Promise<Line> => [
      step.level,
      step.requirement,
      step.authenticationFlow ? name : step.providerId,
      await configOf(step),
    ];
    const place = original.findIndex(({ providerId }) => providerId === MAIL) + 1;
    const wanted: Line[] = [];
    for (const step of original) wanted.push(await lineOf(step));
    wanted.splice(place, 0, ...linesOf(steps, 0));
    const own = new Set(linesOf(steps, 0).map(([, , what]) => what));
    const lines: Line[] = [];
    for (const step of held) lines.push(await lineOf(step, own.has(step.displayName) ? step.displayName : undefined));
    return isDeepStrictEqual(lines, wanted);
  }

  async function make(): Promise<void> {
    const description = describing(formerId);
    const release = () => bind(former);
    if (!(await makeFlow(admin, alias, { description, make: copyUnder, isRight, release }))) return;
    await bind(alias);
    await removeAll(alias);
  }

  async function copyUnder(name: string, ending: string): Promise<void> {
    await flows.copyFlow({ flow: former, newName: name });
    const before = topOf(await flows.getExecutions({ flow: name }));
    const behind = before.length - before.findIndex(({ providerId }) => providerId === MAIL) - 1;
    for (const step of await flows.getExecutions({ flow: name })) {
      const displayName = `${step.displayName?.replace(name, alias)}${ending}`;
      if (step.authenticationFlow) await flows.updateExecution({ flow: name }, { ...step, displayName });
    }
    const { fill, steps } = writer(ending);
    await fill(name, steps);
    for (const { id = '' } of topOf(await flows.getExecutions({ flow: name })).slice(before.length))
      for (let moved = 0; moved < behind; moved += 1) await flows.raisePriorityExecution({ id });
  }
}

/** Whether all sign-in pages of the realm wear the theme of our client, which knows the messages by their keys. */
function wearsAlone({ loginTheme }: RealmRepresentation, clientId: string, clients: readonly ClientRepresentation[]): boolean {
  const ours = clients.find((client) => client.clientId === clientId)?.attributes?.login_theme;
  return loginTheme !== undefined && clients.every(({ attributes }) => (attributes?.login_theme || loginTheme) === ours);
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
