/** Download, copy and print the recovery codes. The words come from the list's data attributes. */
export function offerRecoveryCodes(): void {
  const list = document.querySelector<HTMLElement>('[data-codes]');
  const actions = document.querySelector<HTMLElement>('[data-codes-actions]');
  if (!list || !actions) return;
  actions.hidden = false;
  const codes = [...list.querySelectorAll('code')].map((code, index) => `${index + 1}. ${code.textContent}`);

  on('downloadRecoveryCodes', () => {
    const { title, description, date, file } = list.dataset;
    const now = new Date().toLocaleString(document.documentElement.lang, { dateStyle: 'long', timeStyle: 'short' });
    // In Basque the browser leaves it to the reader how a suffix begins.
    const created = now.replace('(e)', '').replace('(a)', 'a');
    const text = [title, '', ...codes, '', description, '', `${date} ${created}`].join('\r\n');
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([text], { type: 'text/plain;charset=utf-8' }));
    link.download = file ?? 'codes.txt';
    link.click();
    URL.revokeObjectURL(link.href);
  });
  on('copyRecoveryCodes', async () => {
    await navigator.clipboard.writeText(codes.join('\n'));
    const status = actions.querySelector('[data-codes-status]');
    if (status) status.textContent = list.dataset.copied ?? '';
  });
  // The style sheet prints the page without its buttons.
  on('printRecoveryCodes', () => print());
}

function on(id: string, act: () => void): void {
  document.getElementById(id)?.addEventListener('click', act);
}
