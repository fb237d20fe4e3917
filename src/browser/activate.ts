/**
 * Progressive enhancement of every form that sets a password: the activation page and, unchanged, Keycloak's own
 * update-password page in our theme. Without JavaScript the form works as it is; nothing here is needed to submit it.
 * All sentences come from the mark-up: this file holds none.
 *
 * Mark-up contract (src/views and themes/amperecloud/login draw it). What is marked * must be there, the rest may be left out.
 *
 *   <div class="error-summary" data-error-summary tabindex="-1">       takes the focus when the page has loaded
 *   <form data-activation                                            * guarded against a second submit
 *         data-words="{…}"                                           * PasswordWords as JSON: `passwordWords(locale)` of src/keycloak/password-words.ts
 *         data-username="ana@sol.test" data-email="ana@sol.test"       for the rules about them; an input of that name in the form goes first
 *         data-personal="[&quot;Ana&quot;,&quot;Sol&quot;]">           what weakens a password for this person (JSON array); the form's text inputs are added
 *     <div class="password">                                         * around each password input; the show/hide button is added in here
 *       <input class="input" type="password" data-password>          * the new password, one a form
 *     </div>
 *     <div class="password"><input class="input" type="password" data-password-confirm></div>     the confirmation
 *     <p class="field__hint" data-caps-lock hidden>…</p>                shown while caps lock is on
 *     <p class="field__error" data-mismatch hidden>…</p>                shown while the confirmation differs
 *     <ul class="checklist">
 *       <li class="checklist__item" data-rule="length" data-check="8" data-state="unknown">Al menos 8 caracteres</li>
 *     </ul>                    data-rule: the policy's id in Keycloak. data-check: its value as JSON (8, true, "regex"); without it
 *                              only Keycloak can judge the rule and it stays unknown. `passwordChecklist()` makes both.
 *     <div class="meter" data-meter data-score="0" hidden>             strength, shown from the first key on
 *       <span class="meter__bar"></span>
 *       <p data-meter-label></p>                                       the strength in words
 *       <p class="field__hint" data-meter-feedback></p>                what makes it weak and what helps
 *     </div>
 *     <p class="visually-hidden" role="status" data-password-status></p>     rules and strength, announced when the typing pauses
 *     <button type="submit">Crear</button>
 *   </form>
 *   <script type="module" src="/assets/activate.….js"></script>        the worker is found beside this file
 */
export {};
