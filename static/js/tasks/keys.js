// The keys of a task (ux.md 3.9 and 4.1), the same on its page and in the panel: a card or a row that has the focus
// beside the panel keeps its own ones; the rest of the page has none of these letters while a task is in the panel.
import { openDialog } from "../shared/dialog.js";
import { hasModifier, isComposing, isInSequence, isTyping, letter, singleKeysAllowed } from "../shared/shortcuts.js";

const find = (selector) => document.querySelector(`#task ${selector}`);
const open = (selector) => () => {
  const link = find(selector);
  if (link) openDialog(link.href, find(":focus") ?? link, link.dataset.dialog, link);
};

function edit() {
  const words = document.activeElement.closest("#description") && find("[data-edit-description]");
  if (words) words.click();
  else open("[data-task-key=e]")();
}

const KEYS = {
  e: edit,
  m: open("[data-task-key=m]"),
  s: open("[data-task-key=s]"),
  l: open("[data-task-key=l]"),
  a: open("#fact-owner_id"),
  d: open("#fact-date_due"),
  p: open("#fact-priority"),
  t: open("#fact-tags"),
  C: open("#fact-category_id"),
  i: () => find("#assign-to-me")?.click(),
  c: () => find("[data-comment] textarea")?.focus(),
  y: () => find("[data-copy-link]")?.click(),
  ".": () => {
    const menu = find("#task-menu");
    if (!menu) return;
    menu.parentElement.open = true;
    menu.parentElement.querySelector(".menu-items a").focus();
  },
};
const OF_THE_BOARD = ["c", "s"];

function isMeant(target, key) {
  const panel = document.getElementById("task")?.closest("#panel");
  if (panel?.hidden) return false;
  return !panel || OF_THE_BOARD.includes(key) || !target.closest(".card, .list-row");
}

export function bindTaskKeys() {
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || hasModifier(event) || isComposing(event) || isInSequence()) return;
    if (isTyping(event.target) || document.querySelector("dialog[open]") || !singleKeysAllowed()) return;
    const key = letter(event);
    if (!Object.hasOwn(KEYS, key) || !document.getElementById("task") || !isMeant(event.target, key)) return;
    event.preventDefault();
    KEYS[key]();
  });
}
