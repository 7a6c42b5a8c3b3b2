// Selected cards and the bar of what can be done to them (ux.md 3.5). The check-box of a card says that it is selected.
import { afterPaint } from "../shared/painted.js";
import { fill, say, words } from "../shared/say.js";
import { board, cardOf, cards, cellOf, idOf } from "./dom.js";

// Where a range begins: the number of the card that was chosen last.
let last = 0;
let waiting = false;

// Without a check-box there is nothing that the reader may do to a card.
const box = (card) => card.querySelector("[data-fk=check]");
export const canSelect = (card) => box(card) !== null;

export const selected = () => cards().filter((card) => card.classList.contains("selected"));

function show(card, on) {
  card.classList.toggle("selected", on);
  box(card).checked = on;
}

// The cards themselves show it at once, all others and the bar after that.
function mark(some, on) {
  for (const card of some) if (canSelect(card)) show(card, on);
  if (some.length) last = idOf(some.at(-1));
  if (!waiting) afterPaint(showSelection);
  waiting = true;
}

export const set = (card, on) => mark([card], on);

export const toggle = (card) => set(card, !card.classList.contains("selected"));

export const clear = () => mark(selected(), false);

function range(card, on = true) {
  const all = cards(cellOf(card));
  const from = all.indexOf(cardOf(last));
  const [low, high] = [from < 0 ? all.indexOf(card) : from, all.indexOf(card)].sort((a, b) => a - b);
  mark(all.slice(low, high + 1), on);
  last = idOf(card);
}

// All of the cell, and when they are selected already all of the board.
export function all(card) {
  const inCell = cards(cellOf(card));
  mark(inCell.every((one) => one.classList.contains("selected")) ? cards() : inCell, true);
  last = idOf(card);
}

// All of a column, in all lanes.
export function selectColumn(id) {
  mark(cards().filter((card) => cellOf(card).dataset.columnId === id), true);
  showSelection();
  say(document.querySelector("#bulk-bar [data-selected]").textContent);
}

// What the page shows of the selection: after each change of it, and after cards were replaced.
export function showSelection() {
  waiting = false;
  const bar = document.getElementById("bulk-bar");
  if (!bar) return;
  const chosen = selected();
  const checked = new Set(chosen);
  for (const card of cards()) if (box(card)) box(card).checked = checked.has(card);
  board()?.classList.toggle("selecting", chosen.length > 0);
  bar.hidden = chosen.length === 0;
  if (bar.hidden) return;
  bar.querySelector("[data-selected]").textContent = fill(words("selected"), { n: chosen.length });
  const ids = chosen.map(idOf).join(",");
  for (const link of bar.querySelectorAll("[data-bulk]")) {
    link.dataset.pattern ??= link.getAttribute("href");
    link.setAttribute("href", link.dataset.pattern.replace(/ids=[^&]*/, `ids=${ids}`));
  }
}

export function bindSelection() {
  document.getElementById("bulk-bar")?.querySelector("[data-clear]").addEventListener("click", () => {
    clear();
    say("");
  });
  document.addEventListener("click", (event) => {
    const card = event.target.closest(".card");
    if (!card) return;
    if (event.target.matches("[data-fk=check]")) {
      if (event.shiftKey) range(card, event.target.checked);
      else set(card, event.target.checked);
      return;
    }
    if (!(event.shiftKey || event.ctrlKey || event.metaKey) || event.target.closest("a, button")) return;
    event.preventDefault();
    if (event.shiftKey) range(card);
    else toggle(card);
  });
  // A reload brings back what a browser remembers of the boxes; none is selected.
  showSelection();
}
