import { createServer } from 'node:http';
import { createApp } from '../../examples/platform/app.ts';
import { createProvider } from '../../examples/platform/provider.ts';
import type { Settings } from '../../examples/platform/settings.ts';
import type { KeycloakAdmin } from '../../src/keycloak/api/keycloak-admin.ts';
import { listenOnLoopback } from './loopback.ts';

export interface ExamplePlatform {
  url: string;
  clientId: string;
  /** What it has said. */
  log: readonly string[];
  stop(): Promise<void>;
}

/** The example app as a client of its own in the realm, made as that of keycloak-realm.json. */
export async function startExamplePlatform(
  admin: KeycloakAdmin,
  { issuer, clientId }: Pick<Settings, 'issuer' | 'clientId'>,
): Promise<ExamplePlatform> {
  const server = createServer();
  const { port, stop } = await listenOnLoopback(server);
  const url = `http://localhost:${port}`;
  const log: string[] = [];
  const settings = { port, host: '127.0.0.1', baseUrl: url, issuer, clientId, clientSecret: undefined, name: clientId };
  server.on(
    'request',
    createApp(settings, createProvider(settings), (line) => void log.push(line)),
  );
  const [model] = await admin.clients.find({ clientId: 'amperecloud-platform' });
  const { id, ...made } = model ?? {};
  await admin.clients.create({
    ...made,
    clientId,
    name: `App ${clientId}`,
    baseUrl: `${url}/`,
    redirectUris: [`${url}/*`],
    protocolMappers: model?.protocolMappers?.map(({ id: _, ...mapper }) => mapper) ?? [],
    attributes: {
      ...model?.attributes,
      'invitation.app': 'true',
      'post.logout.redirect.uris': `${url}/*`,
      'backchannel.logout.url': `${url}/backchannel-logout`,
      'backchannel.logout.session.required': 'true',
    },
  });
  return {
    url,
    clientId,
    log,
    async stop() {
      await stop();
      const [client] = await admin.clients.find({ clientId });
      if (client?.id) await admin.clients.del({ id: client.id });
    },
  };
}
