// On phones one column fills the screen; a strip of names says which, and jumps; Add in the bottom bar means that
// column (ux.md 3.18).
import { clicked } from "../shared/clicks.js";
import { listen } from "../shared/events.js";
import { board } from "./dom.js";

const strip = () => document.querySelector(".strip");

// The title of the column in the middle of the screen: mostly it is found at once, however many there are.
function current(root = board()) {
  const { left, top } = root.getBoundingClientRect();
  const middle = left + root.clientWidth / 2;
  const found = document.elementFromPoint(middle, top + 8)?.closest(".head");
  if (found) return found;
  return [...root.querySelectorAll(".head")].find((head) => {
    const box = head.getBoundingClientRect();
    return box.left <= middle && box.right >= middle;
  });
}

export const isPhone = () => strip()?.checkVisibility() ?? false;

// The column on the screen of a phone, where a screen holds one.
export const column = () => (isPhone() ? current()?.dataset.head : undefined);

export function toColumn(id, behavior = "auto") {
  const root = board();
  const head = root.querySelector(`[data-head="${id}"]`)?.getBoundingClientRect();
  if (!head || !isPhone()) return;
  // Sideways only: a title that sticks counts as out of sight when it is asked to come into view.
  const off = head.left + head.width / 2 - (root.getBoundingClientRect().left + root.clientWidth / 2);
  root.scrollTo({ left: root.scrollLeft + off, behavior });
}

function mark() {
  const root = board();
  if (!strip() || !root) return;
  const shown = current(root);
  const add = document.querySelector(".rail-add");
  if (shown && add) add.dataset.column = shown.dataset.head;
  const before = strip().querySelector("[aria-current]");
  const now = shown && strip().querySelector(`[data-strip="${shown.dataset.head}"]`);
  if (now === before) return;
  before?.removeAttribute("aria-current");
  now?.setAttribute("aria-current", "true");
  now?.scrollIntoView({ block: "nearest", inline: "center" });
}

// The bar of filter and view: a press shows it, another one hides it.
function turnBar(opener) {
  const isOpen = document.getElementById("board-bar").classList.toggle("opened");
  opener.setAttribute("aria-expanded", String(isOpen));
}

export function bindPhone() {
  let waiting = 0;
  document.addEventListener(
    "scroll",
    (event) => {
      if (event.target !== board()) return;
      cancelAnimationFrame(waiting);
      waiting = requestAnimationFrame(mark);
    },
    { capture: true, passive: true },
  );
  const opener = document.querySelector(".open-bar");
  opener?.setAttribute("role", "button");
  opener?.setAttribute("aria-expanded", "false");
  document.addEventListener("click", (event) => {
    const link = clicked(event, ".strip a, .open-bar");
    if (!link) return;
    event.preventDefault();
    if (link === opener) turnBar(opener);
    else toColumn(link.dataset.strip);
  });
  listen("replaced", mark);
  mark();
}
