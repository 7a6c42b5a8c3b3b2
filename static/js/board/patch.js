// Cards that others changed, in the place of the old ones; the reader's focus, selection and place on the screen stay.
import { parse } from "../shared/html.js";
import { showCellCount, showCounts } from "./counts.js";
import { board, cardOf, cellOf, cells, insertCard, isFolded, scrollers } from "./dom.js";
import { draggedIds, isDragging } from "./drag.js";
import { holdFocus } from "./focus.js";
import { isGrabbing } from "./grab.js";
import { menuCard } from "./menu.js";
import { detailCard } from "./popover.js";
import { showSelection } from "./select.js";
import { rememberPlaces } from "./slide.js";

// How long a changed card is marked.
const MARKED = 4_000;

// While a card is in the hand nothing else on the board moves.
export const isHeld = () => isDragging() || isGrabbing();

// A card that somebody works on is left alone until they are done.
const isBusy = (card) =>
  card.dataset.busy !== undefined ||
  [menuCard(), detailCard()].includes(card) ||
  draggedIds().includes(Number(card.dataset.taskId));

// Something was not shown, so the board is to be read anew, as soon as nobody works on it.
export const defer = () => board().setAttribute("data-stale", "");

export const isDue = () => board()?.hasAttribute("data-stale") && !isHeld() && !board().querySelector("[data-busy]");

// The first card that can be seen keeps its place on the screen, in all that scrolls.
function holdScroll(run) {
  const kept = scrollers().map((root) => {
    const top = root.getBoundingClientRect().top + (root === board() ? 60 : 0);
    const anchor = [...root.querySelectorAll(".card")].find((card) => card.getBoundingClientRect().bottom > top);
    return { root, anchor, before: anchor?.getBoundingClientRect().top };
  });
  run();
  for (const { root, anchor, before } of kept) {
    if (anchor?.isConnected && root.scrollTop > 0) root.scrollTop += anchor.getBoundingClientRect().top - before;
  }
}

function takeAway(id) {
  const card = cardOf(id);
  if (card && isBusy(card)) defer();
  else card?.remove();
}

// ids: the order of the cards in the cell, for the place of this one.
function replace({ id, cell: key, html }, ids) {
  const cell = document.getElementById(`cell-${key}`);
  const old = cardOf(id);
  if (old && isBusy(old)) {
    defer();
    return;
  }
  const wasSelected = old?.classList.contains("selected");
  old?.remove();
  if (!cell || isFolded(cell)) return;
  const fresh = parse(html).body.firstElementChild;
  if (wasSelected) fresh.classList.add("selected");
  fresh.classList.add("changed");
  setTimeout(() => fresh.classList.remove("changed"), MARKED);
  const behind = ids.slice(ids.indexOf(id) + 1);
  const next = behind.map(cardOf).find((card) => card && cellOf(card) === cell);
  if (!next && cell.querySelector("[data-more]")) return;
  insertCard(cell, fresh, next ?? null);
}

export function patch({ cards, gone, order, counts }) {
  const slide = rememberPlaces(cards.map(({ id }) => id));
  holdScroll(() =>
    holdFocus(() => {
      gone.forEach(takeAway);
      for (const changed of cards) replace(changed, order[changed.cell]);
      for (const cell of cells()) showCellCount(cell, counts);
      showCounts(counts);
    }),
  );
  showSelection();
  slide();
}
