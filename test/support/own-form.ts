import type { Agent } from 'supertest';
import supertest from 'supertest';
import { CLIENT_ID } from '../../src/dev/keycloak/fixed-names.ts';
import { freePort } from '../../src/dev/machine/ports.ts';
import { type Html, load } from './html.ts';
import { GOOD_PASSWORD, keyOf } from './invite.ts';
import { mailTo } from './mail.ts';
import { createOwnRealm, type OwnRealm } from './own-realm.ts';
import { uniqueEmail } from './realm.ts';
import { startOwnProcess } from './sidecar-process.ts';

/** A realm and a sidecar of one suite, for activation forms under other user profiles and password policies than the shared realm's. */
export interface OwnForms {
  realm: OwnRealm;
  /** The sidecar's address. */
  url: string;
  /** Makes a user, has the console's mail sent, and opens the form as a browser without JavaScript does. */
  open(user?: NewUser): Promise<OwnForm>;
  remove(): Promise<void>;
}

export interface NewUser {
  /** A username other than the address. */
  username?: string;
  firstName?: string;
  attributes?: Record<string, string[]>;
  /** The client that the mail is sent for. */
  clientId?: string;
  /** What is asked of the account beside details and password. */
  requiredActions?: string[];
  /** What the mail asks for beside details and password, as an invitation's does for what the account is asked for. */
  mailed?: string[];
}

export interface OwnForm {
  id: string;
  email: string;
  /** The address of the page, for a browser. */
  url: string;
  /** Opens the page again. */
  page(): Promise<Html>;
  submit(fields?: Fields): ReturnType<Agent['post']>;
  /** What the page's script sends at the first key that is pressed. */
  opened(): ReturnType<Agent['post']>;
  /** What Keycloak has stored. */
  attributes(): Promise<Record<string, string[]>>;
}

/** Name and value; a field named here replaces what is filled in by default. */
type Fields = [name: string, value: string][];

export interface OwnFormsOptions {
  /** Whether people also sign in at this sidecar, and not at the shared one. */
  signsIn?: boolean;
}

export async function createOwnForms(
  settings: Record<string, string> = {},
  { signsIn = false }: OwnFormsOptions = {},
): Promise<OwnForms> {
  const realm = await createOwnRealm();
  const { keycloak } = realm.sidecar().config;
  const admin = realm.console;
  const port = await freePort();
  const url = `http://localhost:${port}`;
  if (signsIn) {
    const [client] = await admin.clients.find({ clientId: CLIENT_ID });
    const attributes = { ...client?.attributes, 'post.logout.redirect.uris': `${url}/salir` };
    await admin.clients.update({ id: client?.id ?? '' }, { ...client, redirectUris: [`${url}/*`], attributes });
  }
  const ownSettings = {
    KEYCLOAK_REALM: keycloak.realm,
    KEYCLOAK_CLIENT_SECRET: keycloak.clientSecret,
    ACTIVATION_RATE_LIMIT: '10000',
    ...(signsIn && { PUBLIC_URL: url }),
    ...settings,
  };
  const sidecar = await startOwnProcess(ownSettings, port);

  return {
    realm,
    url: sidecar.url,
    async open({ firstName = 'Ana', attributes = {}, clientId = CLIENT_ID, username, requiredActions = [], mailed = [] } = {}) {
      const email = uniqueEmail();
      const { id } = await admin.users.create({
        username: username ?? email,
        email,
        firstName,
        lastName: 'Prado',
        attributes,
        requiredActions,
        enabled: true,
      });
      await admin.users.executeActionsEmail({
        id,
        clientId,
        lifespan: 3600,
        actions: ['UPDATE_PROFILE', 'UPDATE_PASSWORD', ...mailed],
      });
      const key = keyOf(await mailTo(email));
      const agent = supertest.agent(sidecar.url);
      const page = async () => load((await agent.get('/activar').query({ key }).expect(200)).text);
      const csrf = (await page()).value('_csrf');
      return {
        id,
        email,
        url: `${sidecar.url}/activar?${new URLSearchParams({ key })}`,
        page,
        submit: (fields = []) =>
          agent
            .post('/activar')
            .type('form')
            .send(encoded({ _csrf: csrf, key, firstName, lastName: 'Prado', password: GOOD_PASSWORD }, fields)),
        opened: () => agent.post('/activar/abierta').type('form').send({ _csrf: csrf, key }),
        attributes: async () => (await admin.users.findOne({ id }))?.attributes ?? {},
      };
    },
    async remove() {
      await sidecar.stop();
      await realm.remove();
    },
  };
}

function encoded(filled: Record<string, string>, fields: Fields): string {
  const named = new Set(fields.map(([name]) => name));
  return String(new URLSearchParams([...Object.entries(filled).filter(([name]) => !named.has(name)), ...fields]));
}
