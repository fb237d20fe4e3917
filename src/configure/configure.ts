import { refusalBody, refusalStatus } from '../keycloak/api/keycloak-admin.ts';
import { ConfigureError, type Finding, type Part } from './part.ts';

export interface ConfigureOptions {
  /** Makes the changes; otherwise only says what differs. */
  apply: boolean;
  /** Recommended changes count as well. */
  recommended: boolean;
  /** One line at a time. */
  log(line: string): void;
}

export interface Outcome {
  /** Changes that were made, or would be. */
  changes: number;
  /** What stands in the way and cannot be changed from here. */
  left: number;
  /** Recommended changes that were left out. */
  advice: number;
}

/** Goes through the parts in order and says, one line each, what differs. Stops with a {@link ConfigureError} at what Keycloak refuses. */
export async function configure(parts: readonly Part[], { apply, recommended, log }: ConfigureOptions): Promise<Outcome> {
  const outcome: Outcome = { changes: 0, left: 0, advice: 0 };
  for (const { title, look } of parts) {
    const findings = await attempted(`${title} cannot be read`, look);
    if (findings.length === 0) log(`= ${title}`);
    for (const finding of findings) {
      const line = `${finding.sign} ${title}: ${finding.text}`;
      const kind = kindOf(finding, recommended);
      if (kind !== undefined) outcome[kind] += 1;
      if (kind === 'changes' && apply && finding.mend) {
        await attempted(`${title}: ${finding.text} – cannot be changed`, finding.mend);
        log(`${line} → done`);
      } else {
        log(finding.level === 'recommended' ? `${line} (recommended)` : line);
      }
    }
  }
  return outcome;
}

function kindOf({ level, mend }: Finding, recommended: boolean): keyof Outcome | undefined {
  if (level === 'warning') return undefined;
  if (level === 'recommended' && !recommended) return 'advice';
  return mend ? 'changes' : 'left';
}

/** Keycloak's refusals in its own words, which hold no secrets; everything else goes on as it is. */
async function attempted<T>(what: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    const status = refusalStatus(error);
    if (status === undefined) throw error;
    const reason = status === 403 ? 'the administrator lacks the right: it needs the role realm-admin' : reasonOf(error);
    throw new ConfigureError(`${what}: ${status} ${reason}`, { cause: error });
  }
}

function reasonOf(error: unknown): string {
  const refusal = refusalBody(error);
  const { errorMessage, error_description, error: code } = Object(refusal) as Record<string, unknown>;
  return String(errorMessage ?? error_description ?? code ?? 'Keycloak gives no reason');
}
