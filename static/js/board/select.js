// Selected cards and the bar of what can be done to them (ux.md 3.5).
import { fill, say, words } from "../say.js";
import { board, cards, cellOf, idOf } from "./dom.js";

let last = null;

export const selected = () => cards().filter((card) => card.classList.contains("selected"));

export function set(card, on) {
  card.classList.toggle("selected", on);
  if (on) card.setAttribute("aria-current", "true");
  else card.removeAttribute("aria-current");
  last = card;
  refresh();
}

export const toggle = (card) => set(card, !card.classList.contains("selected"));

export function clear() {
  for (const card of selected()) card.classList.remove("selected");
  for (const card of board().querySelectorAll(".card[aria-current]")) card.removeAttribute("aria-current");
  refresh();
}

export function range(card) {
  const all = cards(cellOf(card));
  const from = last && cellOf(last) === cellOf(card) ? all.indexOf(last) : all.indexOf(card);
  const [low, high] = [from, all.indexOf(card)].sort((a, b) => a - b);
  for (const one of all.slice(low, high + 1)) set(one, true);
}

// All of the cell, and when they are selected already all of the board.
export function all(card) {
  const inCell = cards(cellOf(card));
  const scope = inCell.every((one) => one.classList.contains("selected")) ? cards() : inCell;
  scope.forEach((one) => set(one, true));
}

export function refresh() {
  const bar = document.getElementById("bulk-bar");
  if (!bar) return;
  const chosen = selected();
  bar.hidden = chosen.length === 0;
  if (bar.hidden) return;
  bar.querySelector("[data-selected]").textContent = fill(words("selected"), { n: chosen.length });
  const ids = chosen.map(idOf).join(",");
  for (const link of bar.querySelectorAll("[data-bulk]")) {
    link.dataset.pattern ??= link.getAttribute("href");
    link.setAttribute("href", link.dataset.pattern.replace(/ids=[^&]*/, `ids=${ids}`));
    link.dataset.dialog = "narrow";
  }
}

export function bindSelection() {
  document.getElementById("bulk-bar")?.querySelector("[data-clear]").addEventListener("click", () => {
    clear();
    say("");
  });
  document.addEventListener("click", (event) => {
    const card = event.target.closest(".card");
    if (!card || !(event.shiftKey || event.ctrlKey || event.metaKey) || event.target.closest("a, button")) return;
    event.preventDefault();
    if (event.shiftKey) range(card);
    else toggle(card);
  });
}
