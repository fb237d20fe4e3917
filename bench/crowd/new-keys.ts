import { createKeycloakAdmin } from '../../src/keycloak/api/keycloak-admin.ts';
import { keycloakServer } from '../../src/keycloak/api/server.ts';
import { invitationRedirectUri } from '../../src/keycloak/ride/action-token.ts';
import { PAGE_ACTIONS } from '../../src/keycloak/ride/required-actions.ts';
import type { Config } from '../../src/settings/config.ts';
import type { Mailbox } from '../mailbox.ts';

/** Makes people who are invited, as far as the pages can tell, and gives the keys of their mails. */
export type NewKeys = (count: number) => Promise<string[]>;

export function createNewKeys(config: Config, mailbox: Mailbox): NewKeys {
  const { publicUrl, keycloak } = config;
  const admin = createKeycloakAdmin(config, keycloakServer(config));
  let made = 0;
  async function newKey(email: string): Promise<string> {
    const attributes = { 'invitation.id': ['x'], 'invitation.status': ['sent'] };
    const actions = [...PAGE_ACTIONS];
    const { id } = await admin.users.create({ username: email, email, enabled: true, requiredActions: actions, attributes });
    const redirectUri = invitationRedirectUri(publicUrl, 'x');
    await admin.users.executeActionsEmail({ id, clientId: keycloak.clientId, redirectUri, actions });
    return new URL(await mailbox.linkTo(email)).searchParams.get('key') ?? '';
  }
  return async (count) => {
    const keys: string[] = [];
    const last = made + count;
    const maker = async () => {
      while (made < last) {
        made += 1;
        keys.push(await newKey(`crowd-${made}@bench.test`));
      }
    };
    await Promise.all(Array.from({ length: 8 }, maker));
    return keys;
  };
}
