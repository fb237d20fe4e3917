/**
 * The search of a long list of checkboxes: `<div data-find="id of the list" hidden>` with an `input` and an element `[data-found]`, which says how many are
 * shown and chosen (`data-some`, `data-none` and `data-chosen`: words before a number). Without a script it stays hidden, and the whole list can be used.
 */
const folded = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

export function findChoices(): void {
  for (const finder of document.querySelectorAll<HTMLElement>('[data-find]')) {
    const list = document.getElementById(finder.dataset.find ?? '');
    const field = finder.querySelector('input');
    const found = finder.querySelector<HTMLElement>('[data-found]');
    if (!list || !field || !found) continue;
    const choices = [...list.querySelectorAll('label')].map((label) => ({
      label,
      box: label.querySelector('input'),
      text: folded(label.textContent ?? ''),
    }));
    const show = () => {
      const words = folded(field.value).split(/\s+/).filter(Boolean);
      for (const { label, text } of choices) label.hidden = !words.every((word) => text.includes(word));
      const shown = choices.filter(({ label }) => !label.hidden).length;
      const chosen = choices.filter(({ box }) => box?.checked).length;
      const { some = '', none = '', chosen: ofChosen = '' } = found.dataset;
      const sentence = shown === 0 ? none : `${some} ${shown}.`;
      found.textContent = [sentence, `${ofChosen} ${chosen}.`].join(' ');
    };
    field.addEventListener('input', show);
    list.addEventListener('change', show);
    // Enter is for the search, and not for the form around it.
    field.addEventListener('keydown', (event) => {
      if (event.key === 'Enter') event.preventDefault();
    });
    finder.hidden = false;
    show();
  }
}
