import { z } from 'zod';

/**
 * The contract between our login theme and the sidecar: each Keycloak page of the theme ends with
 * `<script type="application/json" id="keycloak-state">` (written by themes/amperecloud/login/state.ftl).
 * Only this block is read, never the HTML around it.
 */
const attribute = z.object({
  name: z.string(),
  required: z.boolean(),
  readOnly: z.boolean(),
  values: z.array(z.string()),
});

const newPasskey = z.object({
  challenge: z.string(),
  userId: z.string(),
  username: z.string(),
  algorithms: z.array(z.number()),
  rpName: z.string(),
  rpId: z.string(),
  attestation: z.string(),
  attachment: z.string(),
  residentKey: z.string(),
  requireResidentKey: z.string(),
  userVerification: z.string(),
  /** Seconds; 0 for the browser's own. */
  timeout: z.number(),
  /** Ids of credentials that the device must not have, comma-separated. */
  exclude: z.string(),
});

export type NewPasskey = z.infer<typeof newPasskey>;

const pageState = z.object({
  version: z.literal(1),
  /** Keycloak's template, without `.ftl`: `info`, `error`, `login-update-profile`, `login-update-password` … */
  page: z.string(),
  /** Where the page's form posts to. */
  action: z.url().optional(),
  /** The link of an `info` page that starts the required actions. */
  actionUri: z.url().optional(),
  /** Whose sign-in it is; absent where Keycloak names no client. `isApp`: it bears the attribute `invitation.app`. */
  client: z.object({ id: z.string(), name: z.string(), home: z.string(), isApp: z.boolean() }).optional(),
  message: z.object({ type: z.string(), code: z.string().nullable(), text: z.string().default('') }).nullable(),
  requiredActions: z.array(z.string()).default([]),
  /** The language that Keycloak has drawn the page in. */
  locale: z.string().default(''),
  /** The realm's terms and conditions: mark-up that Keycloak has sanitized. On their own page, and on that of a key; absent elsewhere, and in a theme of before. */
  terms: z.string().optional(),
  /** Recovery codes that Keycloak has made: on their own page. */
  recoveryCodes: z.object({ codes: z.array(z.string()), generatedAt: z.string(), label: z.string() }).optional(),
  /** What Keycloak wants of a new passkey, as its own script gets it: on the page of one that replaces the password. */
  newPasskey: newPasskey.optional(),
  attributes: z.array(attribute).default([]),
  /** Keycloak's error texts, in the page's language, by field name. */
  fieldErrors: z.record(z.string(), z.string()).default({}),
  /** The message key and parameters behind an error text, where the theme found it: the same in every language. */
  fieldErrorCodes: z.record(z.string(), z.object({ code: z.string(), params: z.array(z.string()) })).default({}),
  globalErrors: z.array(z.string()).default([]),
});

export type PageState = z.infer<typeof pageState>;

const START = '<script type="application/json" id="keycloak-state">';

/** The state block of a Keycloak page; undefined when the page has none (another theme) or one of another version. */
export function readPageState(html: string): PageState | undefined {
  const start = html.lastIndexOf(START);
  const end = html.indexOf('</script>', start);
  if (start < 0 || end < 0) return undefined;
  try {
    return pageState.parse(JSON.parse(html.slice(start + START.length, end)));
  } catch {
    return undefined;
  }
}
