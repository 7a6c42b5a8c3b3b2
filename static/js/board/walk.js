// Arrows walk from card to card (ux.md 3.9): within a column also over the border of lanes, and into cards that are not
// in the page yet.
import { cards, cellOf, cellsBeside, cellsOfColumn, place } from "./dom.js";
import { choose, focused } from "./focus.js";
import { load, loadTail } from "./more.js";
import * as selection from "./select.js";

// The button right behind a card: of those that are not in the page yet.
function moreBehind(card) {
  const behind = card.nextElementSibling ? null : card.closest(".chunk")?.nextElementSibling;
  return behind?.matches("[data-more]") ? behind : null;
}

export function walkDown(card, direction) {
  const more = direction > 0 && moreBehind(card);
  if (more) {
    load(more, choose);
    return;
  }
  const all = cards(cellOf(card));
  const next = all[all.indexOf(card) + direction] ?? beyond(cellOf(card), direction);
  if (next) choose(next);
}

// The nearest card of the same column in another lane.
function beyond(cell, direction) {
  const same = cellsOfColumn(cell.dataset.columnId);
  for (let at = same.indexOf(cell) + direction; same[at]; at += direction) {
    const list = cards(same[at]);
    if (list.length) return direction > 0 ? list[0] : list.at(-1);
  }
  return null;
}

// The card at the same height in the next column that has any.
export function walkAcross(card, direction) {
  const row = cellsBeside(cellOf(card));
  const height = place(card) - 1;
  for (let at = row.indexOf(cellOf(card)) + direction; row[at]; at += direction) {
    const list = cards(row[at]);
    if (list.length) {
      choose(list[Math.min(height, list.length - 1)]);
      return;
    }
  }
}

// The last card, also of thousands: only the end of the cell is loaded.
export async function walkToEnd(cell) {
  const card = await loadTail(cell);
  if (card) choose(card);
}

// What one walks over is selected.
export function select(card, move) {
  selection.set(card, true);
  move();
  if (focused()) selection.set(focused(), true);
}
