import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../src/common/paths.ts';
import { KEYCLOAK_VERSIONS, keycloakVersion, NEWEST } from '../../src/dev/keycloak/versions.ts';
import { findMaven } from '../../src/dev/machine/tools.ts';
import { missingForCluster } from '../cluster/missing.ts';
import { DIRECTORY_JAR } from '../support/directory.ts';
import { FIREFOX } from '../support/firefox.ts';
import { hasProgram } from '../support/programs.ts';
import { missingForChart } from './chart-tools.ts';
import { JEST, SHORT_SUITE } from './short-suite.ts';

/** One part of `npm run test:all`: what is too heavy or too special for `npm test`. */
export interface Part {
  /** `npm run test:all -- NAME` runs it alone. */
  name: string;
  /** What it proves, in a line. */
  what: string;
  /** What this machine lacks for it, in one line; undefined = nothing. May install a Debian package (`../support/programs.ts`). */
  missing(): Promise<string | undefined>;
  /** A pattern of jest: suites on the Keycloak that all share. Parts of this kind run together, on one Keycloak; any other is a {@link Program}. */
  suites?: string;
  program?: Program;
}

export interface Program {
  /** What Node runs; the last line that it prints says `12 passed, 0 failed`. */
  args: string[];
  env?: Record<string, string>;
}

/** Where the suites stand that make a thousand people each. */
const LISTS = 'invitations/(listing|arranging)/';
/** Suites of a way in that is switched off while people hold its link, at each door. */
const WAYS_OFF = '(invitations/sending/(passkeys-off|passwords-off|provider-off-doors)|activation/company-gone)';
/** Suites of `configure` beside what it makes of the ways in. */
const CONFIGURE = 'configure/(admin-events|administrator|one-run|remove-all|viewer)';
/** Suites that draw everything in each language. */
const LANGUAGES = '(views/every-language|build/mails/mails-rendered)';

export const PARTS: readonly Part[] = [
  {
    name: 'long',
    what: 'suites that take minutes, or try each variant of something: every sample under axe, whatever is killed half way, screens beside stock',
    missing: async () => undefined,
    suites: `^(?!.*/(${LISTS}|${WAYS_OFF}|${CONFIGURE}|${LANGUAGES})).*\\.long\\.kc`,
  },
  {
    name: 'lists',
    what: 'lists of a thousand people and more, and what changes while somebody goes through them',
    missing: async () => undefined,
    suites: `/${LISTS}.*\\.long\\.kc`,
  },
  {
    name: 'ways-off',
    what: 'passkeys, passwords or a company’s provider switched off while people hold a link: each door, and all goes on afterwards',
    missing: async () => undefined,
    suites: `/${WAYS_OFF}\\.long\\.kc`,
  },
  {
    name: 'configure',
    what: '`configure` with an administrator of fewer rights, in several runs at once, and taking out all that it has made',
    missing: async () => undefined,
    suites: `/${CONFIGURE}\\.long\\.kc`,
  },
  {
    name: 'languages',
    what: 'each page in each language at three widths, and each mail, as a picture',
    missing: async () => undefined,
    suites: `/${LANGUAGES}\\.long\\.kc`,
  },
  {
    name: 'directories',
    what: 'people of an LDAP directory, in each mode in which Keycloak federates one',
    missing: async () => (existsSync(DIRECTORY_JAR) ? undefined : withoutMaven()),
    suites: 'special/directories\\.special',
  },
  {
    name: 'arrangements',
    what: 'sign-in with http and https, inside and outside, back channel dynamic or not, with a path and without',
    missing: async () =>
      existsSync(join(ROOT, '.data', 'test-auth', `keycloak-${keycloakVersion(process.env)}`)) ? undefined : withoutMaven(),
    suites: 'special/arrangements\\.special',
  },
  {
    name: 'production',
    what: 'the theme as a jar on a Keycloak in production mode, and on one of two nodes',
    missing: async () => undefined,
    suites: 'special/production\\.special',
  },
  {
    name: 'proxy',
    what: 'the nginx of compose.production.yml: what it lets through, and what not',
    missing: async () =>
      hasProgram('nginx', 'nginx-light') ? undefined : 'nginx is missing (on Debian: apt-get install nginx-light)',
    suites: 'special/proxy\\.special',
  },
  {
    name: 'one-sender',
    what: 'two workers at once, with and without the lease of a dead one, with and without Redis: nobody is mailed twice',
    missing: async () =>
      hasProgram('redis-server') ? undefined : 'redis-server is missing (on Debian: apt-get install redis-server)',
    program: { args: ['--import', 'tsx', 'test/cluster/one-sender.ts', '2', '100'] },
  },
  {
    name: 'killed-jobs',
    what: 'ten thousand invited by one file, and mailed again by one command, the process killed in the middle of both: nobody but those in flight is mailed twice',
    missing: async () => undefined,
    program: { args: ['--import', 'tsx', 'test/cluster/killed-jobs.ts', '10000'] },
  },
  {
    name: 'chart',
    what: 'the Helm chart, rendered and held against Kubernetes’ schemas',
    missing: async () => missingForChart(),
    program: { args: ['--import', 'tsx', 'test/special/chart.ts'] },
  },
  {
    name: 'firefox',
    what: 'the journey of a person and of an administrator in Firefox',
    missing: async () => (hasProgram(FIREFOX) ? undefined : 'Firefox is missing (on Debian: apt-get install firefox-esr)'),
    suites: 'special/firefox\\.special',
  },
  {
    name: 'cluster',
    what: 'PostgreSQL, two nodes of Keycloak, two web processes and a worker behind nginx, and what happens when parts of it fail',
    missing: async () => missingForCluster(),
    program: { args: ['--import', 'tsx', 'test/cluster/main.ts'] },
  },
  ...KEYCLOAK_VERSIONS.filter((version) => version !== NEWEST).map((version) => ({
    name: `keycloak-${version}`,
    what: `the same on Keycloak ${version}: configure, journey in the browser, company sign-in, passkey, mails, company, account elsewhere, import, revoke`,
    missing: async () => (existsSync(join(ROOT, '.data', 'test', `keycloak-${version}`)) ? undefined : withoutMaven()),
    program: {
      args: [...JEST, '--selectProjects', 'special', 'keycloak', '--testPathPatterns', SHORT_SUITE],
      env: { KEYCLOAK_VERSION: version },
    },
  })),
];

/** What can run of the parts with these names (of all, where none is named), and a line for each that this machine lacks something for. Throws on a name that no part has. */
export async function partsHere(names: readonly string[]): Promise<{ parts: Part[]; skipped: string[] }> {
  const unknown = names.filter((name) => !PARTS.some((part) => part.name === name));
  if (unknown.length > 0)
    throw new Error(`no such part: ${unknown.join(', ')}; there are: ${PARTS.map(({ name }) => name).join(', ')}`);
  const parts: Part[] = [];
  const skipped: string[] = [];
  for (const part of PARTS.filter(({ name }) => names.length === 0 || names.includes(name))) {
    const lacks = await part.missing();
    if (lacks) skipped.push(`${part.name}: skipped: ${lacks}`);
    else parts.push(part);
  }
  return { parts, skipped };
}

async function withoutMaven(): Promise<string | undefined> {
  return findMaven(process.env).then(
    () => undefined,
    (error: Error) => error.message,
  );
}
