/**
 * Buttons that copy what stands in another element: `<button data-copy="id of it" data-copied="Copied" hidden>`, followed by
 * `<span role="status" data-copy-status>`. Without a script, or where the page is not served securely, they stay hidden.
 */
for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-copy]')) {
  const source = document.getElementById(button.dataset.copy ?? '');
  if (!source || !navigator.clipboard) continue;
  const label = button.textContent;
  const status = button.parentElement?.querySelector('[data-copy-status]');
  button.hidden = false;
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(source.textContent?.trim() ?? '');
    button.textContent = button.dataset.copied ?? label;
    if (status) status.textContent = button.dataset.copied ?? '';
    setTimeout(() => {
      button.textContent = label;
      if (status) status.textContent = '';
    }, 3000);
  });
}
