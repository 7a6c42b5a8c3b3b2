// What opens beside what it was opened by.
const GAP = 6;

// Below its opener, or above where there is no room; on a phone it comes from below (components.css).
export function putBeside(dialog, opener) {
  dialog.removeAttribute("style");
  if (!opener?.isConnected || matchMedia("(max-width: 767.98px)").matches) return;
  const [box, own] = [opener.getBoundingClientRect(), dialog.getBoundingClientRect()];
  const below = box.bottom + GAP;
  const fits = below + own.height + GAP <= innerHeight;
  const top = fits ? below : Math.max(GAP, Math.min(box.top - GAP, innerHeight - GAP) - own.height);
  const left = Math.max(GAP, Math.min(box.left, innerWidth - own.width - GAP));
  dialog.style.inset = `${top}px auto auto ${left}px`;
  dialog.style.margin = "0";
}
