/**
 * Progressive enhancement of every form that sets a password: the activation page and, unchanged, Keycloak's own
 * update-password page in our theme. Without JavaScript the form works as it is; nothing here is needed to submit it.
 * All sentences come from the mark-up: this file holds none.
 *
 * Mark-up contract (src/views and themes/amperecloud/login draw it; what is marked * must be there, the rest may be left out):
 *
 *   <div class="error-summary" data-error-summary tabindex="-1">     takes the focus when the page loads
 *   <form data-activation>                                         * guarded against a second submit
 *     <div class="password" data-password-field>                   * around each password input; the show/hide button is added here
 *       <input type="password" data-password                       * the new password (exactly one a form)
 *              data-person="[&quot;Ana&quot;,&quot;ana@…&quot;]">    what a good password does not contain (JSON array)
 *     </div>
 *     <div class="password" data-password-field>                     the confirmation, if the page has one
 *       <input type="password" data-password-confirm>
 *     </div>
 *     <p class="field__hint" data-caps-lock hidden>…</p>             caps-lock hint, shown while caps lock is on
 *     <p class="field__hint" data-mismatch hidden>…</p>              "the passwords differ", shown while they do
 *     <ul class="checklist" data-checklist>                          one item a rule that a person can meet
 *       <li class="checklist__item" data-rule="length" data-state="unknown">…</li>      data-rule = PasswordRule.id
 *     </ul>
 *     <div class="meter" data-meter data-score="0" hidden>           strength, filled by CSS from data-score 0–4
 *       <p class="meter__label" data-meter-label></p>                the strength in words
 *       <p class="meter__feedback" data-meter-feedback></p>          what makes it weak and what helps
 *     </div>
 *     <p class="visually-hidden" role="status" data-password-status></p>   announced politely, at most once a second
 *     <button type="submit" data-busy-label="Creando…">Crear</button>
 *   </form>
 *   <script type="application/json" data-password-config>{"policy":…}</script>   * PasswordConfig below, once a page
 *
 * Other inputs of the form named username, email, firstName, lastName … are read while the person types, too:
 * a live rule such as notUsername and the meter go by what stands in them.
 */
import type { PasswordRule } from '../keycloak/password-policy.ts';

/** The JSON island. The sidecar fills it with `passwordConfig()` (src/keycloak/password-words.ts), the theme with its own messages. */
export interface PasswordConfig {
  /** The realm's rules, or the policy string as Keycloak keeps it. */
  rules?: PasswordRule[];
  policy?: string;
  username?: string;
  email?: string;
  /** Address of the built strength.worker.entry.ts: same origin, for `worker-src 'self'`. */
  worker?: string;
  words: {
    /** `aria-label`s or text of the toggle. */
    show: string;
    hide: string;
    /** Suffix of a checklist item for screen readers. */
    met: string;
    unmet: string;
    /** Five words, score 0 to 4. */
    scores: string[];
    /** Sentence per zxcvbn feedback key. */
    feedback: Record<string, string>;
  };
}
