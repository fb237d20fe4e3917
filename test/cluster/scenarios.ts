import type { Scenario } from './scenario.ts';
import { journey } from './scenarios/journey.ts';
import { keycloakAway } from './scenarios/keycloak-away.ts';
import { machine } from './scenarios/machine.ts';
import { othersAway } from './scenarios/others-away.ts';
import { theme } from './scenarios/theme.ts';
import { workers } from './scenarios/workers.ts';

/** In the order in which they run. */
export const SCENARIOS: readonly Scenario[] = [...journey, ...keycloakAway, ...othersAway, ...workers, ...machine, ...theme];
