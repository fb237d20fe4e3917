import type { Ground } from './ground.ts';

/** Jest loads setup and teardown as separate modules; they share objects only through a global of the process. */
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
