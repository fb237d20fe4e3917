/**
 * Profile attributes with several values: a button that adds an input, as far as the realm allows, and one at each further input that takes
 * it away. A form that two scripts share is done once.
 *
 *   <div data-multivalued data-add="Añadir otro" data-remove="Quitar" data-max="5">  <input …> …  </div>
 */
export function letValuesBeAdded(form: HTMLElement): void {
  for (const group of form.querySelectorAll<HTMLElement>('[data-multivalued]')) {
    const first = group.querySelector('input');
    group.removeAttribute('data-multivalued');
    if (!first || first.disabled) continue;
    const add = linkButton(group.dataset.add);
    const count = () => group.querySelectorAll('input').length;
    const offer = () => {
      add.hidden = count() >= Number(group.dataset.max ?? Number.POSITIVE_INFINITY);
    };
    const label = group.parentElement?.querySelector('.field__label')?.textContent ?? '';
    let added = count();

    const withRemoval = (input: HTMLInputElement) => {
      const remove = linkButton(group.dataset.remove);
      const row = document.createElement('div');
      row.className = 'value-row';
      input.before(row);
      row.append(input, remove);
      remove.setAttribute('aria-label', `${remove.textContent}: ${input.getAttribute('aria-label')}`);
      remove.addEventListener('click', () => {
        row.remove();
        offer();
        group.querySelector('input')?.focus();
      });
    };

    for (const input of [...group.querySelectorAll('input')].slice(1)) withRemoval(input);
    add.addEventListener('click', () => {
      const input = first.cloneNode() as HTMLInputElement;
      input.value = '';
      input.id = `${first.id}-${added++}`;
      input.setAttribute('aria-label', `${label}, ${count() + 1}`);
      add.before(input);
      withRemoval(input);
      offer();
      input.focus();
    });
    group.append(add);
    offer();
  }
}

function linkButton(text = ''): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'button button--link';
  button.textContent = text;
  return button;
}
