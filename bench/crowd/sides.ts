import { createHttp } from '../../src/keycloak/api/http.ts';
import { keycloakServer } from '../../src/keycloak/api/server.ts';
import { startVisit } from '../../src/keycloak/ride/visit.ts';
import type { Config } from '../../src/settings/config.ts';
import { timed } from '../figures.ts';
import { passwordFields } from '../raw.ts';

/**
 * The two ways of a person through the steps. On both, one process visits Keycloak's pages: this one, or the sidecar. Nobody asks for compressed
 * answers: Keycloak would send its pages as they are, and so does the sidecar.
 */

const PASSWORD = 'Faro-8-nube-Lima';
const NAMES = { firstName: 'Ana', lastName: 'Prado', phone: '' };

/** One person's steps: opening the link, and what comes after the form was filled in. */
export type Side = (key: string) => Promise<{ send(): Promise<void> }>;

/** How a round went: seconds in all, milliseconds of each sending, and what went wrong. */
export interface Round {
  seconds: number;
  sendings: number[];
  faults: string[];
}

/** Sends people through, so many at a time. */
export async function crowd(side: Side, keys: string[], atOnce: number): Promise<Round> {
  const open = keys.values();
  const [sendings, faults]: [number[], string[]] = [[], []];
  const person = async () => {
    for (const key of open) {
      try {
        const form = await side(key);
        sendings.push(await timed(() => form.send()));
      } catch (error) {
        faults.push((error as Error).message);
      }
    }
  };
  const time = await timed(() => Promise.all(Array.from({ length: atOnce }, person)));
  return { seconds: time / 1000, sendings, faults };
}

export function rawSide(keycloak: Config['keycloak']): Side {
  const server = keycloakServer({ keycloak });
  return async (key) => {
    const visit = startVisit(server, { ip: '127.0.0.1', locale: 'es' });
    const info = await visit.get(`${server.issuer}/login-actions/action-token?key=${key}`);
    return {
      async send() {
        const profile = await visit.get(info.state?.actionUri ?? '');
        const password = await visit.post(profile.state?.action ?? '', new URLSearchParams({ ...NAMES, locale: 'es' }));
        const form = new URLSearchParams(passwordFields(PASSWORD));
        const end = await visit.post(password.state?.action ?? '', form);
        if (end.state?.message?.code !== 'accountUpdatedMessage') throw new Error('the raw steps did not arrive');
      },
    };
  };
}

export function ourSide({ publicUrl }: Config): Side {
  const http = createHttp(60_000);
  const page = `${publicUrl}/activar`;
  return async (key) => {
    const { status, text, headers } = await http(`${page}?key=${key}`);
    if (status !== 200) throw new Error(`GET /activar answered ${status}`);
    const csrf = /name="_csrf" value="([^"]+)"/.exec(text)?.[1] ?? '';
    const cookie = (headers['set-cookie'] ?? []).map((line) => line.split(';')[0]).join('; ');
    return {
      async send() {
        const body = new URLSearchParams({ _csrf: csrf, key, ...NAMES, password: PASSWORD });
        const answer = await http(page, { method: 'POST', body, headers: { cookie } });
        if (answer.status !== 303) throw new Error(`POST /activar answered ${answer.status}`);
      },
    };
  };
}
