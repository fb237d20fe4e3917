/** Two nodes behind a balancer that chooses at random are told apart in seven of eight rounds, one that takes turns in each. */
const QUESTIONS = 4;

/**
 * Asks Keycloak the same several times at once, so that each question has a connection of its own, and gives all answers: a balancer in between leads
 * them to several nodes, if there are any. Where it keeps all questions of one address at one node, the others cannot be seen.
 */
export const askSeveralNodes = <T>(ask: () => Promise<T>): Promise<T[]> => Promise.all(Array.from({ length: QUESTIONS }, ask));
