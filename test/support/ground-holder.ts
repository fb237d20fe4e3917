import type { Ground } from './ground.ts';

/** Jest loads setup and teardown separately; what one starts reaches the other through the process only. */
const KEY = Symbol.for('sidecar.test.ground');
const holder = globalThis as { [KEY]?: Ground };

export function keepForTeardown(ground: Ground): void {
  holder[KEY] = ground;
}

export function takeForTeardown(): Ground | undefined {
  const ground = holder[KEY];
  delete holder[KEY];
  return ground;
}
