import { SetupError } from '../machine/setup-error.ts';

/** The Keycloaks that this product is tested on, newest first, each with the SHA-256 of its archive (Maven's `keycloak-quarkus-dist`, zip). */
const ARCHIVES = {
  '26.7.5': '30ef87fb7101c43d29688d1ae80c0588ff4a151b3330e9f664bf9692d398658a',
  '26.6.4': 'b00d79ca3afd94bf431d2c3afb2a5af695da813017c434de7240790de6490779',
  '26.4.7': 'dd9834c023460be856f731423d86228c23b5d002194a2064642bec0cc6573eaa',
} as const;

export type KeycloakVersion = keyof typeof ARCHIVES;

/** What {@link keycloakVersion} gives where nothing is asked for. */
export const NEWEST: KeycloakVersion = '26.7.5';

export const KEYCLOAK_VERSIONS = Object.keys(ARCHIVES) as KeycloakVersion[];

export const sha256Of = (version: KeycloakVersion): string => ARCHIVES[version];

/** What KEYCLOAK_VERSION may be. */
export const ONE_OF_THEM = `must be one of ${KEYCLOAK_VERSIONS.join(', ')}, on which this product is tested`;

/** Which Keycloak to fetch and start: KEYCLOAK_VERSION, or the newest. Throws {@link SetupError}. */
export function keycloakVersion({ KEYCLOAK_VERSION: asked }: Record<string, string | undefined>): KeycloakVersion {
  if (!asked) return NEWEST;
  const found = KEYCLOAK_VERSIONS.find((version) => version === asked);
  if (!found) throw new SetupError(`KEYCLOAK_VERSION is ${asked} and ${ONE_OF_THEM}`);
  return found;
}
