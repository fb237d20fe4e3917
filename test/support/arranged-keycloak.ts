import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DIST, ROOT } from '../../src/common/paths.ts';
import { consoleAdmin } from '../../src/dev/keycloak/console-admin.ts';
import { createDemoData } from '../../src/dev/keycloak/demo.ts';
import { fetchKeycloak, startKeycloak } from '../../src/dev/keycloak/keycloak.ts';
import { freePort } from '../../src/dev/machine/ports.ts';
import { findJava } from '../../src/dev/machine/tools.ts';
import { REALM_FILE } from '../../src/keycloak/realm/realm-file.ts';
import { createAuthority } from './certificates.ts';
import { startEdge } from './edge.ts';
import { type TestEnvironment, testEnvironment } from './environment.ts';
import { startSidecarProcess } from './sidecar-process.ts';

/** How one Keycloak is started. */
export interface Boot {
  /** `--hostname-backchannel-dynamic`: the back channel is named as it was asked. */
  dynamic: boolean;
  /** `/auth` of Keycloak itself (`--http-relative-path`), or only of what stands in front of it. */
  path: 'none' | 'its own' | 'at the edge';
}

/** How browsers and the sidecar come to it. */
export interface Arrangement {
  outside: 'https' | 'http';
  inside: 'https' | 'http';
}

/**
 * A Keycloak of the suite's own, with a mail catcher that all suites share: over http and, with a certificate of its company's own authority, over
 * https; in front of it and of the sidecar a proxy that ends TLS, at names that are not localhost.
 */
export interface ArrangedKeycloak {
  /** Where browsers reach the sidecar. */
  publicUrl: string;
  /** The settings of a sidecar in this arrangement. Keycloak is told its public address, too. */
  arrange(arrangement: Arrangement): Promise<Record<'KEYCLOAK_URL' | 'KEYCLOAK_PUBLIC_URL' | 'NODE_EXTRA_CA_CERTS', string>>;
  /** The sidecar behind its proxy, ready by its own word. One at a time. */
  startSidecar(settings: Record<string, string>): Promise<{ stop(): Promise<void> }>;
  /** Where `/readyz` is, past the proxy. */
  readyUrl: string;
  stop(): Promise<void>;
}

const PATH = '/auth';

export async function startArrangedKeycloak({ dynamic, path }: Boot): Promise<ArrangedKeycloak> {
  const shared = testEnvironment();
  const dir = await mkdtemp(join(tmpdir(), 'arranged-'));
  const authority = await createAuthority(dir);
  const [port, tlsPort, sidecarPort] = [await freePort(), await freePort(), await freePort()];
  const [inner, outer] = [path === 'its own' ? PATH : '', path === 'none' ? '' : PATH];
  const certificate = await authority.certify('login.example.test', 'start.example.test', 'localhost');
  const stripped = path === 'at the edge' ? PATH : '';
  const edge = await startEdge({ certificate, target: `http://localhost:${port}`, stripped });
  const sidecarEdge = await startEdge({ certificate, target: `http://localhost:${sidecarPort}` });
  const publicUrl = `https://start.example.test:${sidecarEdge.port}`;
  const hostname = `https://login.example.test:${edge.port}${outer}`;
  const environment: TestEnvironment = {
    ...shared,
    sidecarUrl: publicUrl,
    keycloakUrl: `http://localhost:${port}${inner}`,
    clientSecret: randomBytes(24).toString('hex'),
  };
  const { realm, consoleAdmin: account, clientSecret, smtpUrl } = environment;
  const running: { stop(): Promise<void> }[] = [edge, sidecarEdge];
  const stop = async () => {
    await Promise.all(running.splice(0).map((part) => part.stop()));
    await rm(dir, { recursive: true, force: true });
  };

  try {
    // The path is built in: a Keycloak with another one has a folder of its own.
    const dataDir = join(ROOT, '.data', inner ? 'test-auth' : 'test');
    const keycloak = await startKeycloak({
      home: await fetchKeycloak({ dataDir, env: process.env, log: () => {} }),
      java: await findJava(process.env),
      port,
      path: inner,
      database: 'dev-mem',
      realm,
      realmFile: REALM_FILE,
      placeholders: {
        KEYCLOAK_CLIENT_ENABLED: 'true',
        KEYCLOAK_CLIENT_SECRET: clientSecret,
        PUBLIC_URL: publicUrl,
        PLATFORM_URL: publicUrl,
        SMTP_PORT: new URL(smtpUrl).port,
        SMTP_FROM: 'no-reply@example.test',
      },
      themesDir: join(DIST, 'themes'),
      admin: account,
      logFile: join(dir, 'keycloak.log'),
      javaOptions: ['-XX:TieredStopAtLevel=1'],
      args: [
        `--hostname=${hostname}`,
        `--hostname-backchannel-dynamic=${dynamic}`,
        '--proxy-trusted-addresses=127.0.0.1',
        `--https-port=${tlsPort}`,
        `--https-certificate-file=${certificate.certFile}`,
        `--https-certificate-key-file=${certificate.keyFile}`,
        // Built in, as those of the Keycloak that all suites share: the two use one folder.
        '--features=oid4vc-vci,scim-api',
      ],
    });
    running.push(keycloak);
    const console = consoleAdmin({ url: keycloak.url, realm, ...account });
    await createDemoData(console);

    return {
      publicUrl,
      readyUrl: `http://localhost:${sidecarPort}/readyz`,
      async arrange({ outside, inside }) {
        const origins = { http: `http://localhost:${port}`, https: `https://localhost:${tlsPort}` };
        const frontendUrl = outside === 'https' ? '' : `${origins.http}${inner}`;
        const { attributes } = (await console.realms.findOne({ realm })) ?? {};
        // The strictest that the outside bears; http inside must do all the same.
        const sslRequired = outside === 'https' ? 'all' : 'external';
        await console.realms.update({ realm }, { sslRequired, attributes: { ...attributes, frontendUrl } });
        return {
          KEYCLOAK_URL: `${origins[inside]}${inner}`,
          KEYCLOAK_PUBLIC_URL: frontendUrl || hostname,
          NODE_EXTRA_CA_CERTS: authority.file,
        };
      },
      startSidecar: (settings) =>
        startSidecarProcess(environment, {
          port: sidecarPort,
          logFile: join(dir, 'sidecar.log'),
          settings: { TRUST_PROXY: '1', ...settings },
        }),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
