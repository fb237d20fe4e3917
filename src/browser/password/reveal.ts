export interface RevealWords {
  show?: string;
  showLabel?: string;
  hide?: string;
  hideLabel?: string;
}

/**
 * A button in each `.password` that shows what was typed. Made here: without a script it could do nothing.
 * Its words may also stand in the `data-show`, `data-hide` … of that element, as on Keycloak's other pages.
 */
export function addReveal(form: HTMLFormElement, words: RevealWords): void {
  for (const input of form.querySelectorAll<HTMLInputElement>('.password > input[type="password"]')) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'password__toggle';
    if (input.id) button.setAttribute('aria-controls', input.id);

    const named: RevealWords = { ...input.parentElement?.dataset, ...words };
    const show = (shown: boolean) => {
      input.type = shown ? 'text' : 'password';
      button.textContent = (shown ? named.hide : named.show) ?? '';
      // Holds the visible word, so that people who speak to their browser can say it (WCAG 2.5.3).
      button.setAttribute('aria-label', (shown ? named.hideLabel : named.showLabel) ?? '');
    };
    button.addEventListener('click', () => {
      const [start, end] = [input.selectionStart, input.selectionEnd];
      show(input.type === 'password');
      input.focus();
      input.setSelectionRange(start, end);
    });
    // Password managers save what stands in a password field.
    form.addEventListener('submit', () => show(false));
    show(false);
    input.after(button);
  }
}

/** Shows the caps-lock hint while it holds. Browsers tell only with keys and clicks. */
export function watchCapsLock(form: HTMLFormElement, announce: (text: string) => void): void {
  const hint = form.querySelector<HTMLElement>('[data-caps-lock]');
  if (!hint) return;
  const update = (event: KeyboardEvent | MouseEvent) => {
    // Autofill sends key events that are none.
    if (!(event.target instanceof HTMLInputElement) || !('getModifierState' in event)) return;
    const on = event.getModifierState('CapsLock');
    if (on && hint.hidden) announce(hint.textContent ?? '');
    hint.hidden = !on;
  };
  for (const input of form.querySelectorAll<HTMLInputElement>('[data-password]')) {
    input.addEventListener('keydown', update);
    input.addEventListener('keyup', update);
    input.addEventListener('mousedown', update);
    input.addEventListener('blur', () => {
      hint.hidden = true;
    });
  }
}
