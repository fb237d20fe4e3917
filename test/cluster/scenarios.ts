import type { Scenario } from './scenario.ts';
import { journey } from './scenarios/journey.ts';

/** In the order in which they run. */
export const SCENARIOS: readonly Scenario[] = [...journey];
