/**
 * Live progress of an import. Without JavaScript the page loads itself again every few seconds. All sentences come from the server:
 *
 *   <div data-import="/admin/importar/…/progreso">        server-sent events: `progress`, and `done` at the end
 *     <progress max="1000" value="10"></progress>
 *     <span data-text="progress">…</span>                 replaced by the sentence of that name; an empty one hides its element
 *   </div>
 *   <dd data-count="sent">10</dd>                          anywhere on the page: the number of that name
 */
interface ProgressEventData {
  done: number;
  rows: number;
  counts: Record<string, string>;
  [text: string]: unknown;
}

const region = document.querySelector<HTMLElement>('[data-import]');
const bar = region?.querySelector('progress');

/** Milliseconds until a stream that was refused is asked for again: somebody may follow too many at once, in other tabs. */
const REFUSED = 15_000;

if (region?.dataset.import) follow(region.dataset.import);

function follow(address: string): void {
  const events = new EventSource(address);
  events.addEventListener('progress', ({ data }) => show(JSON.parse(data)));
  events.addEventListener('done', () => {
    events.close();
    // The page of the result is the server's.
    location.reload();
  });
  // A connection that broke off comes back by itself; one that was refused does not.
  events.addEventListener('error', () => {
    if (events.readyState === EventSource.CLOSED) setTimeout(() => follow(address), REFUSED);
  });
}

function show(data: ProgressEventData): void {
  if (bar) {
    bar.max = data.rows;
    bar.value = data.done;
  }
  for (const element of region?.querySelectorAll<HTMLElement>('[data-text]') ?? []) {
    const text = String(data[element.dataset.text ?? ''] ?? '');
    // Screen readers announce a status that is written again, even with the same words.
    if (element.textContent !== text) element.textContent = text;
    element.hidden = text === '';
  }
  for (const element of document.querySelectorAll<HTMLElement>('[data-count]'))
    element.textContent = data.counts[element.dataset.count ?? ''] ?? '';
}
