import { execFile, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from '../../src/common/paths.ts';

const run = promisify(execFile);
const HELM = '4.3.1';
const KUBERNETES_VALIDATE = '1.37.0';
const home = (tool: string) => join(ROOT, '.data', 'tools', tool);

export interface ChartTools {
  helm(...args: string[]): Promise<string>;
  /** Throws what does not fit the schemas of that version of Kubernetes; fields that it does not know are faults, too. */
  validate(file: string, kubernetes: string): Promise<string>;
}

/** What this machine lacks for Helm and kubernetes-validate, in a line; undefined = nothing. */
export function missingForChart(): string | undefined {
  const lacks = [
    ['go', 'version'],
    ['python3', '--version'],
  ].filter(([command = '', flag = '']) => spawnSync(command, [flag], { stdio: 'ignore' }).status !== 0);
  const [lack] = lacks.map(([command]) => command);
  return (
    lack &&
    `${lack} is missing, with which Helm and kubernetes-validate are fetched (on Debian: apt-get install golang python3-venv)`
  );
}

/** Both tools, of these very versions, built or fetched once into `.data/tools`. Throws where that cannot be done. */
export async function chartTools(say: (line: string) => void): Promise<ChartTools> {
  const helm = join(home(`helm-${HELM}`), 'helm');
  if (!existsSync(helm)) {
    say(`building Helm ${HELM} (some minutes, only this once)`);
    const env = { ...process.env, GOBIN: home(`helm-${HELM}`) };
    await run('go', ['install', `helm.sh/helm/v4/cmd/helm@v${HELM}`], { env, maxBuffer: 2 ** 26 });
  }
  const venv = home(`kubernetes-validate-${KUBERNETES_VALIDATE}`);
  const validate = join(venv, 'bin', 'kubernetes-validate');
  if (!existsSync(validate)) {
    say(`fetching kubernetes-validate ${KUBERNETES_VALIDATE} (only this once)`);
    await run('python3', ['-m', 'venv', venv]);
    await run(join(venv, 'bin', 'pip'), ['install', '-q', `kubernetes-validate==${KUBERNETES_VALIDATE}`]);
  }
  return {
    helm: async (...args) => (await run(helm, args, { maxBuffer: 2 ** 26 })).stdout,
    validate: async (file, kubernetes) => (await run(validate, ['--strict', '-k', kubernetes, file])).stdout,
  };
}
