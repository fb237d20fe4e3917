import { publishEnvironment } from './environment.ts';
import { layGround } from './ground.ts';
import { keepForTeardown } from './ground-holder.ts';

/** Jest runs this once, before the first suite of the `keycloak` project. */
export default async function globalSetup(): Promise<void> {
  const started = Date.now();
  const log = (line: string) => process.stderr.write(`${line}\n`);
  log('\nstarting Keycloak, mail catcher and sidecar for the tests');
  const ground = await layGround(log);
  keepForTeardown(ground);
  publishEnvironment(ground.environment);
  log(
    `ready after ${Math.round((Date.now() - started) / 1000)} s: ${ground.environment.sidecarUrl}, ${ground.environment.keycloakUrl}`,
  );
}
