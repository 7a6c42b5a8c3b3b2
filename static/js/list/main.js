// The list of a project: rows by keys and mouse, the task beside them, cells that change in place (ux.md 5).
import { clicked } from "../shared/clicks.js";
import { openDialog } from "../shared/dialog.js";
import { emit, listen } from "../shared/events.js";
import { bindFilter } from "../shared/filter.js";
import { focusAgain, waysBack } from "../shared/focus.js";
import { parse } from "../shared/html.js";
import { ask } from "../shared/http.js";
import { bindPanel, isOpen, openPanel } from "../shared/panel.js";
import { hasModifier, isComposing, isTyping, letter, singleKeysAllowed } from "../shared/shortcuts.js";
import { complain } from "../shared/toasts.js";
import { showMessages } from "../shared/undo.js";

const list = () => document.getElementById("list");
const rows = () => [...(list()?.querySelectorAll(".list-row") ?? [])];
const title = (row) => row.querySelector(".task-row-title");
const box = (row) => row.querySelector("input[name=task_ids]");
const boxes = () => rows().map(box).filter(Boolean);
const form = () => list().querySelector("[data-list]");
let last = null;

// How many are chosen.
function tell() {
  const count = list()?.querySelector("[data-chosen]");
  const all = list()?.querySelector("[data-all]");
  if (!all) return;
  count.dataset.usual ??= count.textContent;
  const n = boxes().filter((one) => one.checked).length;
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

// What all chosen ones get is asked for in a dialog; without any of them nothing is.
function onBulk(event) {
  const button = event.submitter;
  if (!button?.matches("[data-bulk]")) return;
  event.preventDefault();
  if (button.getAttribute("aria-disabled") === "true") {
    complain(form().dataset.none);
    return;
  }
  openDialog(`${button.formAction}?${new URLSearchParams(new FormData(form(), button))}`, button, button.dataset.bulk);
}

function choose(one, isRange) {
  const all = boxes();
  const at = all.indexOf(one);
  const before = isRange ? all.findIndex((other) => other.value === last) : -1;
  if (before >= 0) {
    const [from, to] = [before, at].sort((a, b) => a - b);
    for (const other of all.slice(from, to + 1)) other.checked = one.checked;
  }
  last = one.value;
  tell();
}

// While a task is beside the list the address is the task's: links of the list keep leading to the list.
function absolute(root) {
  const base = new URL(list().dataset.address, location.href);
  for (const link of root.querySelectorAll("a[href^='?']")) link.href = new URL(link.getAttribute("href"), base).href;
}

// The same page anew; the selection, the focus and what was folded stay.
async function refresh() {
  const response = await ask(list().dataset.address);
  if (!response.ok) return;
  const fresh = parse(await response.text()).getElementById("list");
  if (!fresh) return;
  const focused = document.activeElement?.closest?.(".list-row");
  const place = rows().indexOf(focused);
  const control = document.activeElement?.dataset?.fk ?? "title";
  const ways = list().contains(document.activeElement) && !focused ? waysBack(document.activeElement) : null;
  const chosen = new Set(boxes().filter((one) => one.checked).map((one) => one.value));
  const folded = new Set(rows().filter((row) => row.querySelector(".steps:not([open])")).map((row) => row.dataset.taskId));
  const matching = list().querySelector("[name=matching]")?.checked;
  list().replaceChildren(...fresh.childNodes);
  absolute(list());
  for (const row of rows()) {
    if (box(row)) box(row).checked = chosen.has(box(row).value);
    if (folded.has(row.dataset.taskId)) row.querySelector(".steps")?.removeAttribute("open");
  }
  if (matching && list().querySelector("[name=matching]")) list().querySelector("[name=matching]").checked = true;
  tell();
  mark();
  if (ways) focusAgain(ways);
  if (focused) {
    const again = rows().find((row) => row.dataset.taskId === focused.dataset.taskId);
    const row = again ?? rows()[Math.min(place, rows().length - 1)];
    (again?.querySelector(`[data-fk="${control}"]`) ?? (row && title(row)))?.focus({ preventScroll: true });
  }
  emit("inserted", list());
}

// The row whose task is shown beside the list.
function mark() {
  const shown = isOpen() ? document.querySelector("#panel [data-task-id]")?.dataset.taskId : null;
  for (const row of rows()) row.classList.toggle("shown", row.dataset.taskId === shown);
}

async function open(row) {
  await openPanel(title(row).href, row);
  mark();
}

function ids(row) {
  const chosen = boxes().filter((one) => one.checked);
  return box(row)?.checked ? chosen.map((one) => one.value).join(",") : row.dataset.taskId;
}

function askFor(row, pattern, property = "") {
  if (!box(row)) return;
  openDialog(pattern.replace("PROPERTY", property).replace("IDS", ids(row)), document.activeElement);
}

const change = (property) => (row) => askFor(row, list().dataset.change, property);

const KEYS = {
  x: (row, event) => {
    if (!box(row)) return;
    box(row).checked = !box(row).checked;
    choose(box(row), event.shiftKey);
  },
  e: change("title"),
  a: change("owner_id"),
  d: change("date_due"),
  p: change("priority"),
  t: change("tags"),
  C: change("category_id"),
  m: (row) => askFor(row, list().dataset.place),
};

function walk(row, key) {
  const all = rows();
  const at = row ? all.indexOf(row) : -1;
  const to = { ArrowDown: at + 1, j: at + 1, ArrowUp: at - 1, k: at - 1, Home: 0, End: all.length - 1 }[key];
  const next = all[Math.max(0, Math.min(to, all.length - 1))];
  title(next)?.focus();
}

function onKey(event) {
  if (event.defaultPrevented || hasModifier(event) || isComposing(event) || isTyping(event.target)) return;
  if (document.querySelector("dialog[open]") || event.target.closest("details[data-menu], #panel") || !rows().length) return;
  const row = event.target.closest(".list-row");
  const key = letter(event);
  const isLetter = key.length === 1;
  if (isLetter && !singleKeysAllowed()) return;
  if (["j", "k"].includes(key) || (row && ["ArrowDown", "ArrowUp", "Home", "End"].includes(key))) walk(row, key);
  else if (row && Object.hasOwn(KEYS, key)) KEYS[key](row, event);
  else return;
  event.preventDefault();
}

bindFilter();
if (list()) {
  absolute(document);
  bindPanel();
  tell();
  addEventListener("pageshow", tell);
  document.addEventListener("keydown", onKey);
  document.addEventListener("submit", onBulk);
  listen("stale", () => refresh().then(showMessages));
  document.addEventListener("click", (event) => {
    if (event.target.matches?.("[data-all]")) {
      for (const one of boxes()) one.checked = event.target.checked;
      tell();
    } else if (event.target.matches?.("input[name=task_ids]")) choose(event.target, event.shiftKey);
    else if (event.target.matches?.("input[name=matching]")) tell();
    const link = clicked(event, ".list-row .task-row-title");
    if (!link || event.defaultPrevented) return;
    event.preventDefault();
    open(link.closest(".list-row"));
  });
  addEventListener("popstate", () => setTimeout(mark, 0));
}
