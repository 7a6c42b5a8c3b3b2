// The numbers of cells, columns, lanes and of the whole board, as the server has counted them.
import { fill, words } from "../shared/say.js";
import { board, cells } from "./dom.js";

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

// Which cells have tasks, for what a board says at its beginning (boards/web/board/model.py).
function nameUse() {
  const used = cells().filter(({ dataset }) => dataset.total !== "0");
  if (!used.length) return "none";
  return used.every((cell) => cell.classList.contains("start")) ? "start" : "more";
}

// What a filter leaves: in its bar, and on the button that opens it.
function showFiltered(counts) {
  const line = document.querySelector("[data-filtered]");
  if (!line) return;
  line.querySelector("[data-figures]").textContent = fill(words("shown-figures"), counts);
  line.querySelector("[data-sentence]").textContent = fill(words("shown"), counts);
  document.getElementById("filter-count").textContent = counts.shown;
}

export function showCounts(counts) {
  board().dataset.used = nameUse();
  for (const [id, column] of Object.entries(counts.columns)) showColumn(id, column);
  for (const [id, lane] of Object.entries(counts.lanes)) {
    const count = board().querySelector(`[data-lane="${id}"] [data-lane-count]`);
    if (count) count.textContent = lane.words;
  }
  showFiltered(counts);
}
