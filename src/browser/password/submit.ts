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

/** Keycloak asks for the new password twice. Who can have it shown types it once, and it is sent under the other name as well. */
export function confirmItself(form: HTMLFormElement, password: HTMLInputElement): void {
  const name = form.dataset.confirmedAs;
  if (name) form.addEventListener('formdata', ({ formData }) => formData.set(name, password.value));
}
