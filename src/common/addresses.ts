/** Prefix of the REST API's addresses. */
export const API = '/api';

/** What the API has, below {@link API}. */
export const RESOURCES = {
  invitations: '/v1/invitations',
  bulk: '/v1/invitations/bulk',
  imports: '/v1/imports',
  document: '/openapi.json',
  documentation: '/docs',
} as const;

/**
 * Where everything is that people's browsers ask for: the one place that knows these addresses. Routes, redirects, templates (helper
 * `address`) and scripts take them from here; mails, theme and realm file write them out. They stand in mails, bookmarks and other people's configuration, so none may change.
 * `:id` is the id of the one thing that a page is about ({@link addressOf}).
 */
export const PAGES = {
  home: '/',
  activation: '/activar',
  /** A script says that the person has begun to type. */
  activationBegun: '/activar/abierta',
  /** Where Keycloak's own pages lead an invited person back to. */
  activated: '/activada',
  newLink: '/reenviar',
  /** What became of a form, each as a page of its own. */
  newLinkSent: '/reenviar/enviado',

  signIn: '/entrar',
  signInReturn: '/entrar/retorno',
  switchAccount: '/entrar/cambiar',
  signOut: '/salir',

  profile: '/perfil',
  profilePassword: '/perfil/contrasena',
  profilePasskey: '/perfil/llave',
  profileLanguage: '/perfil/idioma',
  endSessions: '/perfil/cerrar-sesiones',

  wellKnownPassword: '/.well-known/change-password',
  wellKnownPasskeys: '/.well-known/passkey-endpoints',
  wellKnownLinks: '/.well-known/assetlinks.json',

  help: '/ayuda',
  support: '/soporte',
  supportSent: '/soporte/enviada',
  feedback: '/comentarios',

  /** The administration, whose first page is the list of invitations. */
  admin: '/admin',
  sample: '/admin/muestra',
  exportInvitations: '/admin/exportar',
  /** Several invitations at once: asks first, then does it. */
  selection: '/admin/seleccion',
  confirmSelection: '/admin/seleccion/confirmada',
  invitations: '/admin/invitaciones',
  newInvitation: '/admin/invitaciones/nueva',
  invitation: '/admin/invitaciones/:id',
  resendInvitation: '/admin/invitaciones/:id/reenviar',
  amendInvitation: '/admin/invitaciones/:id/corregir',
  revokeInvitation: '/admin/invitaciones/:id/revocar',
  limitInvitation: '/admin/invitaciones/:id/acceso',
  /** All invitations that match a filter: counts them, asks, and shows how the job goes. */
  bulkJobs: '/admin/tareas',
  bulkJob: '/admin/tareas/:id',
  confirmBulkJob: '/admin/tareas/:id/confirmada',
  bulkJobProgress: '/admin/tareas/:id/progreso',
  bulkJobReport: '/admin/tareas/:id/informe.csv',
  imports: '/admin/importar',
  importTemplate: '/admin/importar/plantilla.csv',
  import: '/admin/importar/:id',
  /** What columns mean that may be more than one thing. */
  answerImport: '/admin/importar/:id/columnas',
  confirmImport: '/admin/importar/:id/enviar',
  importProgress: '/admin/importar/:id/progreso',
  importReport: '/admin/importar/:id/informe.csv',

  api: API,
  apiDocument: `${API}${RESOURCES.document}`,
  apiDocumentation: `${API}${RESOURCES.documentation}`,
} as const;

export type Page = keyof typeof PAGES;

/** The pages that are of one thing each. */
export type PageOfOne = { [P in Page]: (typeof PAGES)[P] extends `${string}:id${string}` ? P : never }[Page];

export function addressOf(page: PageOfOne, id: string): string {
  return PAGES[page].replace(':id', () => inPath(id));
}

/** One invitation or import of the API, for `Location`. */
export function resourceAddress(collection: 'invitations' | 'bulk' | 'imports', id: string): string {
  return `${API}${RESOURCES[collection]}/${inPath(id)}`;
}

/** An id holds what Keycloak takes: any text. A colon need not be encoded. */
function inPath(id: string): string {
  return encodeURIComponent(id).replaceAll('%3A', ':');
}

/**
 * Fragment of the login page's address for who has just activated an account: the login theme, which writes it out, then shows a sentence of its
 * own. A fragment goes along with redirects (RFC 9110 §10.2.2) and needs no script.
 */
export const activatedFragment = (activatedWith: ActivatedWith | undefined): string =>
  ({ codes: '#cuenta-activada-con-codigos', passkey: '#cuenta-activada-con-llave' })[activatedWith as ActivatedWith] ??
  '#cuenta-activada';

/**
 * What the first sign-in after an activation asks for: the code of an app beside the password, on the same page; or a passkey, and no password, which the
 * person does not have.
 */
export type ActivatedWith = 'codes' | 'passkey';

/** Prefix of the addresses of built files (styles, scripts, pictures). */
export const ASSETS = '/assets';

/** Where somebody signs in as an account, by what it signs in with, whoever else is signed in. */
export const signInAs = (account: string): string =>
  `${PAGES.signIn}?${new URLSearchParams({ login_hint: account, prompt: 'select_account' })}`;
