import { setTimeout as delay } from 'node:timers/promises';
import { refusalBody, refusalStatus } from '../keycloak/api/faults.ts';
import { ConfigureError, type Finding, type Requirement, unseen } from './requirement.ts';

export interface ConfigureOptions {
  /** Makes the changes; otherwise only says what differs. */
  apply: boolean;
  /** Recommended changes count as well. */
  recommended: boolean;
  /** One line at a time. */
  log(line: string): void;
  /** Before something is looked at again that another run may be changing at this moment. */
  pause?: () => Promise<unknown>;
}

export interface Outcome {
  /** Number of changes made, or to be made. */
  changes: number;
  /** Number of differences that this command cannot change. */
  left: number;
  /** Number of recommended changes that were left out. */
  advice: number;
  /** What the administrator may not see. */
  unseen: string[];
}

/** How often one requirement is looked at, at most: one change may reveal another difference, and a change may never hold. */
const MOST_LOOKS = 4;
/** The same where Keycloak has refused a change because of what another run does at the same time. */
const MOST_LOOKS_BESIDE_OTHERS = 8;
/** How often all is looked at in the end, at most: another run may have written over a change. */
const LAST_LOOKS = 4;
/** Of another length each time, so that two runs do not meet again and again. */
const shortly = () => delay(300 + 1200 * Math.random());

/**
 * Checks the requirements in order and prints one line for each difference. With `apply`, each is looked at until nothing is left to change, and all
 * of them once more at the end: what differs then is changed again, or counts as `left`. Of several runs at once each ends so when the realm is as it
 * should be. Throws a {@link ConfigureError} at what Keycloak refuses; without `apply`, what the administrator may not see is `unseen`.
 */
export async function configure(
  requirements: readonly Requirement[],
  { apply, recommended, log, pause = shortly }: ConfigureOptions,
): Promise<Outcome> {
  const outcome: Outcome = { changes: 0, left: 0, advice: 0, unseen: [] };
  const said = new Set<string>();

  async function lookAt({ title, look }: Requirement): Promise<Finding[]> {
    const read = () => attempted(`${title} cannot be read`, look);
    return read().catch(async (error) => {
      if (!apply && isForbidden(error)) return [unseen('')];
      if (!apply || !mayBeOfAnother(error)) throw error;
      await pause();
      return read();
    });
  }

  /** @returns the refusals of changes that another run has made, or is making, by the lines of their findings; and whether something was changed. */
  async function act(title: string, findings: readonly Finding[]) {
    const refused = new Map<string, Error>();
    const before = outcome.changes;
    for (const finding of findings) {
      const line = lineOf(title, finding);
      if (said.has(line)) continue;
      const kind = kindOf(finding, recommended);
      if (kind === 'changes' && apply && finding.mend) {
        const refusal = await mended(title, finding);
        if (refusal) {
          refused.set(line, refusal);
          continue;
        }
        log(`${line} → done`);
      } else if (kind !== 'unseen') {
        log(finding.level === 'recommended' ? `${line} (recommended)` : line);
      }
      said.add(line);
      if (kind === 'unseen') outcome.unseen.push(finding.text ? `${title} (${finding.text})` : title);
      else if (kind !== undefined) outcome[kind] += 1;
    }
    return { refused, isChanged: outcome.changes > before };
  }

  async function settle(requirement: Requirement): Promise<void> {
    const { title } = requirement;
    const findings = await lookAt(requirement);
    if (findings.length === 0) log(`= ${title}`);
    let { refused, isChanged } = await act(title, findings);
    for (let looks = 1; apply && (refused.size > 0 || (isChanged && looks < MOST_LOOKS)); looks += 1) {
      if (looks === MOST_LOOKS_BESIDE_OTHERS) break;
      if (refused.size > 0) await pause();
      const found = await lookAt(requirement);
      const lines = found.map((finding) => lineOf(title, finding));
      for (const line of refused.keys()) if (!lines.includes(line)) log(`${line} → done by another run`);
      ({ refused, isChanged } = await act(title, found));
    }
    for (const refusal of refused.values()) throw refusal;
  }

  async function differing() {
    const found: { title: string; finding: Finding }[] = [];
    for (const requirement of requirements)
      for (const finding of await lookAt(requirement))
        if (kindOf(finding, recommended) === 'changes') found.push({ title: requirement.title, finding });
    return found;
  }

  for (const requirement of requirements) await settle(requirement);
  if (!apply || outcome.changes === 0) return outcome;
  let rest = await differing();
  for (let looks = 1; rest.length > 0 && looks < LAST_LOOKS; looks += 1) {
    await pause();
    for (const { title, finding } of await differing()) await mended(title, finding);
    rest = await differing();
  }
  outcome.left += rest.length;
  for (const { title, finding } of rest) log(`${lineOf(title, finding)} (still so)`);
  return outcome;
}

/** Makes a change. @returns the refusal where what it was about is no longer as it was read: another run, or a person, has changed it meanwhile. */
async function mended(title: string, { text, mend }: Finding): Promise<Error | undefined> {
  try {
    await attempted(`${title}: ${text} – cannot be changed`, async () => mend?.());
  } catch (error) {
    if (mayBeOfAnother(error)) return error;
    throw error;
  }
  return undefined;
}

const statusOf = (error: unknown) => (error instanceof ConfigureError ? refusalStatus(error.cause) : undefined);
const isForbidden = (error: unknown) => statusOf(error) === 403;

/**
 * Whether Keycloak may have refused because of another run at the same time: something is there already that was to be made (409, in a user profile 400),
 * is gone that was to be changed (404), or was changed in the same moment (500).
 */
function mayBeOfAnother(error: unknown): error is ConfigureError {
  const status = statusOf(error);
  return status !== undefined && status !== 401 && status !== 403;
}

const lineOf = (title: string, { sign, text }: Finding) => `${sign} ${title}: ${text}`;

function kindOf({ level, mend }: Finding, recommended: boolean): keyof Outcome | undefined {
  if (level === 'warning') return undefined;
  if (level === 'unseen') return level;
  if (level === 'recommended' && !recommended) return 'advice';
  return mend ? 'changes' : 'left';
}

/** Turns Keycloak's refusals into one line in its own words, which hold no secrets; other errors are passed on. */
async function attempted<T>(what: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    const words = refusalWords(error);
    if (words === undefined) throw error;
    throw new ConfigureError(`${what}: ${words}`, { cause: error });
  }
}

/** Why Keycloak has refused the administrator, with its status; undefined for any other error. */
export function refusalWords(error: unknown): string | undefined {
  const status = refusalStatus(error);
  if (status === undefined) return undefined;
  return `${status} ${status === 403 ? 'the administrator lacks the right: it needs the role realm-admin' : reasonOf(error)}`;
}

function reasonOf(error: unknown): string {
  const refusal = refusalBody(error);
  const { errorMessage, error_description, error: code } = Object(refusal) as Record<string, unknown>;
  return String(errorMessage ?? error_description ?? code ?? 'Keycloak gives no reason');
}
