import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** Whether this machine has a program; as root on Debian, as in CI, it is installed from the package when it is missing. */
export function hasProgram(command: string, debianPackage = command): boolean {
  return answers(command) || (install(debianPackage) && answers(command));
}

function answers(command: string): boolean {
  // nginx knows only the latter, and lies where not every user's PATH leads.
  const env = { ...process.env, PATH: `${process.env.PATH}:/usr/sbin` };
  return ['--version', '-v'].some((flag) => spawnSync(command, [flag], { stdio: 'ignore', env }).status === 0);
}

/** Whether a Debian package could be installed: never, without a word, where this process may not. */
function install(name: string): boolean {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return false;
  process.stderr.write(`installing ${name} from the Debian packages, only this once\n`);
  const apt = (...args: string[]) =>
    spawnSync('apt-get', ['-qq', '-o', 'DPkg::Lock::Timeout=120', ...args], {
      stdio: ['ignore', 'ignore', 'inherit'],
      // Runlevel 1: installed, and not started as a service.
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' },
    }).status === 0;
  return apt('update') && apt('install', '-y', '--no-install-recommends', name);
}
