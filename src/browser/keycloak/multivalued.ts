/** Profile attributes with several values: a button that adds an input, and one at each further input that takes it away. */
export function letValuesBeAdded(): void {
  for (const group of document.querySelectorAll<HTMLElement>('[data-multivalued]')) {
    const first = group.querySelector('input');
    if (!first || first.disabled) continue;
    for (const input of [...group.querySelectorAll('input')].slice(1)) withRemoval(input, group);
    const add = linkButton(group.dataset.add);
    add.addEventListener('click', () => {
      const input = first.cloneNode() as HTMLInputElement;
      input.value = '';
      input.id = `${first.id}-${group.querySelectorAll('input').length}`;
      input.setAttribute('aria-label', group.parentElement?.querySelector('.field__label')?.textContent ?? '');
      add.before(input);
      withRemoval(input, group);
      input.focus();
    });
    group.append(add);
  }
}

function withRemoval(input: HTMLInputElement, group: HTMLElement): void {
  const remove = linkButton(group.dataset.remove);
  const row = document.createElement('div');
  row.className = 'value-row';
  input.before(row);
  row.append(input, remove);
  remove.addEventListener('click', () => {
    row.remove();
    group.querySelector('input')?.focus();
  });
}

function linkButton(text = ''): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'button button--link';
  button.textContent = text;
  return button;
}
