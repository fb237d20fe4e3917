import { z } from 'zod';
import type { Administrator } from '../keycloak/api/administrator.ts';
import { ConfigError, type Environment, environment, parseSettings } from '../settings/config.ts';
import type { SignIn } from '../settings/sign-in.ts';

/** The environment of `npm run configure`: what of the sidecar's settings shapes a realm, and an administrator's account. */
const schema = environment
  .pick({
    PUBLIC_URL: true,
    KEYCLOAK_URL: true,
    KEYCLOAK_PUBLIC_URL: true,
    KEYCLOAK_REALM: true,
    KEYCLOAK_CLIENT_ID: true,
    BRAND_FILE: true,
    SIGN_IN: true,
    INVITATION_MAX_LIFESPAN_HOURS: true,
  })
  // No defaults for these: an existing realm must not be changed by a guess.
  .required({ PUBLIC_URL: true, KEYCLOAK_URL: true })
  .extend({
    KEYCLOAK_CLIENT_SECRET: environment.shape.KEYCLOAK_CLIENT_SECRET.optional(),
    KEYCLOAK_ADMIN_REALM: z.string().default('master'),
    KEYCLOAK_ADMIN_USERNAME: z.string().default('admin'),
    KEYCLOAK_ADMIN_PASSWORD: z.string().optional(),
    KEYCLOAK_ADMIN_CLIENT_ID: z.string().optional(),
    KEYCLOAK_ADMIN_CLIENT_SECRET: z.string().optional(),
  });

export interface ConfigureSettings {
  keycloakUrl: string;
  realm: string;
  clientId: string;
  /** When undefined, Keycloak makes a secret for a new client and keeps that of an existing one. */
  clientSecret: string | undefined;
  /** Where browsers reach the sidecar. */
  publicUrl: string;
  /** Where browsers reach Keycloak. */
  keycloakPublicUrl: string;
  brandFile: string | undefined;
  /** How people get to sign in whose invitation does not say. */
  signIn: SignIn;
  /** The longest time for which a link may hold, in hours. */
  invitationMaxLifespanHours: number;
  administrator: Administrator;
}

/** Throws {@link ConfigError} with every fault. */
export function readConfigureSettings(env: Environment): ConfigureSettings {
  const { settings: e, faults } = parseSettings(schema, env);
  const grant = e && grantOf(e);
  if (e && !grant) {
    faults.push('KEYCLOAK_ADMIN_PASSWORD is missing, or KEYCLOAK_ADMIN_CLIENT_ID with KEYCLOAK_ADMIN_CLIENT_SECRET instead');
  }
  if (!e || !grant || faults.length > 0) throw new ConfigError(faults);
  return {
    keycloakUrl: e.KEYCLOAK_URL,
    realm: e.KEYCLOAK_REALM,
    clientId: e.KEYCLOAK_CLIENT_ID,
    clientSecret: e.KEYCLOAK_CLIENT_SECRET,
    publicUrl: e.PUBLIC_URL,
    keycloakPublicUrl: e.KEYCLOAK_PUBLIC_URL ?? e.KEYCLOAK_URL,
    brandFile: e.BRAND_FILE,
    signIn: e.SIGN_IN,
    invitationMaxLifespanHours: e.INVITATION_MAX_LIFESPAN_HOURS,
    administrator: { realm: e.KEYCLOAK_ADMIN_REALM, grant },
  };
}

function grantOf(e: z.output<typeof schema>): Administrator['grant'] | undefined {
  const { KEYCLOAK_ADMIN_CLIENT_ID: clientId, KEYCLOAK_ADMIN_CLIENT_SECRET: clientSecret } = e;
  if (clientId && clientSecret) return { clientId, clientSecret };
  const { KEYCLOAK_ADMIN_USERNAME: username, KEYCLOAK_ADMIN_PASSWORD: password } = e;
  return password && !clientId ? { username, password } : undefined;
}
