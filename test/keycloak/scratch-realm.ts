import { testEnvironment } from '../support/environment.ts';
import { realmAdmin } from '../support/realm.ts';

/** A realm of a test's own on the shared Keycloak, so that its policies and profile can be turned about freely. */

export interface ScratchRealm {
  /** Calls `/admin/realms/{realm}{path}`; with a body as JSON. Does not throw for refusals. */
  admin(method: string, path: string, body?: unknown): Promise<Answer>;
  /** What a form post to `/realms/{realm}{path}` answers. */
  post(path: string, form: Record<string, string>): Promise<Answer>;
  get(path: string, token: string): Promise<Answer>;
  remove(): Promise<void>;
}

export interface Answer {
  status: number;
  /** Whatever Keycloak answers: JSON where it says so. */
  // biome-ignore lint/suspicious/noExplicitAny: each endpoint answers in a shape of its own, and the tests say which
  body: any;
  location: string | null;
}

export async function createScratchRealm(settings: Record<string, unknown> = {}): Promise<ScratchRealm> {
  const { keycloakUrl } = testEnvironment();
  const master = realmAdmin();
  const realm = `scratch-${Math.random().toString(36).slice(2, 10)}`;

  async function call(url: string, init: RequestInit): Promise<Answer> {
    const response = await fetch(url, init);
    const text = await response.text();
    const json = response.headers.get('content-type')?.includes('json');
    return { status: response.status, body: json && text ? JSON.parse(text) : text, location: response.headers.get('location') };
  }

  async function asAdmin(method: string, path: string, body?: unknown): Promise<Answer> {
    return call(`${keycloakUrl}/admin/realms${path}`, {
      method,
      headers: { authorization: `Bearer ${await master.getAccessToken()}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  }

  const created = await asAdmin('POST', '', { realm, enabled: true, ...settings });
  if (created.status !== 201) throw new Error(`Keycloak made no realm: ${created.status} ${JSON.stringify(created.body)}`);
  return {
    admin: (method, path, body) => asAdmin(method, `/${realm}${path}`, body),
    post: (path, form) => call(`${keycloakUrl}/realms/${realm}${path}`, { method: 'POST', body: new URLSearchParams(form) }),
    get: (path, userToken) =>
      call(`${keycloakUrl}/realms/${realm}${path}`, {
        headers: { authorization: `Bearer ${userToken}`, accept: 'application/json' },
      }),
    remove: async () => void (await asAdmin('DELETE', `/${realm}`)),
  };
}
