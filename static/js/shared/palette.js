// The command palette (ux.md 2.4): Ctrl+K. Pages and projects come from memory, tasks and people from the server.
import { address } from "./addresses.js";
import { clicked, closeFromOutside } from "./clicks.js";
import { perform } from "./deeds.js";
import { openDialog } from "./dialog.js";
import { ask } from "./http.js";
import { bindKeys, doDeed, isKey } from "./keys.js";
import { listItems } from "./palette_items.js";
import { hasCommand, isComposing } from "./shortcuts.js";
import { subjectOf } from "./subject.js";

const DELAY = 120;
// The pages that one may open, once the server has said them.
let known = null;
let shown = [];
let at = 0;
let timer = 0;
// The tasks that it acts on: those with the focus when it was opened.
let subject = null;

function element() {
  let dialog = document.getElementById("palette");
  if (dialog) return dialog;
  const source = document.getElementById("palette-template");
  document.body.append(source.content.cloneNode(true));
  dialog = document.getElementById("palette");
  const input = dialog.querySelector("input");
  input.addEventListener("input", () => find(input.value));
  input.addEventListener("keydown", (event) => {
    if (isComposing(event)) return;
    if (event.key === "ArrowDown") mark(at + 1);
    else if (event.key === "ArrowUp") mark(at - 1);
    else if (event.key === "Enter" && shown[at]) run(shown[at]);
    else return;
    event.preventDefault();
  });
  closeFromOutside(dialog);
  dialog.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) run(shown[Number(option.dataset.place)]);
  });
  return dialog;
}

function run(item) {
  // The focus is where it was before, and what is done leaves it there.
  element().close();
  if (item.subject) perform(item.deed, item.subject);
  else if (item.deed) doDeed(item.deed);
  else if (item.element) item.element.click();
  else if (item.dialog) openDialog(item.url, document.activeElement, item.dialog);
  else location.assign(item.url);
}

function mark(place) {
  const options = [...element().querySelectorAll("[role=option]")];
  if (!options.length) return;
  at = (place + options.length) % options.length;
  options.forEach((option, index) => option.setAttribute("aria-selected", String(index === at)));
  options[at].scrollIntoView({ block: "nearest" });
  element().querySelector("input").setAttribute("aria-activedescendant", options[at].id);
}

function draw(items) {
  shown = items;
  const list = element().querySelector("[role=listbox]");
  list.replaceChildren();
  let group = null;
  items.forEach((item, place) => {
    if (item.group !== group) {
      group = item.group;
      const head = document.createElement("li");
      head.className = "palette-group";
      head.setAttribute("role", "presentation");
      head.textContent = group;
      list.append(head);
    }
    const option = document.createElement("li");
    option.id = `palette-${place}`;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    option.dataset.place = place;
    const label = document.createElement("span");
    label.textContent = item.label;
    option.append(label);
    if (item.hint) {
      const hint = document.createElement("span");
      hint.className = "palette-hint";
      hint.textContent = item.hint;
      option.append(hint);
    }
    list.append(option);
  });
  element().querySelector("[data-none]").hidden = items.length > 0;
  mark(0);
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

export async function openPalette(text = "") {
  const dialog = element();
  if (dialog.open) return;
  const input = dialog.querySelector("input");
  subject = document.querySelector("dialog[open]") ? null : subjectOf(document.activeElement);
  input.value = text;
  dialog.showModal();
  input.focus();
  draw(listKnown(text));
  if (known === null) {
    const response = await ask(address("palette"));
    if (response.ok) {
      known = await response.json();
      if (input.value === text) draw(listKnown(text));
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
    openPalette();
  });
  bindKeys("everywhere", () => document.body, { "palette.open": () => openPalette() });
  // Where tasks have no menu of their own, this is their menu.
  bindKeys("task", subjectOf, { "task.menu": () => openPalette(">") });
}
