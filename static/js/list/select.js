// Ticked rows, and what is done to all of them (ux.md 5).
import { doAtOnce } from "../shared/at_once.js";
import { openDialog } from "../shared/dialog.js";
import { complain } from "../shared/toasts.js";
import { boxes, boxOf, form, list } from "./dom.js";

// Where a range begins: the number of the task that was ticked last.
let last = null;

export const ticked = () => boxes().filter((one) => one.checked);

// What the page shows of it, after each change.
export function showNumber() {
  const count = list()?.querySelector("[data-chosen]");
  const all = list()?.querySelector("[data-all]");
  if (!all) return;
  count.dataset.usual ??= count.textContent;
  const n = ticked().length;
  count.textContent = n ? count.dataset.chosen.replace("%n", n) : count.dataset.usual;
  all.hidden = false;
  all.checked = n === boxes().length;
  all.indeterminate = n > 0 && n < boxes().length;
  const isNone = !n && !form().elements.namedItem("matching")?.checked;
  for (const button of list().querySelectorAll("[data-bulk]")) {
    button.setAttribute("aria-disabled", String(isNone));
    button.title = isNone ? form().dataset.none : "";
  }
}

// A box has been ticked or cleared, with Shift all from the one before to it.
function follow(box, isRange) {
  const all = boxes();
  const before = isRange ? all.findIndex((other) => other.value === last) : -1;
  if (before >= 0) {
    const [from, to] = [before, all.indexOf(box)].sort((a, b) => a - b);
    for (const other of all.slice(from, to + 1)) other.checked = box.checked;
  }
  last = box.value;
  showNumber();
}

export function toggleRow(row) {
  boxOf(row).checked = !boxOf(row).checked;
  follow(boxOf(row), false);
}

export function tickRow(row) {
  if (boxOf(row) && !boxOf(row).checked) toggleRow(row);
}

export function clearTicks() {
  for (const one of ticked()) one.checked = false;
  showNumber();
}

// The numbers of the tasks that something done to this row is about.
export function idsOf(row) {
  return boxOf(row)?.checked ? ticked().map((one) => one.value) : [row.dataset.taskId];
}

// What all chosen ones get is asked for in a dialog; without any of them nothing is.
function onBulk(event) {
  const button = event.submitter;
  if (!button?.matches("[data-bulk]")) return;
  event.preventDefault();
  if (button.getAttribute("aria-disabled") === "true") {
    complain(form().dataset.none);
    return;
  }
  const chosen = new URLSearchParams(new FormData(form(), button));
  const menu = button.closest("details");
  menu?.removeAttribute("open");
  const url = `${button.formAction}?${chosen}`;
  const from = menu?.querySelector("summary") ?? button;
  if (button.dataset.bulk === "at-once") doAtOnce(url, from);
  else openDialog(url, from, button.dataset.bulk);
}

function onClick(event) {
  const { target } = event;
  if (target.matches?.("input[name=task_ids]")) follow(target, event.shiftKey);
  if (target.matches?.("[data-all]")) for (const one of boxes()) one.checked = target.checked;
  if (target.matches?.("[data-all], input[name=matching]")) showNumber();
}

export function bindTicks() {
  showNumber();
  addEventListener("pageshow", showNumber);
  document.addEventListener("submit", onBulk);
  document.addEventListener("click", onClick);
}
