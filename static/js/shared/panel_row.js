// The card of the board or the row of the list whose task is in the panel, and those around it.
import { keepNeighbours } from "./neighbours.js";

export const ROW = ":is(.card, .list-row, #found .task-row)";
export const TITLE = ".card-title, .task-row-title";

let opener = null;
// The next ones below and above, for when the opener has gone.
let around = [];

// As it is now: it may have been replaced by what others did.
const again = (row) =>
  row?.isConnected ? row : document.querySelector(`${ROW}[data-task-id="${row?.dataset.taskId}"]`);

export const openerNow = () => again(opener);

// All of its column, whatever the lane, or of the list.
function rowsAround(row) {
  const column = row.closest(".cell")?.dataset.columnId;
  const scope = column ? `#board .cell[data-column-id="${column}"] ${ROW}` : `${ROW}[data-task-id]`;
  return [...document.querySelectorAll(scope)];
}

// The next task below or above the present one.
export function beside(direction) {
  const now = openerNow();
  if (!now) return null;
  const all = rowsAround(now);
  return all[all.indexOf(now) + direction] ?? null;
}

export function openFrom(row) {
  opener = row;
  keepNeighbours(rowsAround(row).map((one) => one.dataset.taskId));
  around = [beside(1), beside(-1)].filter(Boolean);
}

// The task in the panel has gone from below it: what stood around it is next.
export const lookAround = () => around.map(again).find(Boolean) ?? null;

export function focusOpener() {
  const to = (openerNow() ?? lookAround())?.querySelector(TITLE) ?? document.querySelector("#board, main");
  to.focus();
}
