/**
 * Progressive enhancement of every form that sets a password: the activation page and, unchanged, Keycloak's own
 * update-password page in our theme. Without JavaScript the form works as it is; nothing here is needed to submit it.
 * All sentences come from the mark-up: this file holds none.
 *
 * Mark-up contract (src/views and themes/amperecloud/login draw it). What is marked * must be there, the rest may be left out.
 *
 *   <div class="error-summary" data-error-summary tabindex="-1">       takes the focus when the page has loaded
 *   <form data-activation                                            * guarded against a second submit; with a hidden `key`, the address loses it
 *         data-words="{…}"                                           * PasswordWords as JSON: `passwordWords(locale)` of src/views/present/password-words.ts
 *         data-username="ana@sol.test" data-email="ana@sol.test"       for the rules about them; an input of that name in the form goes first
 *         data-confirmed-as="password-confirm"                         the password is sent under this name, too: Keycloak compares the two
 *         data-opened="/activar/abierta"                             told, once, that somebody has begun to fill the form in
 *         data-personal="[&quot;Ana&quot;,&quot;Sol&quot;]">           what weakens a password for this person (JSON array); the form's text inputs are added
 *     <div class="password">                                         * around each password input; the show/hide button is added in here
 *       <input class="input" type="password" data-password>          * the new password, one a form
 *     </div>
 *     <noscript>…</noscript>                                           the confirmation, for who cannot have the password shown
 *     <p class="field__hint" data-caps-lock hidden>…</p>                shown while caps lock is on
 *     <ul class="checklist">
 *       <li class="checklist__item" data-rule="length" data-check="8" data-state="unknown">Al menos 8 caracteres</li>
 *     </ul>                    data-rule: the policy's id in Keycloak. data-check: its value as JSON (8, true); without it
 *                              only the server can judge the rule and it stays unknown. `passwordChecklist()` makes both.
 *     <div class="meter" data-meter data-score="0" hidden>             strength, shown from the first key on, and judged from the sixth
 *       <span class="meter__bar"></span>
 *       <p data-meter-label></p>                                       the strength in words
 *       <p class="field__hint" data-meter-feedback></p>                what makes it weak, and one thing that helps
 *     </div>
 *     <p class="visually-hidden" role="status" data-password-status></p>     rules and strength, announced when the typing pauses
 *     <button type="submit">Crear</button>
 *   </form>
 *   <script type="module" src="/assets/activate.….js"></script>        the worker is found beside this file
 */
import type { PasswordWords } from '../strength/words.ts';
import { hideKey } from './activation/key.ts';
import { tellOpened } from './activation/opened.ts';
import { afterPress } from './activation/press.ts';
import { createChecklist, type Progress } from './password/checklist.ts';
import type { StrengthAnswer } from './password/messages.ts';
import { addReveal, watchCapsLock } from './password/reveal.ts';
import { createStrengthMeter } from './password/strength.ts';
import { confirmItself, submitOnce } from './password/submit.ts';
import { letValuesBeAdded } from './profile/multivalued.ts';

type Words = Partial<PasswordWords>;

/** Nobody is told how weak a password is of which they have typed no more than its beginning. */
const BEGINNING = 6;

/** The status speaks when the typing pauses, or it would talk over every key. */
const PAUSE_MS = 1000;

document.querySelector<HTMLElement>('[data-error-summary]')?.focus();
for (const form of document.querySelectorAll<HTMLFormElement>('form[data-activation]')) enhance(form);

function enhance(form: HTMLFormElement): void {
  hideKey(form);
  submitOnce(form);
  letValuesBeAdded(form);
  tellOpened(form);
  const password = form.querySelector<HTMLInputElement>('input[data-password]');
  if (!password) return;

  const words: Words = JSON.parse(form.dataset.words ?? '{}');
  const announce = createAnnouncer(form);
  addReveal(form, words);
  watchCapsLock(form, announce);
  confirmItself(form, password);

  const check = createChecklist(form, words);
  const meter = form.querySelector<HTMLElement>('[data-meter]');
  let progress: Progress | undefined;
  const askStrength = meter && createStrengthMeter((answer) => afterPress(() => showStrength(meter, answer)));

  let isTyping = true;
  function update(): void {
    const typed = password?.value ?? '';
    if (typed === '') isTyping = true;
    progress = check(typed, { username: valueInForm(form, 'username'), email: valueInForm(form, 'email') }, isTyping);
    announce(progressInWords());
    if (typed === '') {
      if (meter) meter.hidden = true;
    } else askStrength?.({ password: typed, personal: personalData(form) });
  }

  function showStrength(element: HTMLElement, { score, warning, suggestions }: StrengthAnswer): void {
    const typed = password?.value ?? '';
    if (typed === '') return;
    const isEarly = typed.length < BEGINNING;
    const label = words.scores?.[score] ?? '';
    const strength = isEarly ? '' : (words.strength?.replace('%score%', label) ?? label);
    const [help] = suggestions;
    const advice = isEarly ? [] : [warning && words.warnings?.[warning], help && words.suggestions?.[help]];
    const feedback = advice.filter(Boolean).join(' ');
    element.dataset.score = isEarly ? '' : String(score);
    setText(element.querySelector('[data-meter-label]'), strength);
    setText(element.querySelector('[data-meter-feedback]'), feedback);
    element.hidden = false;
    announce([progressInWords(), strength, feedback].filter(Boolean).join(' '));
  }

  function progressInWords(): string {
    if (!progress?.all || password?.value === '') return '';
    return (words.progress ?? '').replace('%met%', String(progress.met)).replace('%all%', String(progress.all));
  }

  // Whatever the form holds changes the rules about it and the strength; the worker is fetched for a password only.
  const changed = ({ target }: Event) => {
    if (target === password || password.value !== '') update();
  };
  form.addEventListener('input', changed);
  // From then on what is missing is marked, and unmarked while it is mended.
  const judge = () => {
    isTyping = false;
    update();
  };
  password.addEventListener('blur', ({ relatedTarget }) => {
    // The button that shows the password belongs to the field.
    if (!(relatedTarget instanceof Node && password.parentElement?.contains(relatedTarget))) afterPress(judge);
  });
  form.addEventListener('submit', judge);
  // Some password managers tell only this.
  password.addEventListener('change', changed);
  // A browser that restores the page fills the field without an event.
  if (password.value !== '') update();
}

/** Speaks the last text given, after a pause. */
function createAnnouncer(form: HTMLElement): (text: string) => void {
  const status = form.querySelector('[data-password-status]');
  let timer: ReturnType<typeof setTimeout> | undefined;
  return (text) => {
    clearTimeout(timer);
    timer = setTimeout(() => setText(status, text), PAUSE_MS);
  };
}

function setText(element: Element | null, text: string): void {
  if (element && element.textContent !== text) element.textContent = text;
}

/** What a field of that name holds now, or what the page knows. */
function valueInForm(form: HTMLFormElement, name: 'username' | 'email'): string | undefined {
  const input = form.elements.namedItem(name);
  return (input instanceof HTMLInputElement && input.value) || form.dataset[name] || undefined;
}

/** The person's data: what the page says and what stands in the form's text fields. */
function personalData(form: HTMLFormElement): string[] {
  const typed = [...form.elements]
    .filter(
      (input): input is HTMLInputElement => input instanceof HTMLInputElement && /^(?:text|email|tel|url)$/.test(input.type),
    )
    .filter((input) => !input.matches('[data-password]'));
  const known: string[] = JSON.parse(form.dataset.personal ?? '[]');
  return [...known, form.dataset.username ?? '', form.dataset.email ?? '', ...typed.map(({ value }) => value)].filter(Boolean);
}
