import { createContext, Script } from 'node:vm';
import { matchQuickly, translateJavaPattern } from './java-pattern.ts';

/** Whether a text matches a Java pattern of the realm; undefined where only Keycloak can tell. */
export type PatternMatcher = (pattern: string, text: string) => boolean | undefined;

/** Characters of a text that is looked at: Keycloak's own bound for what nobody has bounded. */
export const MAX_MATCHED = 2048;
/** Milliseconds for which the process stands still at most. */
const TIME_LIMIT = 100;
/** Timeouts after which a pattern is left to Keycloak alone, so that it costs the process no more time. */
const OVERRUNS = 3;

/** Timeouts so far, by pattern. */
const overruns = new Map<string, number>();
const sandbox = createContext(Object.create(null));
const match = new Script('expression.test(text)');

/**
 * Patterns come from the realm and texts from anybody: together they must never stop the process. What is quick for certain is matched
 * right away, in a microsecond; anything else in a fifth of a millisecond under a time limit.
 */
export function createPatternMatcher(logger: { warn(details: object, message: string): void }): PatternMatcher {
  return (pattern, text) => {
    const quick = matchQuickly(pattern, text);
    if (quick !== undefined) return quick;
    const expression = translateJavaPattern(pattern);
    const before = overruns.get(pattern) ?? 0;
    if (!expression || text.length > MAX_MATCHED || before >= OVERRUNS) return undefined;
    try {
      Object.assign(sandbox, { expression, text });
      return match.runInContext(sandbox, { timeout: TIME_LIMIT }) as boolean;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
      overruns.set(pattern, before + 1);
      if (before + 1 === OVERRUNS)
        logger.warn({ pattern }, 'a pattern of the realm takes too long for some values: Keycloak alone checks it from now on');
      return undefined;
    } finally {
      // Cleared, because the text may be a password.
      Object.assign(sandbox, { text: '' });
    }
  };
}
