// Dragging with mouse, pen and touch (ux.md 3.8): 4 px start it, on touch a hold of 350 ms; Esc cancels.
import { fill, say, words } from "../shared/say.js";
import { board, canMove, cards, cellOf, cells, describe, idle, idOf, insert, isFolded, place, total, warnLimit } from "./dom.js";
import { closeLane, openLane } from "./fold.js";
import { remember, send } from "./move.js";
import { selected } from "./select.js";

const HOLD = 350;
const START = { mouse: 4, touch: 8 };
const EDGE = 56;
const DWELL = 500;
// Who rests with a card on a collapsed lane for so long sees into it.
const PEEK = 600;

let drag = null;
let press = null;

export const isDragging = () => drag !== null;

function lift(event) {
  const chosen = selected();
  const group = chosen.includes(press.card) ? chosen.filter(canMove) : [press.card];
  const box = press.card.getBoundingClientRect();
  const ghost = press.card.cloneNode(true);
  ghost.removeAttribute("id");
  ghost.setAttribute("aria-hidden", "true");
  ghost.classList.add("ghost-card");
  ghost.style.inlineSize = `${box.width}px`;
  if (group.length > 1) {
    const more = document.createElement("span");
    more.className = "ghost-more";
    more.textContent = group.length;
    ghost.append(more);
  }
  document.body.append(ghost);
  const gap = document.createElement("div");
  gap.className = "gap";
  drag = { card: press.card, group, ghost, gap, cell: null, dx: event.clientX - box.left, dy: event.clientY - box.top };
  drag.spots = group.map(remember);
  drag.opened = new Set();
  drag.pointer = { x: event.clientX, y: event.clientY };
  group.forEach((card) => card.classList.add("lifted"));
  board().classList.add("dragging");
  document.documentElement.classList.add("is-dragging");
  navigator.vibrate?.(10);
  say(describe("lifted", drag.card, cellOf(drag.card), place(drag.card)));
  drag.frame = requestAnimationFrame(step);
  follow();
}

// Which ways are open comes with the page: data-ways, pairs of columns of a custom role. A group like "Overdue" is shut.
function isForbidden(cell) {
  const home = cellOf(drag.card) ?? drag.spots[0].cell;
  if (cell.hasAttribute("data-shut") && cell.dataset.group !== home.dataset.group) return true;
  const ways = board().dataset.ways;
  const from = home.dataset.columnId;
  if (!ways || cell.dataset.columnId === from) return false;
  return !ways.split(" ").includes(`${from}-${cell.dataset.columnId}`);
}

// Below, beside or between cells, the cell of the nearest column that is nearest: nobody has to aim.
function nearest({ x, y }) {
  const off = (low, at, high) => Math.max(low - at, at - high, 0);
  const distances = cells().map((cell) => {
    const box = cell.getBoundingClientRect();
    return { cell, across: off(box.left, x, box.right), down: off(box.top, y, box.bottom) };
  });
  const [first] = distances.sort((a, b) => a.across - b.across || a.down - b.down);
  return first?.cell ?? null;
}

// What lies over the board, like a message, is no place to drop on.
function cellAt({ x, y }) {
  const root = board();
  const box = root.getBoundingClientRect();
  if (x < box.left || x > box.right || y < box.top || y > box.bottom) return null;
  const under = document.elementsFromPoint(x, y).find((one) => root.contains(one));
  return under?.closest(".cell") ?? nearest({ x, y });
}

function follow() {
  const { ghost, gap, pointer } = drag;
  ghost.style.transform = `translate(${pointer.x - drag.dx}px, ${pointer.y - drag.dy}px) scale(1.02)`;
  const cell = cellAt(pointer);
  if (drag.cell && drag.cell !== cell) {
    drag.cell.classList.remove("target-empty", "forbidden");
    drag.cell.querySelector(".forbidden-words")?.remove();
  }
  if (drag.cell !== cell) peek(cell);
  drag.cell = cell;
  if (!cell) {
    gap.remove();
    return;
  }
  if (isForbidden(cell)) {
    gap.remove();
    if (!cell.classList.contains("forbidden")) {
      cell.classList.add("forbidden");
      const sentence = document.createElement("p");
      sentence.className = "forbidden-words";
      sentence.textContent = words("forbidden");
      cell.prepend(sentence);
      say(words("forbidden"));
    }
    return;
  }
  const rest = cards(cell).filter((card) => !drag.group.includes(card));
  const next = rest.find((card) => pointer.y < middle(card)) ?? null;
  cell.classList.toggle("target-empty", rest.length === 0);
  if (gap.parentElement !== cell || gap.nextElementSibling !== next) insert(cell, gap, next);
  const end = isFolded(cell) ? total(cell) : rest.length;
  const position = next ? rest.indexOf(next) + 1 : end + 1;
  const own = drag.group.filter((card) => cellOf(card) === cell).length;
  const limit = own ? "" : warnLimit(cell, drag.group.length);
  const sentence = fill(words("over"), {
    column: cell.dataset.title,
    place: position,
    total: total(cell) + drag.group.length - own,
  });
  if (gap.textContent !== `${sentence} ${limit}`) {
    gap.textContent = `${sentence} ${limit}`;
    gap.classList.toggle("over", limit !== "");
    say(gap.textContent);
  }
}

// A collapsed lane opens for this drag; afterwards it is as it was.
function peek(cell) {
  clearTimeout(drag.peek);
  const lane = cell?.closest(".folded-lane");
  if (!lane) return;
  drag.peek = setTimeout(async () => {
    await openLane(lane);
    if (drag) {
      drag.opened.add(lane);
      follow();
    } else closeLane(lane);
  }, PEEK);
}

function middle(card) {
  const box = card.getBoundingClientRect();
  return box.top + box.height / 2;
}

// Near the edge the board scrolls; on phones, after a moment, to the next column.
function step() {
  if (!drag) return;
  const root = board();
  const box = root.getBoundingClientRect();
  const { x, y } = drag.pointer;
  const speed = (distance) => Math.max(0, Math.min(1, (EDGE - distance) / EDGE)) * 20;
  // A write of the same place would end the smooth scrolling to the next column.
  const list = drag.cell?.querySelector(".cards[tabindex]");
  const high = list?.getBoundingClientRect() ?? box;
  const down = speed(high.bottom - y) - speed(y - high.top);
  if (down) (list ?? root).scrollTop += down;
  const sideways = speed(box.right - x) - speed(x - box.left);
  if (matchMedia("(max-width: 767.98px)").matches) {
    if (sideways === 0) drag.edge = 0;
    else if (!drag.edge) drag.edge = performance.now();
    else if (performance.now() - drag.edge > DWELL) {
      drag.edge = performance.now();
      const column = root.querySelector(".head:not(.folded)").getBoundingClientRect().width;
      root.scrollBy({ left: Math.sign(sideways) * column, behavior: "smooth" });
    }
  } else if (sideways) root.scrollLeft += sideways;
  follow();
  drag.frame = requestAnimationFrame(step);
}

function finish(drop) {
  if (!drag) return;
  const { group, ghost, gap, spots, cell, opened } = drag;
  cancelAnimationFrame(drag.frame);
  clearTimeout(drag.peek);
  ghost.remove();
  board().classList.remove("dragging");
  document.documentElement.classList.remove("is-dragging");
  cell?.classList.remove("target-empty", "forbidden");
  cell?.querySelector(".forbidden-words")?.remove();
  group.forEach((card) => card.classList.remove("lifted"));
  const landed = drop && gap.isConnected;
  const before = landed ? nextCard(gap, group) : null;
  const target = gap.parentElement?.closest(".cell");
  gap.remove();
  const first = drag.card;
  drag = null;
  suppressClick();
  if (!landed || isSamePlace(group, target, before)) {
    say(fill(words("cancelled"), { column: cellOf(first).dataset.title, place: place(first) }));
    opened.forEach(closeLane);
    idle();
    return;
  }
  group.forEach((card) => insert(target, card, before));
  send(group, spots).finally(() => opened.forEach(closeLane));
}

function nextCard(gap, group) {
  let next = gap.nextElementSibling;
  while (next && (group.includes(next) || !next.classList.contains("card"))) next = next.nextElementSibling;
  return next;
}

function isSamePlace(group, cell, before) {
  if (group.length !== 1 || cellOf(group[0]) !== cell) return false;
  const rest = cards(cell);
  const next = rest[rest.indexOf(group[0]) + 1] ?? null;
  return next === before;
}

// The click that follows a drop is no tap.
function suppressClick() {
  const swallow = (event) => {
    event.preventDefault();
    event.stopPropagation();
  };
  const leave = () => removeEventListener("click", swallow, { capture: true });
  addEventListener("click", swallow, { capture: true, once: true });
  // It comes at once or not at all, and the next press is no part of the drag.
  addEventListener("pointerdown", leave, { capture: true, once: true });
  setTimeout(leave, 50);
}

function release() {
  clearTimeout(press?.timer);
  press = null;
}

export function bindDragging() {
  document.addEventListener("pointerdown", (event) => {
    const card = event.target.closest(".card");
    if (drag) {
      finish(false);
      return;
    }
    if (!card || event.button || !event.isPrimary || !canMove(card)) return;
    if (event.target.closest("input, textarea, button, .card-owner, [data-card-menu]") || event.ctrlKey || event.shiftKey) return;
    press = { card, x: event.clientX, y: event.clientY, touch: event.pointerType === "touch", id: event.pointerId };
    if (press.touch) press.timer = setTimeout(() => press && lift({ clientX: press.x, clientY: press.y }), HOLD);
  });
  document.addEventListener("pointermove", (event) => {
    if (drag) {
      drag.pointer = { x: event.clientX, y: event.clientY };
      return;
    }
    if (!press || event.pointerId !== press.id) return;
    const distance = Math.hypot(event.clientX - press.x, event.clientY - press.y);
    if (press.touch) {
      if (distance > START.touch) release();
    } else if (distance > START.mouse) lift(event);
  });
  document.addEventListener("pointerup", () => {
    if (drag) {
      follow();
      finish(true);
    }
    release();
  });
  document.addEventListener("pointercancel", () => {
    finish(false);
    release();
  });
  addEventListener("blur", () => finish(false));
  document.addEventListener(
    "keydown",
    (event) => {
      if (drag && event.key === "Escape") {
        event.preventDefault();
        event.stopImmediatePropagation();
        finish(false);
        release();
      }
    },
    { capture: true },
  );
  document.addEventListener("touchmove", (event) => drag && event.preventDefault(), { passive: false });
  document.addEventListener("contextmenu", (event) => (drag || press?.touch) && event.preventDefault());
  document.addEventListener("dragstart", (event) => event.target.closest?.(".card") && event.preventDefault());
}

export const draggedIds = () => (drag ? drag.group.map(idOf) : []);
