// Presses of a pointer, and what they are meant for.

// The nearest element around a click that the selector names. None for another button or with a modifier: these are for
// the browser, which opens links elsewhere with them.
export function clicked(event, selector) {
  if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return null;
  return event.target.closest?.(selector) ?? null;
}

// A press outside of an open dialog closes it. It begins there, too: who selects text and lets go outside stays.
export function closeFromOutside(dialog, mayClose = () => true) {
  let pressed = null;
  dialog.addEventListener("pointerdown", (event) => (pressed = event.target));
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog && pressed === dialog && mayClose()) dialog.close();
  });
}
