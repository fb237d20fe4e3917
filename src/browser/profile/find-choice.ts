import { folded } from '../../common/folding.ts';

/**
 * The search of a long list of checkboxes: `<div data-find="id of the list" hidden>` with an `input` and an element `[data-found]`, which says how many are
 * shown and chosen (`data-some`, `data-none` and `data-chosen`: words before a number). Without a script it stays hidden, and the whole list can be used.
 *
 * Of many, the first ones and those that are chosen are shown until something is looked for: nobody has to press Tab 300 times to get past them.
 */
const FIRST = 20;

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
    let [shown, matching] = [0, 0];
    const show = () => {
      const words = folded(field.value).split(/\s+/).filter(Boolean);
      const matches = choices.filter(({ text }) => words.every((word) => text.includes(word)));
      const kept = new Set(matches.filter(({ box }, i) => i < FIRST || box?.checked));
      for (const choice of choices) choice.label.hidden = !kept.has(choice);
      [shown, matching] = [kept.size, matches.length];
      say();
    };
    // Nothing moves under whoever takes a choice back.
    const say = () => {
      const chosen = choices.filter(({ box }) => box?.checked).length;
      const { some = '', none = '', chosen: ofChosen = '' } = found.dataset;
      const count = shown < matching ? `${shown}/${matching}` : shown;
      const sentence = shown === 0 ? none : `${some} ${count}.`;
      found.textContent = [sentence, `${ofChosen} ${chosen}.`].join(' ');
    };
    field.addEventListener('input', show);
    list.addEventListener('change', say);
    // Enter is for the search, and not for the form around it.
    field.addEventListener('keydown', (event) => {
      if (event.key === 'Enter') event.preventDefault();
    });
    finder.hidden = false;
    show();
  }
}
