/**
 * A file may be dropped anywhere on the page of an import: it goes into `<input type="file" data-drop>`, whose colours tell so while it is held over
 * the page (`data-held`). Without a script browsers take a file that is dropped on the field itself.
 */
import { findChoices } from './profile/find-choice.ts';

findChoices();

const field = document.querySelector<HTMLInputElement>('input[data-drop]');

const holdsFile = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;

if (field) {
  const mark = (held: boolean) => field.toggleAttribute('data-held', held);
  document.addEventListener('dragover', (event) => {
    if (!holdsFile(event)) return;
    // A browser that is not told so opens the file, and the page is gone.
    event.preventDefault();
    mark(true);
  });
  document.addEventListener('dragleave', (event) => {
    // Between two elements of the page there is always one that it goes on to.
    if (event.relatedTarget === null) mark(false);
  });
  document.addEventListener('drop', (event) => {
    if (!holdsFile(event) || !event.dataTransfer) return;
    event.preventDefault();
    mark(false);
    const one = new DataTransfer();
    const [file] = event.dataTransfer.files;
    if (!file) return;
    one.items.add(file);
    field.files = one.files;
    field.dispatchEvent(new Event('change', { bubbles: true }));
    field.focus();
  });
}
