// The command palette (ux.md 2.4): Ctrl+K. Pages and projects come from memory, tasks and people from the server.
import { address } from "./addresses.js";
import { clicked, closeFromOutside } from "./clicks.js";
import { perform } from "./deeds.js";
import { openDialog } from "./dialog.js";
import { holdOn } from "./focus.js";
import { ask } from "./http.js";
import { bindKeys, doDeed, isKey } from "./keys.js";
import { listItems } from "./palette_items.js";
import { clearItems, drawItems, itemAt, markBeside } from "./palette_list.js";
import { afterPaint } from "./painted.js";
import { hasCommand, isComposing } from "./shortcuts.js";
import { subjectOf } from "./subject.js";

const DELAY = 120;
// The pages that one may open, once the server has said them.
let known = null;
let timer = 0;
// The tasks that it acts on: those with the focus when it was opened.
let subject = null;
// Whether the list is still to be filled.
let isBare = false;

function element() {
  let dialog = document.getElementById("palette");
  if (dialog) return dialog;
  const source = document.getElementById("palette-template");
  document.body.append(source.content.cloneNode(true));
  dialog = document.getElementById("palette");
  const input = dialog.querySelector("input");
  input.addEventListener("input", () => find(input.value));
  input.addEventListener("keydown", onKey);
  // The focus stays in the field.
  dialog.addEventListener("mousedown", (event) => event.target !== input && event.preventDefault());
  input.addEventListener("blur", () => dialog.open && document.hasFocus() && input.focus());
  dialog.addEventListener("close", () => {
    clearTimeout(timer);
    // It may be open again already.
    if (!dialog.open) clearItems(dialog);
  });
  closeFromOutside(dialog);
  dialog.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) run(itemAt(Number(option.dataset.place)));
  });
  return dialog;
}

function onKey(event) {
  if (isComposing(event)) return;
  if (["ArrowDown", "ArrowUp", "Enter"].includes(event.key)) fillFirst();
  if (event.key === "ArrowDown") markBeside(element(), 1);
  else if (event.key === "ArrowUp") markBeside(element(), -1);
  else if (event.key === "Enter" && itemAt()) run(itemAt());
  else if (event.key === "Escape") close();
  else if (event.key !== "Tab") return;
  event.preventDefault();
  event.stopPropagation();
}

// The focus is where it was before, or on what stands there now.
function close() {
  element().close();
  holdOn();
}

function run(item) {
  close();
  if (item.subject) perform(item.deed, item.subject);
  else if (item.deed) doDeed(item.deed);
  else if (item.element) item.element.click();
  else if (item.dialog) openDialog(item.url, document.activeElement, item.dialog);
  else location.assign(item.url);
}

function draw(items) {
  isBare = false;
  drawItems(element(), items);
}

const listKnown = (text) => listItems(text, { pages: known ?? [], group: element().dataset.here, subject });

function find(text) {
  draw(listKnown(text));
  clearTimeout(timer);
  if (!text.trim()) return;
  timer = setTimeout(async () => {
    const response = await ask(address("palette", { term: text }));
    if (!response.ok || element().querySelector("input").value !== text) return;
    draw([...listKnown(text), ...(await response.json())]);
  }, DELAY);
}

function fillFirst() {
  if (isBare) draw(listKnown(element().querySelector("input").value));
}

// To make all else inert takes as long as to draw a board anew. For who works with keys the page lies under the dialog,
// and the focus stays in it.
function show(dialog, isByKey) {
  if (isByKey && !document.querySelector("dialog[open], :popover-open")) dialog.show();
  else dialog.showModal();
}

export async function openPalette(text = "", { isByKey = false } = {}) {
  const dialog = element();
  if (dialog.open) return;
  const input = dialog.querySelector("input");
  subject = document.querySelector("dialog[open]") ? null : subjectOf(document.activeElement);
  input.value = text;
  isBare = true;
  clearItems(dialog);
  show(dialog, isByKey);
  input.focus();
  afterPaint(() => dialog.open && fillFirst());
  if (known === null) {
    const response = await ask(address("palette"));
    if (response.ok) {
      known = await response.json();
      if (dialog.open && input.value === text) draw(listKnown(text));
    }
  }
}

export function bindPalette() {
  document.addEventListener("click", (event) => {
    if (!clicked(event, "[data-palette-open]")) return;
    event.preventDefault();
    // The second press of a double click was meant for a message that lay over this and is gone.
    if (event.detail < 2) openPalette();
  });
  // With Ctrl also from a field, and over a dialog; in a text it makes a link.
  document.addEventListener("keydown", (event) => {
    if (!hasCommand(event) || !isKey(event, "palette.open")) return;
    if (event.target.closest?.("textarea[data-markdown]")) return;
    event.preventDefault();
    openPalette("", { isByKey: true });
  });
  bindKeys("everywhere", () => document.body, { "palette.open": () => openPalette("", { isByKey: true }) });
  // Where tasks have no menu of their own, this is their menu.
  bindKeys("task", subjectOf, { "task.menu": () => openPalette(">", { isByKey: true }) });
}
