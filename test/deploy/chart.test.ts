import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import Ajv2020 from 'ajv/dist/2020.js';
import { parse } from 'yaml';
import { ROOT } from '../../src/common/paths.ts';
import { SETTING_NAMES } from '../../src/settings/config.ts';

/** The Helm chart, held against the code. That it renders, and to what Kubernetes takes: `npm run test:all -- chart`. */
const CHART = join(ROOT, 'deploy', 'helm');
const read = (name: string) => readFileSync(join(CHART, name), 'utf8');
const values = parse(read('values.yaml'));
const example = parse(read('example.yaml'));
const schema = JSON.parse(read('values.schema.json'));
const templates = readdirSync(join(CHART, 'templates')).map((name) => read(join('templates', name)));
const validate = new Ajv2020.default({ allowUnionTypes: true }).compile(schema);

/** Settings that the templates set by themselves, and what they cannot do without. */
const written = [...read('templates/configmap.yaml').matchAll(/^ {2}([A-Z][A-Z_]+):/gm)].map(([, name]) => name as string);
const SECRETS: string[] = schema.properties.existingSecret.properties.keys.propertyNames.enum;
const OTHERS: string[] = schema.properties.settings.propertyNames.enum;

/** As Helm puts values over defaults: objects are merged, all else is replaced. */
function merged(base: Record<string, unknown>, over: Record<string, unknown>): Record<string, unknown> {
  const isObject = (value: unknown): value is Record<string, unknown> =>
    typeof value === 'object' && value !== null && !Array.isArray(value);
  const result = { ...base };
  for (const [key, value] of Object.entries(over)) {
    const below = base[key];
    result[key] = isObject(below) && isObject(value) ? merged(below, value) : value;
  }
  return result;
}
const faults = (over: Record<string, unknown>) => {
  const given = merged(merged(values, example), over);
  return validate(given)
    ? []
    : (validate.errors ?? []).map(({ instancePath, params }) => [instancePath, Object.values(params)[0]]);
};

describe('the chart’s settings', () => {
  test('are those of the code: written by the chart, from a Secret, or free to set, each in one of the three', () => {
    // What image and pods decide: a listener of every address, folders and files of the image's, the role of each Deployment.
    const decided = ['HOST', 'IMPORT_DIR', 'NODE_EXTRA_CA_CERTS', 'ROLE'];
    expect([...written, ...SECRETS, ...OTHERS, ...decided].toSorted()).toEqual(SETTING_NAMES.toSorted());
  });

  test('are refused before anything is installed where one has a name that the code does not know', () => {
    expect(faults({})).toEqual([]);
    expect(faults({ settings: { REMINDER: '2' } })).toContainEqual(['/settings', 'REMINDER']);
    expect(faults({ settings: { SESSION_SECRET: 'in the clear' } })).toContainEqual(['/settings', 'SESSION_SECRET']);
    expect(faults({ existingSecret: { keys: { PASSWORD: 'x' } } })).toContainEqual(['/existingSecret/keys', 'PASSWORD']);
    expect(faults({ publicUrl: 'http://start.example.com' })).toContainEqual(['/publicUrl', expect.any(String)]);
    expect(faults({ web: { replica: 2 } })).toContainEqual(['/web', 'replica']);
  });

  test('have what the sidecar does not start without, and a default for all but five', () => {
    expect(schema.properties.existingSecret.properties.keys.required).toEqual(['SESSION_SECRET', 'KEYCLOAK_CLIENT_SECRET']);
    expect(written).toEqual(expect.arrayContaining(['KEYCLOAK_URL', 'PUBLIC_URL']));
    expect(validate(values)).toBe(false);
    const { image, publicUrl, keycloak, existingSecret } = example;
    const least = {
      image,
      publicUrl,
      keycloak: { url: keycloak.url, publicUrl: keycloak.publicUrl },
      existingSecret: { name: existingSecret.name },
    };
    expect(validate(merged(values, least))).toBe(true);
  });
});

test('the README makes a Secret with each key that example.yaml names', () => {
  const made = [...read('README.md').matchAll(/--from-literal=([a-z-]+)=/g)].map(([, key]) => key as string);
  expect(made.toSorted()).toEqual(Object.values<string>(example.existingSecret.keys).toSorted());
});

describe('the chart', () => {
  const pod = read('templates/_helpers.tpl');
  const dockerfile = readFileSync(join(ROOT, 'Dockerfile'), 'utf8');

  test('is of this version, and explains every value', () => {
    const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
    expect(parse(read('Chart.yaml')).appVersion).toBe(version);
    expect(Object.keys(schema.properties).filter((name) => name !== 'global')).toEqual(Object.keys(values));
    const used = new Set(templates.flatMap((text) => [...text.matchAll(/\.Values\.(\w+)/g)].map(([, name]) => name as string)));
    expect([...used].toSorted()).toEqual(Object.keys(values).toSorted());
  });

  test('asks at the ports and addresses that the code has, of a process without rights', () => {
    const [, port, management] = /PORT: "(\d+)"[\s\S]+MANAGEMENT_PORT: "(\d+)"/.exec(read('templates/configmap.yaml')) ?? [];
    expect(pod).toContain(`- name: http\n          containerPort: ${port}\n`);
    expect(pod).toContain(`- name: management\n          containerPort: ${management}\n`);
    const health = readFileSync(join(ROOT, 'src/http/server/health.ts'), 'utf8');
    const asked = templates.flatMap((text) => [...text.matchAll(/path: (\/[a-z]+)/g)].map(([, path]) => path as string));
    expect(new Set(asked)).toEqual(new Set(['/healthz', '/metrics']));
    for (const path of new Set(asked)) expect(health).toContain(`router.get('${path}'`);
    for (const line of ['runAsNonRoot: true', 'readOnlyRootFilesystem: true', 'allowPrivilegeEscalation: false', 'drop: [ALL]'])
      expect(pod).toContain(line);
  });

  test('runs what the image runs, and gives it the folder that the image names', () => {
    expect(pod).not.toMatch(/^ +(command|args):(?! \["sleep", "5"\])/m);
    const [, folder] = /^ENV IMPORT_DIR=(\S+)\/imports$/m.exec(dockerfile) ?? [];
    expect(pod).toContain(`mountPath: ${folder}\n`);
    expect(dockerfile.slice(dockerfile.indexOf(' AS sidecar'))).toContain('ENV NODE_ENV=production');
  });

  test('has one worker, whose successor begins when it has ended', () => {
    const worker = read('templates/worker.yaml');
    expect(worker).toMatch(/replicas: 1\n[\s\S]+type: Recreate\n/);
    expect(values.worker).not.toHaveProperty('replicas');
  });
});
