import { z } from 'zod';
import type { ActivatedWith } from '../common/addresses.ts';
import type { MessageKey } from '../i18n/index.ts';
import type { LoginChecks } from './oidc.ts';

/** What the browser keeps, in an encrypted cookie, while it is at Keycloak. */
export interface PendingLogin {
  checks?: LoginChecks;
  /** Path to go on to. */
  back?: string | undefined;
  /** Message to show there when Keycloak has carried out the action. */
  done?: MessageKey | undefined;
  /** The `acr` that was asked for. */
  acr?: string | undefined;
  /** The address that must sign in, whoever else is signed in at Keycloak in this browser. */
  account?: string | undefined;
  /** The person of {@link account} has just activated it in this browser: whoever else is signed in may be signed out for them. */
  sure?: boolean | undefined;
  /** What they have set up with it, if not a password alone. */
  activatedWith?: ActivatedWith | undefined;
  /** Alias of the identity provider by which that person signs in first. */
  provider?: string | undefined;
  /** The provider has been asked, and not only Keycloak. */
  asked?: boolean | undefined;
  /** It has signed in somebody else before: it is to ask anew. */
  again?: boolean | undefined;
  /** Keycloak has refused the very account once, as its invitation was sent again meanwhile. */
  goneOn?: boolean | undefined;
  /** What the login page should speak, if that is known. */
  locale?: string | undefined;
  /** ID token of another person who is signed in, kept until they agree to be signed out. */
  idToken?: string | undefined;
  /** It is known that nobody is signed in at Keycloak. */
  nobody?: boolean | undefined;
  /** The other person has agreed, and is being signed out at Keycloak. */
  leaving?: boolean | undefined;
}

/** An address or a username: no sentence of somebody's own that a page of ours would show. */
const signInName = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[^\s\p{C}<>]{1,255}$/u);

/** What sign-in addresses take. */
export const signInQuery = z.object({
  login_hint: signInName.optional().catch(undefined),
  /** Where to go afterwards. */
  volver: z.string().optional().catch(undefined),
  /** Sign in as the address of the hint, even where somebody else is signed in at Keycloak. */
  prompt: z.literal('select_account').optional().catch(undefined),
  /** In which language the page spoke that has led here, as OpenID Connect names it. */
  ui_locales: z.string().max(100).optional().catch(undefined),
  /** How an application-initiated action ended. */
  kc_action_status: z.enum(['success', 'cancelled', 'error']).optional().catch(undefined),
  code: z.string().optional().catch(undefined),
  state: z.string().optional().catch(undefined),
  error: z.string().optional().catch(undefined),
  /** Whom the company's provider has named, where nobody has invited them (`provider_other`). */
  who: signInName.optional().catch(undefined),
});
