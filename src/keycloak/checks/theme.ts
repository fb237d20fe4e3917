import { CheckWarning } from '../../common/readiness-check.ts';
import type { KeycloakServer } from '../api/server.ts';
import { keycloakLink } from '../ride/ride.ts';
import { readPageState } from '../ride/steps/page-state.ts';
import { HOW_TO_MEND } from './how-to-mend.ts';
import { askSeveralNodes } from './several-nodes.ts';

/**
 * The login themes are ours, that is, their pages carry the state block: of the sidecar's client, on every node that can be seen, and of the realm.
 * Throws a {@link CheckWarning}: without it people go on at Keycloak's own pages.
 */
export async function checkTheme(server: KeycloakServer, clientId: string): Promise<void> {
  const url = server.publicRealmUrl('protocol/openid-connect/auth');
  url.search = String(
    new URLSearchParams({ client_id: clientId, response_type: 'code', redirect_uri: 'urn:none', scope: 'openid' }),
  );
  const ours = await howManyAreOurs(() => server.request(url));
  if (ours === 'none') {
    throw new CheckWarning(
      `the login theme of the sidecar’s client has no state block: activation goes on at Keycloak’s own pages (${HOW_TO_MEND})`,
    );
  }
  // Keycloak draws the page of a key that it has not signed in the realm's own theme, as that of an expired one.
  const ofRealm = await howManyAreOurs(() => server.request(keycloakLink(server, 'none')));
  if (ours === 'some' || ofRealm === 'some') {
    throw new CheckWarning(
      'a node of Keycloak lacks our theme: it shows Keycloak’s own pages and sends its own mails; the same amperecloud-theme.jar belongs on every node',
    );
  }
  if (ofRealm === 'none') {
    throw new CheckWarning(
      'the realm’s login theme has no state block: whoever has an expired link must type their address to get another one (`npm run configure -- --apply --recommended`)',
    );
  }
}

async function howManyAreOurs(ask: () => Promise<{ status: number; text: string }>): Promise<'all' | 'some' | 'none'> {
  // 500 is a node's own word: it has no page to show. Those above it are of a balancer, or of a node that is starting.
  const pages = (await askSeveralNodes(ask)).filter(({ status }) => status <= 500);
  const ours = pages.filter(({ text }) => readPageState(text)).length;
  if (ours === 0) return 'none';
  return ours < pages.length ? 'some' : 'all';
}
