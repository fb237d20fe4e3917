/**
 * A button in each `.password[data-show]` that shows what was typed. Forms with a new password (`data-activation`) have one of
 * their own (activate.ts).
 */
export function letPasswordsBeShown(): void {
  for (const box of document.querySelectorAll<HTMLElement>('.password[data-show]')) {
    const input = box.querySelector('input');
    if (!input || input.form?.matches('[data-activation]')) continue;
    box.append(toggleFor(input, box.dataset));
    // A password sent as plain text would be remembered by the browser among the form's texts.
    input.form?.addEventListener('submit', () => {
      input.type = 'password';
    });
  }
}

function toggleFor(input: HTMLInputElement, words: DOMStringMap): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'password__toggle';
  button.setAttribute('aria-controls', input.id);
  const draw = () => {
    const shown = input.type === 'text';
    button.textContent = (shown ? words.hide : words.show) ?? '';
    // Begins with the visible word, so that people who speak to their browser can say it (WCAG 2.5.3).
    button.setAttribute('aria-label', (shown ? words.hideLabel : words.showLabel) ?? '');
  };
  button.addEventListener('click', () => {
    input.type = input.type === 'text' ? 'password' : 'text';
    draw();
  });
  draw();
  return button;
}
