/** What moves a page while a button is being pressed takes it from under the pointer, and the click is lost: such changes wait for the click. */
let isPressed = false;
const waiting: (() => void)[] = [];

document.addEventListener('pointerdown', ({ isPrimary, button }) => {
  isPressed = isPrimary && button === 0;
});
for (const end of ['pointerup', 'pointercancel'])
  document.addEventListener(end, () => {
    isPressed = false;
    // The click comes right behind the end of the press.
    setTimeout(() => {
      for (const change of waiting.splice(0)) change();
    });
  });

/** Makes a change at once, or after the click that is under way. */
export function afterPress(change: () => void): void {
  if (isPressed) waiting.push(change);
  else change();
}
