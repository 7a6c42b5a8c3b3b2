// When a press on a card becomes a drag, and when that ends (ux.md 3.8): 4 px start it, on touch a hold of 350 ms;
// Esc cancels.
import { canMove } from "./dom.js";
import { cancel, drop, isDragging, lift, steer } from "./drag.js";

const HOLD = 350;
const START = { mouse: 4, touch: 8 };
// What of a card is pressed for its own sake.
const CONTROLS = "input, textarea, button, .card-owner, [data-card-menu]";

let press = null;

const at = (event) => ({ x: event.clientX, y: event.clientY });

function release() {
  clearTimeout(press?.timer);
  press = null;
}

// The click that follows a drop is no tap.
function suppressClick() {
  const swallow = (event) => {
    event.preventDefault();
    event.stopPropagation();
  };
  const leave = () => removeEventListener("click", swallow, { capture: true });
  addEventListener("click", swallow, { capture: true, once: true });
  // It comes at once or not at all, and the next press is no part of the drag.
  addEventListener("pointerdown", leave, { capture: true, once: true });
  setTimeout(leave, 50);
}

function end(how) {
  if (isDragging()) {
    how();
    suppressClick();
  }
  release();
}

function onDown(event) {
  if (isDragging()) {
    end(cancel);
    return;
  }
  const card = event.target.closest(".card");
  if (!card || event.button || !event.isPrimary || !canMove(card)) return;
  if (event.target.closest(CONTROLS) || event.ctrlKey || event.shiftKey) return;
  const start = at(event);
  press = { card, start, touch: event.pointerType === "touch", id: event.pointerId };
  if (press.touch) press.timer = setTimeout(() => press && lift(card, start), HOLD);
}

function onMove(event) {
  if (isDragging()) {
    steer(at(event));
    return;
  }
  if (!press || event.pointerId !== press.id) return;
  const distance = Math.hypot(event.clientX - press.start.x, event.clientY - press.start.y);
  if (press.touch) {
    if (distance > START.touch) release();
  } else if (distance > START.mouse) lift(press.card, at(event));
}

function onKey(event) {
  if (!isDragging()) return;
  // With a card in the hand no key means anything but the one that brings it home.
  event.stopImmediatePropagation();
  if (event.key !== "Escape") return;
  event.preventDefault();
  end(cancel);
}

export function bindDragging() {
  document.addEventListener("pointerdown", onDown);
  document.addEventListener("pointermove", onMove);
  document.addEventListener("pointerup", () => end(drop));
  document.addEventListener("pointercancel", () => end(cancel));
  addEventListener("blur", () => end(cancel));
  document.addEventListener("keydown", onKey, { capture: true });
  document.addEventListener("touchmove", (event) => isDragging() && event.preventDefault(), { passive: false });
  document.addEventListener("contextmenu", (event) => (isDragging() || press?.touch) && event.preventDefault());
  document.addEventListener("dragstart", (event) => event.target.closest?.(".card") && event.preventDefault());
}
