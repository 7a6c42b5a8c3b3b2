// On phones a dialog is a sheet that came from below: pulled down by its head it goes there again.
const HEAD = 72;
const FAR = 80;

// Whether a finger is on the head of the sheet, beside its buttons.
function isOnHead(dialog, touch) {
  const box = dialog.getBoundingClientRect();
  return box.top > 0 && touch.clientY - box.top < HEAD && !touch.target.closest("a, button, input, select, textarea");
}

export function pullDown(dialog) {
  let from = null;
  let way = 0;
  const lay = (pixels) => {
    way = Math.max(0, pixels);
    dialog.style.translate = way ? `0 ${way}px` : "";
  };
  dialog.addEventListener("touchstart", ({ touches }) => {
    from = touches.length === 1 && isOnHead(dialog, touches[0]) ? touches[0].clientY : null;
  }, { passive: true });
  dialog.addEventListener("touchmove", (event) => {
    if (from === null) return;
    event.preventDefault();
    lay(event.touches[0].clientY - from);
  }, { passive: false });
  for (const name of ["touchend", "touchcancel"]) {
    dialog.addEventListener(name, () => {
      const isFar = name === "touchend" && way > FAR;
      from = null;
      lay(0);
      if (isFar) dialog.close();
    });
  }
}
