import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from '../../src/common/paths.ts';
import { REALM } from '../../src/dev/keycloak/fixed-names.ts';
import { type Supervised, supervise } from '../../src/dev/machine/supervised-process.ts';
import type { Certificate } from '../support/certificates.ts';

export interface ProxyOptions {
  dir: string;
  /** `tls` and `http` of the outside, `inside` of what sidecars take for Keycloak: a balancer, as a Kubernetes service is. */
  ports: { tls: number; http: number; health: number; inside: number };
  names: { sidecar: string; login: string };
  certificate: Certificate;
  keycloakPath: string;
  webPorts: number[];
  nodePorts: number[];
}

/**
 * nginx with the configuration of compose.production.yml, told other ports and addresses. In front of it stands a balancer of which it believes
 * `X-Forwarded-For`: so the tests come from public addresses.
 */
export async function startNginx(options: ProxyOptions): Promise<Supervised> {
  const { dir, ports, webPorts, nodePorts } = options;
  await mkdir(join(dir, 'nginx'));
  const group = (name: string, all: number[]) =>
    `upstream ${name} { zone ${name} 64k; ${all.map((port) => `server 127.0.0.1:${port} max_fails=1 fail_timeout=2s;`).join(' ')} keepalive 16; }`;
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${dir}/nginx/${name};`);
  const text = `
${process.getuid?.() === 0 ? 'user root;' : ''}
daemon off;
pid ${dir}/nginx/pid;
error_log stderr;
events {}
http {
  access_log ${dir}/nginx/access.log;
  ${temporary.join('\n  ')}
  set_real_ip_from 127.0.0.1;
  real_ip_header X-Forwarded-For;
  ${group('web', webPorts)}
  ${group('keycloak', nodePorts)}
  server {
    listen 127.0.0.1:${ports.inside};
    client_max_body_size 64m;
    proxy_buffer_size 16k;
    proxy_buffers 8 16k;
    location / {
      proxy_pass http://keycloak;
      proxy_http_version 1.1;
      proxy_set_header Host $http_host;
      proxy_set_header Connection "";
    }
  }
  ${await outside(options)}
}
`;
  const file = join(dir, 'nginx', 'nginx.conf');
  await writeFile(file, text);
  return supervise({
    command: 'nginx',
    args: ['-e', 'stderr', '-p', dir, '-c', file],
    env: { PATH: `${process.env.PATH}:/usr/sbin` },
    logFile: join(dir, 'nginx.log'),
  });
}

/** deploy/nginx/sidecar.conf.template for this machine. Throws when it no longer has what is replaced. */
async function outside({ ports, names, certificate, keycloakPath }: ProxyOptions): Promise<string> {
  const template = await readFile(join(ROOT, 'deploy', 'nginx', 'sidecar.conf.template'), 'utf8');
  const replacements: [string, string][] = [
    ['/run/secrets/tls_certificate', certificate.certFile],
    ['/run/secrets/tls_key', certificate.keyFile],
    ['listen 127.0.0.1:8081', `listen 127.0.0.1:${ports.health}`],
    ['listen 8443', `listen 127.0.0.1:${ports.tls}`],
    ['listen 8080', `listen 127.0.0.1:${ports.http}`],
    ['X-Forwarded-Port  443', `X-Forwarded-Port  ${ports.tls}`],
    ['http://web:3000', 'http://web'],
    ['http://keycloak:8080', 'http://keycloak'],
    ['location ~ ^/(realms|', `location ~ ^${keycloakPath}/(realms|`],
    ['location ~ ^/(admin|realms/master)', `location ~ ^${keycloakPath}/(admin|realms/master)`],
    ['location /resources/', `location ${keycloakPath}/resources/`],
    [`\${START_HOST}`, names.sidecar],
    [`\${LOGIN_HOST}`, names.login],
    [`\${KEYCLOAK_REALM}`, REALM],
    [`\${ADMIN_NETWORK}`, '127.0.0.1/32'],
  ];
  return replacements.reduce((text, [what, instead]) => {
    if (!text.includes(what))
      throw new Error(`deploy/nginx/sidecar.conf.template has no "${what}": test/cluster/nginx.ts must follow it`);
    return text.replaceAll(what, instead);
  }, template);
}
