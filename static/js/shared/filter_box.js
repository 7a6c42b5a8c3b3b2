// The filter as chips in its field (ux.md 3.12): what is understood is a chip each, what is typed comes behind them.
// The field has all of it without this; what is sent is the same.
import { clicked } from "./clicks.js";
import { listen } from "./events.js";
import { hasModifier, isComposing } from "./shortcuts.js";

const input = () => document.querySelector("[data-filter]");
const list = () => document.getElementById("filter-chips");
const chips = () => [...list().querySelectorAll("[data-term]")];

// Another word on whether tasks are open takes the place of the chip: nobody means both.
const STATUS = /(?:^|\s)status:/i;

// The whole filter. As long as nothing was changed it is written as it came.
export function filterText() {
  const typed = input().value.trim();
  if (!list() || input().dataset.bound !== "yes") return typed;
  if (list().dataset.count === String(chips().length) && typed === list().dataset.words) return list().dataset.whole;
  const terms = chips().map((chip) => chip.dataset.term);
  const kept = STATUS.test(typed) ? terms.filter((term) => !STATUS.test(term)) : terms;
  return [...kept, typed].filter(Boolean).join(" ");
}

// The chips that stand there now are the filter; behind them are its free words.
export function showChips() {
  if (!list()) return;
  list().dataset.count = chips().length;
  input().value = list().dataset.words;
  input().dataset.bound = "yes";
}

// The whole filter as text, in place of the chips.
export function setFilterText(text) {
  list()?.replaceChildren();
  input().value = text;
}

function editAsText() {
  setFilterText(filterText());
  input().focus();
}

// Backspace before the first letter makes text of the last chip again.
function onKey(event) {
  const field = event.target;
  if (event.key !== "Backspace" || !field.matches?.("[data-filter]")) return;
  if (hasModifier(event) || isComposing(event)) return;
  const last = chips().at(-1);
  if (field.selectionStart || field.selectionEnd || !last) return;
  event.preventDefault();
  const { term } = last.dataset;
  last.remove();
  field.value = `${term} ${field.value}`.trim();
  field.setSelectionRange(term.length, term.length);
}

export function bindFilterBox() {
  if (!input() || !list()) return;
  showChips();
  listen("filter", (text) => {
    setFilterText(text);
    input().form.requestSubmit();
  });
  document.addEventListener("keydown", onKey);
  input().form.addEventListener("formdata", ({ formData }) => formData.set("search", filterText()));
  document.addEventListener("click", (event) => {
    const opener = clicked(event, "[data-filter-text]");
    if (opener) {
      opener.closest("details").open = false;
      editAsText();
    } else if (event.target.matches?.(".filter-box, .filter-chips")) input().focus();
  });
}
