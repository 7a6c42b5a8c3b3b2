// The list read anew: what is ticked and folded stays, and so does the focus.
import { emit } from "../shared/events.js";
import { focusAgain, waysBack } from "../shared/focus.js";
import { parse } from "../shared/html.js";
import { ask } from "../shared/http.js";
import { isOpen } from "../shared/panel.js";
import { boxes, boxOf, list, LISTED, rowLink, rows } from "./dom.js";
import { showNumber } from "./select.js";

// While a task is beside the list the address is the task's: links of the list keep leading to the list.
export function keepLinks(root) {
  const base = new URL(list().dataset.address, location.href);
  for (const link of root.querySelectorAll("a[href^='?']")) link.href = new URL(link.getAttribute("href"), base).href;
}

// The row whose task is shown beside the list.
export function markShown() {
  const shown = isOpen() ? document.querySelector("#panel [data-task-id]")?.dataset.taskId : null;
  for (const row of rows()) row.classList.toggle("shown", row.dataset.taskId === shown);
}

// Answers the function that gives the focus back: to the same control, else to the same row or the one in its place.
function rememberFocus() {
  const had = document.activeElement;
  const row = had?.closest?.(LISTED);
  const place = rows().indexOf(row);
  const ways = list().contains(had) && !row ? waysBack(had) : null;
  return () => {
    if (ways) focusAgain(ways);
    if (!row) return;
    const same = rows().find((one) => one.dataset.taskId === row.dataset.taskId);
    const near = same ?? rows()[Math.min(place, rows().length - 1)];
    const control = same?.querySelector(`[data-fk="${had.dataset?.fk ?? "title"}"]`) ?? (near && rowLink(near));
    control?.focus({ preventScroll: true });
  };
}

// Answers the function that ticks and folds again what is ticked and folded now.
function rememberRows() {
  const ticked = new Set(boxes().filter((one) => one.checked).map((one) => one.value));
  const isFolded = (row) => row.querySelector(".steps:not([open])");
  const folded = new Set(rows().filter(isFolded).map((row) => row.dataset.taskId));
  const matching = list().querySelector("[name=matching]")?.checked;
  return () => {
    for (const row of rows()) {
      if (boxOf(row)) boxOf(row).checked = ticked.has(boxOf(row).value);
      if (folded.has(row.dataset.taskId)) row.querySelector(".steps")?.removeAttribute("open");
    }
    const all = list().querySelector("[name=matching]");
    if (matching && all) all.checked = true;
  };
}

export async function refreshList() {
  const response = await ask(list().dataset.address);
  if (!response.ok) return;
  const fresh = parse(await response.text()).getElementById(list().id);
  const focusRow = rememberFocus();
  const tickAgain = rememberRows();
  // Where nothing is left the page says so in another way.
  if (!fresh) return location.reload();
  list().replaceChildren(...fresh.childNodes);
  keepLinks(list());
  tickAgain();
  showNumber();
  markShown();
  focusRow();
  emit("inserted", list());
}
