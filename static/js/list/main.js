// The list of a project: rows by keys and mouse, the task beside them, cells that change in place (ux.md 5).
import { clicked } from "../shared/clicks.js";
import { openDialog } from "../shared/dialog.js";
import { listen } from "../shared/events.js";
import { bindFilter } from "../shared/filter.js";
import { bindPanel, openPanel } from "../shared/panel.js";
import { hasModifier, isComposing, isTyping, letter, singleKeysAllowed } from "../shared/shortcuts.js";
import { showMessages } from "../shared/undo.js";
import { boxOf, list, rowLink, rows } from "./dom.js";
import { keepLinks, markShown, refreshList } from "./read.js";
import { bindTicks, idsOf, toggleRow } from "./select.js";

function askFor(row, pattern, property = "") {
  if (!boxOf(row)) return;
  openDialog(pattern.replace("PROPERTY", property).replace("IDS", idsOf(row)), document.activeElement);
}

const change = (property) => (row) => askFor(row, list().dataset.change, property);

const KEYS = {
  x: (row, event) => toggleRow(row, event.shiftKey),
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
  rowLink(all[Math.max(0, Math.min(to, all.length - 1))]).focus();
}

function onKey(event) {
  if (event.defaultPrevented || hasModifier(event) || isComposing(event) || isTyping(event.target)) return;
  if (document.querySelector("dialog[open]") || event.target.closest("details[data-menu], #panel")) return;
  if (!rows().length) return;
  const row = event.target.closest(".list-row");
  const key = letter(event);
  if (key.length === 1 && !singleKeysAllowed()) return;
  if (["j", "k"].includes(key) || (row && ["ArrowDown", "ArrowUp", "Home", "End"].includes(key))) walk(row, key);
  else if (row && Object.hasOwn(KEYS, key)) KEYS[key](row, event);
  else return;
  event.preventDefault();
}

async function openTask(event) {
  const link = clicked(event, ".list-row .task-row-title");
  if (!link || event.defaultPrevented) return;
  event.preventDefault();
  await openPanel(link.href, link.closest(".list-row"));
  markShown();
}

bindFilter();
if (list()) {
  keepLinks(document);
  bindPanel();
  bindTicks();
  document.addEventListener("keydown", onKey);
  document.addEventListener("click", openTask);
  listen("stale", () => refreshList().then(showMessages));
  addEventListener("popstate", () => setTimeout(markShown, 0));
}
