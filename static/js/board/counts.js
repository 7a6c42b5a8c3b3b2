// The numbers of cells, columns, lanes and of the whole board, as the server has counted them.
import { fill, words } from "../shared/say.js";
import { board } from "./dom.js";

export function showCellCount(cell, counts) {
  const numbers = counts.cells[cell.id.replace("cell-", "")];
  if (!numbers) return;
  cell.dataset.total = numbers.total;
  cell.dataset.count = numbers.count;
  cell.classList.toggle("over", numbers.limit > 0 && numbers.count > numbers.limit);
  const count = cell.querySelector("[data-cell-count]");
  if (count) count.textContent = numbers.total;
}

function showColumn(id, { words: text, figures, state, score: sum }) {
  const head = board().querySelector(`[data-head="${id}"]`);
  if (!head) return;
  head.querySelector("[data-count]").textContent = text;
  head.querySelector("[data-figures]").textContent = figures;
  head.classList.toggle("at", state === "at");
  head.classList.toggle("over", state === "over");
  const score = head.querySelector("[data-score]");
  if (score) {
    score.hidden = !sum;
    score.querySelector("[data-score-sum]").textContent = sum;
  }
  const strip = document.querySelector(`[data-strip="${id}"] span`);
  if (strip) strip.textContent = text.split(" ")[0];
}

export function showCounts(counts) {
  for (const [id, column] of Object.entries(counts.columns)) showColumn(id, column);
  for (const [id, lane] of Object.entries(counts.lanes)) {
    const count = board().querySelector(`[data-lane="${id}"] [data-lane-count]`);
    if (count) count.textContent = lane.words;
  }
  const line = document.querySelector("[data-filtered] span");
  if (line) line.textContent = fill(words("shown"), counts);
}
