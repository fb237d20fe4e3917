/** A second click would answer a page that Keycloak has already left. */
export function keepFormsFromBeingSentTwice(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-once]')) {
    form.addEventListener('submit', (event) => {
      if (form.dataset.sent) event.preventDefault();
      form.dataset.sent = 'true';
    });
  }
  // A page that comes back from the browser's cache may be sent again.
  window.addEventListener('pageshow', (event) => {
    if (event.persisted)
      for (const form of document.querySelectorAll<HTMLFormElement>('form[data-sent]')) delete form.dataset.sent;
  });
}

/** Pages that continue by themselves: a SAML answer to be sent, a sign-out once every application was told. */
export function sendOrContinueWhenLoaded(): void {
  document.querySelector<HTMLFormElement>('form[data-submit-when-loaded]')?.requestSubmit();
  const next = document.querySelector<HTMLAnchorElement>('a[data-continue-when-loaded]');
  if (!next) return;
  if (document.readyState === 'complete') location.replace(next.href);
  else window.addEventListener('load', () => location.replace(next.href));
}
