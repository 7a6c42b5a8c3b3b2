// Where a card that is dragged would come to stand: the cell at the pointer, and a gap in it that says the place.
import { fill, say, words } from "../shared/say.js";
import { board, cards, cellOf, cells, insertCard, isFolded, total, warnLimit } from "./dom.js";

// Below, beside or between cells, the cell of the nearest column that is nearest: nobody has to aim.
function nearest({ x, y }) {
  const off = (low, at, high) => Math.max(low - at, at - high, 0);
  const seen = cells().filter((cell) => !cell.classList.contains("stacked"));
  const distances = seen.map((cell) => {
    const box = cell.getBoundingClientRect();
    return { cell, across: off(box.left, x, box.right), down: off(box.top, y, box.bottom) };
  });
  const [first] = distances.sort((a, b) => a.across - b.across || a.down - b.down);
  return first?.cell ?? null;
}

// What lies over the board, like a message, is no place to drop on.
export function cellAt({ x, y }) {
  const root = board();
  const box = root.getBoundingClientRect();
  if (x < box.left || x > box.right || y < box.top || y > box.bottom) return null;
  const under = document.elementsFromPoint(x, y).find((one) => root.contains(one));
  return under?.closest(".cell") ?? nearest({ x, y });
}

// Which ways are open comes with the page: data-ways, pairs of columns of a custom role. A group like "Overdue" is
// shut.
export function isForbidden(cell, home) {
  if (cell.hasAttribute("data-shut") && cell.dataset.group !== home.dataset.group) return true;
  const ways = board().dataset.ways;
  const from = home.dataset.columnId;
  if (!ways || cell.dataset.columnId === from) return false;
  return !ways.split(" ").includes(`${from}-${cell.dataset.columnId}`);
}

export function forbid(cell) {
  if (cell.classList.contains("forbidden")) return;
  cell.classList.add("forbidden");
  const sentence = document.createElement("p");
  sentence.className = "forbidden-words";
  sentence.textContent = words("forbidden");
  cell.prepend(sentence);
  say(words("forbidden"));
}

// The pointer has left the cell, or the drag is over.
export function leave(cell) {
  cell?.classList.remove("target-empty", "forbidden");
  cell?.querySelector(".forbidden-words")?.remove();
}

function middle(card) {
  const box = card.getBoundingClientRect();
  return box.top + box.height / 2;
}

export function makeGap() {
  const gap = document.createElement("div");
  gap.className = "gap";
  return gap;
}

// The gap opens before the first card whose middle is below the pointer.
export function openGap(gap, cell, group, { y }) {
  const rest = cards(cell).filter((card) => !group.includes(card));
  const next = rest.find((card) => y < middle(card)) ?? null;
  cell.classList.toggle("target-empty", rest.length === 0);
  if (gap.parentElement !== cell || gap.nextElementSibling !== next) insertCard(cell, gap, next);
  const end = isFolded(cell) ? total(cell) : rest.length;
  const own = group.filter((card) => cellOf(card) === cell).length;
  const limit = own ? "" : warnLimit(cell, group.length);
  const sentence = fill(words("over"), {
    column: cell.dataset.title,
    place: next ? rest.indexOf(next) + 1 : end + 1,
    total: total(cell) + group.length - own,
  });
  if (gap.textContent === `${sentence} ${limit}`) return;
  gap.textContent = `${sentence} ${limit}`;
  gap.classList.toggle("over", limit !== "");
  say(gap.textContent);
}

// The card before which a drop in the gap is; null at the end.
export function cardBehind(gap, group) {
  let next = gap.nextElementSibling;
  while (next && (group.includes(next) || !next.classList.contains("card"))) next = next.nextElementSibling;
  return next;
}
