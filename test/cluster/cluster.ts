import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { consoleAdmin } from '../../src/dev/keycloak/console-admin.ts';
import { createDemoData } from '../../src/dev/keycloak/demo.ts';
import { CLIENT_ID, CONSOLE_ADMIN, REALM } from '../../src/dev/keycloak/fixed-names.ts';
import type { KeycloakAdmin } from '../../src/keycloak/api/keycloak-admin.ts';
import { readBrand } from '../../src/settings/brand.ts';
import { openBrowser, type TestBrowser } from '../support/browser.ts';
import { createAuthority } from '../support/certificates.ts';
import { fixedPort } from '../support/fixed-port.ts';
import { type Switch, startSwitch } from '../support/keycloak-switch.ts';
import { createTestClients } from '../support/realm-setup.ts';
import { until } from '../support/wait.ts';
import { answers } from './answers.ts';
import { buildKeycloak, createNodes, KEYCLOAK_PATH } from './keycloak-node.ts';
import { createMailServer, type MailServer } from './mail-server.ts';
import { startNginx } from './nginx.ts';
import { createOutside } from './outside.ts';
import type { Part } from './part.ts';
import { createPostgres, type Postgres } from './postgres.ts';
import { createSidecars, type OwnProcess, type Sidecar } from './sidecars.ts';

/** Names that browsers and Keycloak do not take for this machine. */
const NAMES = { sidecar: 'start.example.test', login: 'login.example.test' };
/**
 * PostgreSQL, two production nodes of Keycloak under /auth, two web processes and a worker, which come to Keycloak by a balancer inside, and nginx at
 * which TLS ends. All on free ports of this machine, all data in one temporary folder.
 */
export interface Cluster {
  /** Where browsers reach the sidecar. */
  publicUrl: string;
  /** Where browsers reach Keycloak, with its path. */
  loginUrl: string;
  postgres: Postgres;
  nodes: Part[];
  webs: Part[];
  worker: Part;
  /** Between the sidecars and Keycloak's balancer. */
  line: Switch;
  mail: MailServer;
  browser: TestBrowser;
  ask: ReturnType<typeof createOutside>;
  /** The realm, as a console administrator; not by way of `line`. */
  admin: KeycloakAdmin;
  /** Keycloak past nginx' outside and `line`, with its path. */
  insideUrl: string;
  /** Another sidecar beside the others, as a part that has not been started; `address` is where it listens. */
  sidecar(name: string, settings: Record<string, string>, options?: OwnProcess): Promise<Sidecar>;
  /** Where the web processes listen. */
  webPorts: number[];
  /** Where the nodes' Keycloak is. */
  keycloakHome: string;
  /** A node in the place of another, which must be ended first, from another folder. */
  otherNode(index: number, home: string): Part;
  /** Starts what does not run, and undoes what a scenario has done to the line and the mail server. */
  heal(): Promise<void>;
  /** @param keep leaves the folder with all logs there. */
  stop(keep: boolean): Promise<void>;
  dir: string;
}

export async function startCluster(log: (line: string) => void): Promise<Cluster> {
  const dir = await mkdtemp(join(tmpdir(), 'cluster-'));
  const running: { stop(): Promise<unknown> }[] = [];
  const stop = async (keep: boolean) => {
    for (const part of running.splice(0).reverse()) await part.stop();
    if (!keep) await rm(dir, { recursive: true, force: true });
  };
  try {
    return await start(dir, running, stop, log);
  } catch (error) {
    await stop(true);
    throw new Error(`the cluster did not come up; logs are in ${dir}`, { cause: error });
  }
}

async function start(
  dir: string,
  running: { stop(): Promise<unknown> }[],
  stop: Cluster['stop'],
  log: (line: string) => void,
): Promise<Cluster> {
  const ports = { tls: await fixedPort(), http: await fixedPort(), health: await fixedPort(), inside: await fixedPort() };
  const [smtp, database] = [await fixedPort(), await fixedPort()];
  const nodePorts = [await portsOfNode(), await portsOfNode()];
  const webPorts = [await fixedPort(), await fixedPort()];
  const publicUrl = `https://${NAMES.sidecar}:${ports.tls}`;
  const loginUrl = `https://${NAMES.login}:${ports.tls}${KEYCLOAK_PATH}`;
  const insideUrl = `http://127.0.0.1:${ports.inside}${KEYCLOAK_PATH}`;
  const secrets = { client: randomBytes(24).toString('hex'), session: randomBytes(32).toString('hex') };
  const authority = await createAuthority(dir);
  const certificate = await authority.certify(NAMES.sidecar, NAMES.login);
  const keycloak = await buildKeycloak(log);

  const mail = createMailServer(smtp);
  await mail.start();
  running.push(mail);
  log('starting PostgreSQL');
  const postgres = await createPostgres({ dir: join(dir, 'postgres'), port: database });
  running.push(postgres);
  await postgres.start();

  const realm = {
    database: postgres,
    hostname: loginUrl,
    placeholders: {
      KEYCLOAK_CLIENT_ENABLED: 'true',
      KEYCLOAK_CLIENT_SECRET: secrets.client,
      PUBLIC_URL: publicUrl,
      PLATFORM_URL: publicUrl,
      SMTP_PORT: String(smtp),
      SMTP_FROM: readBrand().senderAddress,
    },
  };
  const nginx = await startNginx({
    dir,
    ports,
    names: NAMES,
    certificate,
    keycloakPath: KEYCLOAK_PATH,
    webPorts,
    nodePorts: nodePorts.map((one) => one.http),
  });
  running.push(nginx);
  await until('nginx', () => answers(`http://127.0.0.1:${ports.health}/`), { timeout: 20_000 }).catch(async () => {
    throw new Error(`nginx did not start:\n${(await nginx.output()).slice(-5).join('\n')}`);
  });
  const nodePart = createNodes(keycloak, realm, { dir, ports: nodePorts, onMade: (part) => running.push(part) });
  const nodes = nodePorts.map((_, index) => nodePart(index));
  for (const node of nodes) {
    log(`starting ${node.name} of Keycloak`);
    await node.start();
  }

  const line = await startSwitch(`http://127.0.0.1:${ports.inside}`);
  running.push(line);
  const admin = consoleAdmin({ url: insideUrl, realm: REALM, ...CONSOLE_ADMIN });
  await createDemoData(admin);
  await createTestClients(admin, CLIENT_ID);

  await mkdir(join(dir, 'imports'), { mode: 0o700 });
  const sidecar = createSidecars(
    {
      sidecarUrl: publicUrl,
      keycloakUrl: `${line.url}${KEYCLOAK_PATH}`,
      clientSecret: secrets.client,
      sessionSecret: secrets.session,
      smtpUrl: `smtp://127.0.0.1:${smtp}`,
    },
    {
      dir,
      common: { KEYCLOAK_PUBLIC_URL: loginUrl, NODE_EXTRA_CA_CERTS: authority.file },
      onMade: (part) => running.push(part),
    },
  );
  const [{ part: web1 }, { part: web2 }, { part: worker }] = await Promise.all([
    sidecar('web 1', { ROLE: 'web' }, { port: webPorts[0] }),
    sidecar('web 2', { ROLE: 'web' }, { port: webPorts[1] }),
    sidecar('worker', { ROLE: 'worker' }),
  ]);
  const webs = [web1, web2];
  log('starting two web processes and a worker');
  await Promise.all([...webs, worker].map((part) => part.start()));

  const browser = await openBrowser();
  running.push({ stop: () => browser.close() });
  return {
    publicUrl,
    loginUrl,
    insideUrl,
    postgres,
    nodes,
    webs,
    worker,
    line,
    mail,
    browser,
    ask: createOutside(await readFile(authority.file, 'utf8')),
    admin,
    dir,
    webPorts,
    keycloakHome: keycloak.home,
    otherNode: nodePart,
    sidecar,
    async heal() {
      line.restore();
      mail.refuse();
      await mail.start();
      for (const part of [...nodes, ...webs, worker]) await part.start();
    },
    stop,
  };
}

async function portsOfNode() {
  // The second one of the two is where JGroups finds out who has failed.
  return { http: await fixedPort(), management: await fixedPort(), cluster: await fixedPort(2) };
}
