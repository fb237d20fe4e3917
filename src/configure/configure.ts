import { refusalBody, refusalStatus } from '../keycloak/api/faults.ts';
import { ConfigureError, type Finding, type Requirement } from './requirement.ts';

export interface ConfigureOptions {
  /** Makes the changes; otherwise only says what differs. */
  apply: boolean;
  /** Recommended changes count as well. */
  recommended: boolean;
  /** One line at a time. */
  log(line: string): void;
}

export interface Outcome {
  /** Number of changes made, or to be made. */
  changes: number;
  /** Number of differences that this command cannot change. */
  left: number;
  /** Number of recommended changes that were left out. */
  advice: number;
}

/** How often one requirement is looked at, at most: one change may reveal another difference, and a change may never hold. */
const MOST_LOOKS = 4;

/**
 * Checks the requirements in order and prints one line for each difference. With `apply`, each is looked at until nothing is left to change, and all
 * of them once more at the end: what differs then counts as `left`. Throws a {@link ConfigureError} at what Keycloak refuses.
 */
export async function configure(
  requirements: readonly Requirement[],
  { apply, recommended, log }: ConfigureOptions,
): Promise<Outcome> {
  const outcome: Outcome = { changes: 0, left: 0, advice: 0 };
  const said = new Set<string>();
  const lookAt = ({ title, look }: Requirement) => attempted(`${title} cannot be read`, look);

  /** @returns whether something was changed. */
  async function act(title: string, findings: readonly Finding[]): Promise<boolean> {
    const before = outcome.changes;
    for (const finding of findings) {
      const line = lineOf(title, finding);
      if (said.has(line)) continue;
      said.add(line);
      const kind = kindOf(finding, recommended);
      if (kind !== undefined) outcome[kind] += 1;
      if (kind === 'changes' && apply && finding.mend) {
        await attempted(`${title}: ${finding.text} – cannot be changed`, finding.mend);
        log(`${line} → done`);
      } else {
        log(finding.level === 'recommended' ? `${line} (recommended)` : line);
      }
    }
    return apply && outcome.changes > before;
  }

  for (const requirement of requirements) {
    const findings = await lookAt(requirement);
    if (findings.length === 0) log(`= ${requirement.title}`);
    let changed = await act(requirement.title, findings);
    for (let looks = 1; changed && looks < MOST_LOOKS; looks += 1)
      changed = await act(requirement.title, await lookAt(requirement));
  }
  if (!apply || outcome.changes === 0) return outcome;

  for (const requirement of requirements) {
    for (const finding of await lookAt(requirement)) {
      if (kindOf(finding, recommended) !== 'changes') continue;
      outcome.left += 1;
      log(`${lineOf(requirement.title, finding)} (still so)`);
    }
  }
  return outcome;
}

const lineOf = (title: string, { sign, text }: Finding) => `${sign} ${title}: ${text}`;

function kindOf({ level, mend }: Finding, recommended: boolean): keyof Outcome | undefined {
  if (level === 'warning') return undefined;
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
