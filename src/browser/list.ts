/**
 * The list of invitations: everything in it works without this. Choosing all, the number of those chosen, copying, menus that close, `/` to search, and
 * dates that stay true where the page has been open since yesterday.
 */
const find = <T extends HTMLElement>(selector: string) => document.querySelector<T>(selector);
const boxes = [...document.querySelectorAll<HTMLInputElement>('input[name="id"][form="selection"]')];
const all = find<HTMLInputElement>('[data-select-all]');
const bulk = find<HTMLFormElement>('#selection');
const skip = find('.list-skip');
const counter = find('#selection .bulk__count');

function count(): void {
  const chosen = boxes.filter((box) => box.checked).length;
  for (const box of boxes) box.closest('tr')?.classList.toggle('is-chosen', box.checked);
  bulk?.classList.toggle('bulk--idle', chosen === 0);
  skip?.toggleAttribute('hidden', chosen === 0);
  bulk?.classList.toggle('bulk--on', chosen > 0);
  if (counter) {
    const { none = '', one = '', many = '' } = counter.dataset;
    counter.textContent = chosen === 0 ? none : chosen === 1 ? one : many.replace('2', String(chosen));
  }
  if (!all) return;
  all.checked = chosen === boxes.length;
  all.indeterminate = chosen > 0 && chosen < boxes.length;
}

if (all && bulk) {
  all.hidden = false;
  all.addEventListener('change', () => {
    for (const box of boxes) box.checked = all.checked;
    count();
  });
  let last: HTMLInputElement | undefined;
  for (const box of boxes) {
    box.setAttribute('aria-describedby', 'selection-keys');
    box.addEventListener('change', count);
    // With Shift, by pointer or space bar: all from the one before to this one become like this one.
    box.addEventListener('click', ({ shiftKey }) => {
      if (shiftKey && last) {
        const [from, to] = [boxes.indexOf(last), boxes.indexOf(box)].sort((a, b) => a - b);
        for (const each of boxes.slice(from, (to ?? 0) + 1)) each.checked = box.checked;
        count();
      }
      last = box;
    });
    // Enter would send the form; here it leads to its commands, past the rows between.
    box.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter') return;
      event.preventDefault();
      if (bulk.classList.contains('bulk--on')) bulk.querySelector('button')?.focus();
    });
  }
  const keys = find('#selection-keys');
  if (keys) keys.hidden = false;
  // Also when the browser brings the page back as it was left.
  window.addEventListener('pageshow', count);
  count();
}

const disclosures = [...document.querySelectorAll<HTMLDetailsElement>('details.menu, details.finder__more, details.language')];
const closeOthers = ({ target }: Event) => {
  for (const each of disclosures) if (!each.contains(target as Node)) each.open = false;
};
document.addEventListener('click', closeOthers);
// Whoever goes on with Tab sees what has the focus, not a menu above it. A pointer that goes down on an entry may focus what is around the menu.
document.addEventListener('focusin', (event) => {
  if ((event.target as Element).matches(':focus-visible')) closeOthers(event);
});
document.addEventListener('keydown', (event) => {
  const open = disclosures.find((each) => each.open);
  if (event.key === 'Escape' && open) {
    open.open = false;
    open.querySelector('summary')?.focus();
  }
});

if (navigator.clipboard) {
  const status = find('[data-copy-status]');
  for (const button of document.querySelectorAll<HTMLButtonElement>('[data-copy-text]')) {
    button.hidden = false;
    button.addEventListener('click', async () => {
      await navigator.clipboard.writeText(button.dataset.copyText ?? '');
      const label = button.textContent;
      const copied = status?.dataset.copied ?? '';
      button.textContent = copied;
      if (status) status.textContent = copied;
      setTimeout(() => {
        button.textContent = label;
        if (status) status.textContent = '';
      }, 2000);
    });
  }
}

/** One key alone can be in the way of whoever speaks to the computer: it can be turned off (WCAG 2.1.4). */
const KEY = 'search-key';
const shortcut = find('[data-shortcut]');
const toggle = shortcut?.querySelector('button');
const search = find<HTMLInputElement>('#search');
if (shortcut && toggle && search) {
  const isOn = () => localStorage.getItem(KEY) !== 'off';
  const show = () => {
    toggle.textContent = (isOn() ? toggle.dataset.off : toggle.dataset.on) ?? '';
    search.toggleAttribute('aria-keyshortcuts', isOn());
    if (isOn()) search.setAttribute('aria-keyshortcuts', '/');
  };
  toggle.addEventListener('click', () => {
    localStorage.setItem(KEY, isOn() ? 'off' : 'on');
    show();
  });
  document.addEventListener('keydown', (event) => {
    const { key, ctrlKey, metaKey, altKey, target } = event;
    const isTyping = target instanceof HTMLElement && target.matches('input:not([type="checkbox"]), select, textarea');
    if (key !== '/' || ctrlKey || metaKey || altKey || isTyping || !isOn()) return;
    event.preventDefault();
    search.focus();
    search.select();
  });
  show();
  shortcut.hidden = false;
}

const opened = new Date().toDateString();
document.addEventListener('visibilitychange', () => {
  const isUntouched = boxes.every((box) => !box.checked) && search?.value === search?.defaultValue;
  if (!document.hidden && isUntouched && new Date().toDateString() !== opened) location.reload();
});
