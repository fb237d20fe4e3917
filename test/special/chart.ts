import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { ROOT } from '../../src/common/paths.ts';
import { loadConfig } from '../../src/settings/config.ts';
import { chartTools } from './chart-tools.ts';

/**
 * `npm run test:all -- chart`: renders the Helm chart as its users do, holds what comes out against Kubernetes' own schemas, and reads the settings
 * of each rendered pod with the sidecar's code. There is no cluster where the tests run.
 */
const CHART = join(ROOT, 'deploy', 'helm');
/** The oldest Kubernetes of Chart.yaml that the schemas know, and the newest. */
const KUBERNETES = ['1.27', '1.37'];
const LEAST = [
  'image.repository=registry.example.com/sidecar',
  'publicUrl=https://start.example.com',
  'keycloak.url=http://keycloak:8080',
  'keycloak.publicUrl=https://login.example.com',
  'existingSecret.name=sidecar',
].flatMap((value) => ['--set', value]);
const OFF = ['web.autoscaling.enabled', 'web.disruptionBudget.enabled', 'worker.enabled', 'networkPolicy.enabled'].flatMap(
  (name) => ['--set', `${name}=false`],
);
const EXAMPLE = ['-f', join(CHART, 'example.yaml')];

interface Rendered {
  kind: string;
  metadata: { name: string };
  data?: Record<string, string>;
  spec?: {
    template?: { spec: { containers: { env: { name: string; value: string }[] }[]; volumes: Volume[] } };
  };
}
interface Volume {
  name: string;
  secret?: { items: { key: string; path: string }[] };
}

const dir = await mkdtemp(join(tmpdir(), 'chart-'));
let passed = 0;
let failed = 0;
async function check(what: string, holds: () => Promise<void>): Promise<void> {
  try {
    await holds();
    passed += 1;
    console.log(`✓ ${what}`);
  } catch (error) {
    failed += 1;
    const { stdout = '', message } = error as Error & { stdout?: string };
    console.log(`✕ ${what}\n${message}\n${stdout}`);
  }
}

try {
  const { helm, validate } = await chartTools(console.log);
  const render = (args: string[], kubernetes: string) =>
    helm('template', 'activation', CHART, '--namespace', 'start', '--kube-version', kubernetes, ...args);

  await check('Helm finds no fault in it', async () => {
    await helm('lint', '--strict', CHART, '--kube-version', KUBERNETES[0] ?? '', ...EXAMPLE);
  });
  for (const [what, args] of Object.entries({ 'the example': EXAMPLE, 'the least': LEAST, 'all off': [...LEAST, ...OFF] })) {
    for (const kubernetes of KUBERNETES) {
      await check(`${what} is what Kubernetes ${kubernetes} takes`, async () => {
        const file = join(dir, 'rendered.yaml');
        await writeFile(file, await render(args, kubernetes));
        const said = await validate(file, kubernetes);
        if (!said.includes('passed for resource deployment/')) throw new Error(`nothing was looked at: ${said}`);
      });
    }
    await check(`the pods of ${what} start with what they are given`, async () => {
      const parts = objects(await render(args, KUBERNETES[1] ?? ''));
      const pods = parts.filter(({ kind }) => kind === 'Deployment');
      const roles = await Promise.all(pods.map((pod) => roleOf(pod, parts)));
      const expected = what === 'all off' ? ['web'] : ['web', 'worker'];
      if (String(roles) !== String(expected)) throw new Error(`roles ${roles}`);
    });
  }
  await check('a setting that the sidecar does not know is refused', async () => {
    const said = await render([...LEAST, '--set', 'settings.REMINDER=2'], KUBERNETES[1] ?? '').catch(String);
    if (!said.includes("'REMINDER'") && !said.includes('REMINDER')) throw new Error(said.slice(0, 500));
    if (said.includes('kind: Deployment')) throw new Error('it was rendered');
  });
} catch (error) {
  failed += 1;
  console.log(`✕ the tools: ${(error as Error).message}`);
} finally {
  await rm(dir, { recursive: true, force: true });
}
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

function objects(text: string): Rendered[] {
  return parseAllDocuments(text).map((document) => document.toJSON() as Rendered);
}

/** The role of a pod, whose settings the sidecar's own code reads: variables, and a file for each key of the Secret. Throws where it would not start. */
async function roleOf(pod: Rendered, parts: Rendered[]): Promise<string> {
  const { containers, volumes } = pod.spec?.template?.spec ?? { containers: [], volumes: [] };
  const settings = parts.find(({ kind }) => kind === 'ConfigMap')?.data ?? {};
  const files = volumes.find(({ name }) => name === 'secrets')?.secret?.items ?? [];
  const values: Record<string, string> = { SMTP_URL: 'smtp://mail:587', REDIS_URL: 'redis://valkey:6379' };
  for (const { path } of files) await writeFile(join(dir, path), values[path] ?? 's'.repeat(40));
  const env = Object.fromEntries(
    (containers[0]?.env ?? []).map(({ name, value }) => [name, value.replace('/run/secrets/sidecar', dir)]),
  );
  // Where it is, is known to the pod alone; that the code takes such a file is proven elsewhere.
  const { NODE_EXTRA_CA_CERTS: _, ...rest } = env;
  return loadConfig({ NODE_ENV: 'production', ...settings, ...rest }).role;
}
