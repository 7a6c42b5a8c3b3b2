// Where things are on the board. The document is the state: no copy of it is kept.
import { address } from "../shared/addresses.js";
import { emit } from "../shared/events.js";
import { projectOf } from "../shared/project.js";
import { fill, words } from "../shared/say.js";
import { bringAllBack } from "./park.js";

export const board = () => document.getElementById("board");
export function cards(root = board()) {
  bringAllBack();
  return [...(root?.querySelectorAll(".card") ?? [])];
}
export const cells = () => [...(board()?.querySelectorAll(".cell") ?? [])];
export function cardOf(id) {
  bringAllBack();
  return document.getElementById(`card-${id}`);
}
export const idOf = (card) => Number(card.dataset.taskId);
export const cellOf = (card) => card.closest(".cell");
export const linkOf = (card) => card.querySelector(".card-title");
const titleOf = (card) => linkOf(card).textContent;
export const cellsOfColumn = (id) => cells().filter((cell) => cell.dataset.columnId === id);
export const cellsBeside = (cell) => [...cell.parentElement.querySelectorAll(".cell")];
export const isFolded = (cell) => cell.hasAttribute("data-folded");
// A folded cell shows no cards: who comes into it stands at its bottom.
export function place(card) {
  const cell = cellOf(card);
  return isFolded(cell) ? Number(cell.dataset.total) + 1 : cards(cell).indexOf(card) + 1;
}
export const project = () => projectOf(board());
export const search = () => board().dataset.search;
export const nextOf = (card) => card.nextElementSibling?.closest(".card") ?? null;
export const canMove = (card) => board().dataset.manage === "yes" && !card.hasAttribute("data-fixed");

// What scrolls up and down: the board, or each of its columns.
export const scrollers = () => [board(), ...(board()?.querySelectorAll(".cards[tabindex]") ?? [])].filter(Boolean);

// How far each of them is scrolled, and back to there, unless there are others now.
export const scrolled = () => scrollers().map((one) => [one.scrollTop, one.scrollLeft]);
export function scrollBack(seen) {
  const now = scrollers();
  if (now.length === seen.length) now.forEach((one, at) => ([one.scrollTop, one.scrollLeft] = seen[at]));
}

// Where more cards of a cell come from.
export function sourceOf(cell, more = {}) {
  const { columnId, swimlaneId, group = "" } = cell.dataset;
  const place = { project_id: project(), column_id: columnId, swimlane_id: swimlaneId, group };
  return address("board.cell", { ...place, search: search(), ...more });
}

// The list that cards of a cell stand in: its last chunk, made when the cell is empty.
function listOf(cell) {
  const last = [...cell.querySelectorAll(".chunk")].at(-1);
  if (last) return last;
  const chunk = document.createElement("div");
  chunk.className = "chunk";
  chunk.setAttribute("role", "presentation");
  cell.querySelector("[data-cards]").prepend(chunk);
  return chunk;
}

export function insertCard(cell, card, before) {
  if (before) before.before(card);
  else listOf(cell).append(card);
}

export const total = (cell) => Math.max(Number(cell.dataset.total), cards(cell).length);

export function describe(name, card, cell, position) {
  const count = total(cell) + (cellOf(card) === cell ? 0 : 1);
  return fill(words(name), {
    id: card.dataset.taskId,
    title: titleOf(card),
    column: cell.dataset.title,
    place: position,
    total: count,
  });
}

// Who ends what kept others' changes away says so: they are shown now.
export const idle = () => setTimeout(() => emit("idle"), 0);

// The sentence on a limit that a move would exceed; empty when it does not.
export function warnLimit(cell, more) {
  const limit = Number(cell.dataset.limit);
  const count = Number(cell.dataset.count) + more;
  return limit && count > limit ? fill(words("over-limit"), { count, limit }) : "";
}
