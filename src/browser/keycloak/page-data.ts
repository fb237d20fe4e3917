/** The theme's JSON island `#keycloak-page` (template.ftl). */
export interface PageData {
  /** Where the theme's resources lie, Keycloak's own scripts among them. */
  resources: string;
  loginElsewhereUrl: string;
  session?: string;
}
