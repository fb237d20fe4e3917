/// <reference lib="dom" />
/** What is checked inside a page: each of these functions runs there, so it uses nothing from outside itself. */

/** What sticks out sideways, and controls that are hard to hit (fields and buttons 48 px, anything else 24: WCAG 2.5.8). */
export function misfits(): string[] {
  const excess = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  const small = [...document.querySelectorAll<HTMLElement>('a, button, input, select, textarea, summary')].filter((control) => {
    if (!control.checkVisibility({ visibilityProperty: true }) || control.closest('.honeypot, .skip-link, .visually-hidden'))
      return false;
    // Links in a sentence are as high as their line, which the criterion allows.
    if (control.matches('p a, li a, dd a')) return false;
    const target = control.closest('.choice, .password') ?? control;
    const { width, height } = target.getBoundingClientRect();
    return Math.min(width, height) < (control.matches('.button, .input, .select, .textarea, .choice input') ? 48 : 24);
  });
  return [
    ...(excess > 0 ? [`${excess}px too wide`] : []),
    ...small.map((control) => `too small: ${control.outerHTML.slice(0, 120)}`),
  ];
}

/** Buttons that share a line and are not equally high, and words that end a line in their midst. Hyphens, long names and what is cut, with all of it in a title, do not count. */
export function unevenness(): string[] {
  const isSeen = (element: Element) =>
    element.checkVisibility({ visibilityProperty: true }) && !element.closest('.visually-hidden, .honeypot, .skip-link, thead');
  const rows = [...document.querySelectorAll('.button-row, .title-row, .finder')].flatMap((row) => {
    const boxes = [...row.querySelectorAll('.button')].filter(isSeen).map((button) => button.getBoundingClientRect());
    return boxes.flatMap((box, i) =>
      boxes
        .slice(i + 1)
        .filter((other) => box.bottom > other.top + 2 && other.bottom > box.top + 2)
        .filter((other) => Math.abs(box.top - other.top) > 1 || Math.abs(box.bottom - other.bottom) > 1)
        .map((other) => `buttons of ${Math.round(box.height)} and ${Math.round(other.height)}px: ${row.outerHTML.slice(0, 120)}`),
    );
  });
  const words: string[] = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text = texts.nextNode(); text instanceof Text; text = texts.nextNode()) {
    const { parentElement: parent, data } = text;
    if (!parent || !isSeen(parent) || parent.closest('script, style, select, textarea, code, pre, [title]')) continue;
    for (const { 0: word, index } of data.matchAll(/(?<![\p{L}\u00ad])\p{L}{3,24}(?!\p{L})/gu)) {
      const range = document.createRange();
      range.setStart(text, index);
      range.setEnd(text, index + word.length);
      const lines = new Set([...range.getClientRects()].filter(({ width }) => width > 0).map(({ top }) => Math.round(top)));
      if (lines.size > 1) words.push(`broken: ${word}`);
    }
  }
  return [...rows, ...words];
}

/** Gives all text the spacing that a reader may need (WCAG 1.4.12), returns what is then cut off, and takes the spacing back. */
export function cutOffWhenSpaced(): string[] {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(
    '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }',
  );
  document.adoptedStyleSheets.push(sheet);
  const excess = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  const words = (text: string | null) => (text ?? '').split(/[\s·]+/).filter(Boolean);
  // A title that holds every word: the text is shortened on purpose, and can be had whole. A phone shows no titles: there it is a link to the whole.
  const isTold = (element: HTMLElement) => {
    const told = words(element.closest(innerWidth > 704 ? '[title]' : 'a[title]')?.getAttribute('title') ?? '');
    return words(element.textContent).every((word) => told.includes(word));
  };
  const cut = [...document.querySelectorAll<HTMLElement>('main *, header *, footer *')]
    // What can be scrolled by the keyboard is not cut off.
    .filter(
      (element) =>
        !element.closest(
          '.visually-hidden, .honeypot, thead, select, input, textarea, pre, [tabindex="0"], .tabs, .meter__bar, .pick--many',
        ),
    )
    .filter((element) => element.checkVisibility() && getComputedStyle(element).overflow !== 'visible')
    .filter(
      ({ scrollWidth, clientWidth, scrollHeight, clientHeight }) => scrollWidth > clientWidth || scrollHeight > clientHeight,
    )
    .filter((element) => !isTold(element))
    .map((element) => `cut off: ${element.outerHTML.slice(0, 120)}`);
  document.adoptedStyleSheets.pop();
  return excess > 0 ? [...cut, `${excess}px too wide with more space`] : cut;
}

export interface Stop {
  control: string;
  visible: boolean;
}

/**
 * Puts the keyboard at the page's beginning and notes from now on in `stops` what gets the focus, and whether that can be seen. Returns
 * where Tab has to stop, in the document's order (of a group of radio buttons that is one), and how often it is pressed for all of them:
 * a date has several parts, and Tab stops at each.
 */
export function watchTab(): { expected: string[]; presses: number } {
  const here = globalThis as unknown as { stops?: Stop[] };
  if (!here.stops)
    document.addEventListener('focusin', ({ target }) => {
      const element = target as HTMLElement;
      const { outlineStyle, outlineWidth } = getComputedStyle(element);
      const { top, left } = element.getBoundingClientRect();
      let clipped = false;
      for (let each: Element | null = element; each; each = each.parentElement)
        clipped ||= getComputedStyle(each).clipPath !== 'none';
      const onPage = top + scrollY >= 0 && left + scrollX >= 0 && !clipped;
      const visible = outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2 && onPage;
      here.stops?.push({ control: element.outerHTML.slice(0, 160), visible });
    });
  const controls = 'a[href], button, input, select, textarea, summary, [tabindex="0"]';
  const stops = [...document.querySelectorAll<HTMLElement>(controls)].filter((each) => {
    if (each.tabIndex < 0 || each.matches(':disabled, [type="hidden"]') || !each.checkVisibility()) return false;
    if (!(each instanceof HTMLInputElement) || each.type !== 'radio') return true;
    const group = [...document.querySelectorAll<HTMLInputElement>(`[name="${CSS.escape(each.name)}"]`)];
    return each === (group.find(({ checked }) => checked) ?? group[0]);
  });
  // Where a control with the focus is taken away, the next Tab goes on.
  const beginning = document.createElement('i');
  beginning.tabIndex = -1;
  document.body.prepend(beginning);
  beginning.focus();
  beginning.remove();
  here.stops = [];
  const dates = stops.filter((each) => each.matches('[type="date"], [type="time"], [type="month"], [type="week"]')).length;
  const moments = stops.filter((each) => each.matches('[type="datetime-local"]')).length;
  return {
    expected: stops.map((each) => each.outerHTML.slice(0, 160)),
    presses: stops.length + 1 + 4 * dates + 7 * moments,
  };
}

export function stopsOfTab(): Stop[] {
  return (globalThis as unknown as { stops: Stop[] }).stops;
}
