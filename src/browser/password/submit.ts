/** Lets a form be sent once: a second click or Enter does nothing until the page comes back. */
export function submitOnce(form: HTMLFormElement): void {
  let sent = false;
  const buttons = form.querySelectorAll<HTMLButtonElement>('button[type="submit"]');
  form.addEventListener('submit', (event) => {
    if (sent) event.preventDefault();
    sent = true;
    // Afterwards, or the button that was pressed would not be part of what is sent.
    setTimeout(() => setBusy(true));
  });
  // The browser's back button may show the page as it was left.
  window.addEventListener('pageshow', ({ persisted }) => {
    if (!persisted) return;
    sent = false;
    setBusy(false);
  });

  function setBusy(busy: boolean): void {
    for (const button of buttons) button.disabled = busy;
  }
}

/** Says under the confirmation that it differs, once the person has left it, and takes it back at once when it does not. */
export function watchConfirmation(form: HTMLFormElement, password: HTMLInputElement): void {
  const confirm = form.querySelector<HTMLInputElement>('[data-password-confirm]');
  const message = form.querySelector<HTMLElement>('[data-mismatch]');
  if (!confirm || !message) return;
  message.id ||= `${confirm.id}-mismatch`;
  const show = (differs: boolean) => {
    message.hidden = !differs;
    if (differs) confirm.setAttribute('aria-invalid', 'true');
    else confirm.removeAttribute('aria-invalid');
  };
  const differs = () => confirm.value !== '' && confirm.value !== password.value;
  confirm.setAttribute('aria-describedby', [confirm.getAttribute('aria-describedby'), message.id].filter(Boolean).join(' '));
  confirm.addEventListener('blur', () => show(differs()));
  for (const input of [confirm, password]) input.addEventListener('input', () => !differs() && show(false));
}
