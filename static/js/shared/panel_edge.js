// How wide the panel is (ux.md 4.1): its edge moves by pointer and keys, and the width is kept in the browser.
const LEAST = 420;
const STEP = 24;
const USUAL = 560;
const KEPT = "panel-width";

const edge = () => document.querySelector("#panel [data-panel=edge]");
const most = () => Math.max(LEAST, Math.round(innerWidth * 0.6));
const isRightToLeft = () => document.documentElement.dir === "rtl";

// What stands beside the panel makes room by the same variable.
function resize(wanted) {
  const value = Math.max(LEAST, Math.min(most(), Math.round(wanted)));
  document.documentElement.style.setProperty("--panel-width", `${value}px`);
  edge().setAttribute("aria-valuemax", most());
  edge().setAttribute("aria-valuenow", value);
  return value;
}

const keep = (wanted) => localStorage.setItem(KEPT, resize(wanted));

export const showWidth = () => resize(Number(localStorage.getItem(KEPT)) || USUAL);

function onKey(event) {
  if (event.defaultPrevented || !event.target.closest?.("[data-panel=edge]")) return;
  const now = Number(edge().getAttribute("aria-valuenow"));
  const wider = isRightToLeft() ? "ArrowRight" : "ArrowLeft";
  const narrower = isRightToLeft() ? "ArrowLeft" : "ArrowRight";
  const wanted = { [wider]: now + STEP, [narrower]: now - STEP, Home: LEAST, End: most() }[event.key];
  if (wanted === undefined) return;
  event.preventDefault();
  keep(wanted);
}

function onPress(event) {
  const pressed = event.target.closest?.("[data-panel=edge]");
  if (!pressed || event.button) return;
  event.preventDefault();
  pressed.focus();
  pressed.setPointerCapture(event.pointerId);
  pressed.onpointermove = ({ clientX }) => keep(isRightToLeft() ? clientX : innerWidth - clientX);
  pressed.onpointerup = pressed.onpointercancel = () => (pressed.onpointermove = null);
}

export function bindPanelEdge() {
  document.addEventListener("pointerdown", onPress);
  document.addEventListener("keydown", onKey);
}
