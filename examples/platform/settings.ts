export interface Settings {
  port: number;
  host: string;
  /** The origin that browsers use, without a slash at its end. */
  baseUrl: string;
  /** The realm, as Keycloak names it: https://id.example/realms/name. */
  issuer: string;
  clientId: string;
  /** Of a confidential client; a public one has none. */
  clientSecret: string | undefined;
  /** What this app calls itself on its pages. */
  name: string;
}

/** Reads the settings from the environment. Throws an Error that names what is missing. */
export function readSettings(env: Record<string, string | undefined>): Settings {
  const { ISSUER, CLIENT_ID = 'amperecloud-platform', CLIENT_SECRET, APP_NAME = 'Amperecloud' } = env;
  const port = Number(env.PORT ?? 3001);
  if (!ISSUER) throw new Error('ISSUER is missing: the address of the realm, such as http://localhost:8080/realms/amperecloud');
  const baseUrl = (env.BASE_URL ?? `http://localhost:${port}`).replace(/\/+$/, '');
  return {
    port,
    host: env.HOST ?? '127.0.0.1',
    baseUrl,
    issuer: ISSUER,
    clientId: CLIENT_ID,
    clientSecret: CLIENT_SECRET,
    name: APP_NAME,
  };
}
