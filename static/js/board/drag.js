// Cards that a pointer carries (ux.md 3.8), from the lift to the drop; what begins and ends it stands in press.js.
import { fill, say, words } from "../shared/say.js";
import { board, canMove, cards, cellOf, describe, idle, idOf, insertCard, place } from "./dom.js";
import { followEdges } from "./edges.js";
import { closeLane, openLane } from "./fold.js";
import { remember, send } from "./move.js";
import { selected } from "./select.js";
import { cardBehind, cellAt, forbid, isForbidden, leave, makeGap, openGap } from "./target.js";

// Who rests with a card on a collapsed lane for so long sees into it.
const PEEK = 600;

let drag = null;

export const isDragging = () => drag !== null;

export const draggedIds = () => (drag ? drag.group.map(idOf) : []);

// What follows the pointer: the card, and of how many it is the first.
function makeGhost(card, { width }, count) {
  const ghost = card.cloneNode(true);
  ghost.removeAttribute("id");
  ghost.setAttribute("aria-hidden", "true");
  ghost.classList.add("ghost-card");
  ghost.style.inlineSize = `${width}px`;
  if (count > 1) {
    const more = document.createElement("span");
    more.className = "ghost-more";
    more.textContent = count;
    ghost.append(more);
  }
  return ghost;
}

// The card, and with it all that are selected when it is one of them.
export function lift(card, pointer) {
  const chosen = selected();
  const group = chosen.includes(card) ? chosen.filter(canMove) : [card];
  const box = card.getBoundingClientRect();
  const ghost = makeGhost(card, box, group.length);
  document.body.append(ghost);
  const grip = { x: pointer.x - box.left, y: pointer.y - box.top };
  drag = { card, group, spots: group.map(remember), pointer, grip, ghost, gap: makeGap(), cell: null };
  Object.assign(drag, { scroll: followEdges(), opened: new Set() });
  group.forEach((one) => one.classList.add("lifted"));
  board().classList.add("dragging");
  document.documentElement.classList.add("is-dragging");
  navigator.vibrate?.(10);
  say(describe("lifted", card, cellOf(card), place(card)));
  drag.frame = requestAnimationFrame(step);
  follow();
}

function step() {
  if (!drag) return;
  drag.scroll(drag.pointer, drag.cell);
  follow();
  drag.frame = requestAnimationFrame(step);
}

function follow() {
  const { card, group, ghost, grip, gap, pointer, spots } = drag;
  ghost.style.transform = `translate(${pointer.x - grip.x}px, ${pointer.y - grip.y}px) scale(1.02)`;
  const cell = cellAt(pointer);
  if (drag.cell !== cell) {
    leave(drag.cell);
    peek(cell);
    drag.cell = cell;
  }
  if (cell && !isForbidden(cell, cellOf(card) ?? spots[0].cell)) openGap(gap, cell, group, pointer);
  else {
    gap.remove();
    if (cell) forbid(cell);
  }
}

export const steer = (pointer) => (drag.pointer = pointer);

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

function putDown() {
  const { group, ghost, cell, frame, peek: waiting } = drag;
  cancelAnimationFrame(frame);
  clearTimeout(waiting);
  ghost.remove();
  board().classList.remove("dragging");
  document.documentElement.classList.remove("is-dragging");
  leave(cell);
  group.forEach((card) => card.classList.remove("lifted"));
  drag = null;
}

// Into the gap where it is now.
export function drop() {
  follow();
  const { group, gap, spots, opened } = drag;
  const target = gap.isConnected ? gap.closest(".cell") : null;
  const before = cardBehind(gap, group);
  gap.remove();
  if (!target || isSamePlace(group, target, before)) {
    cancel();
    return;
  }
  putDown();
  group.forEach((card) => insertCard(target, card, before));
  send(group, spots).finally(() => opened.forEach(closeLane));
}

export function cancel() {
  const { card, gap, opened } = drag;
  gap.remove();
  putDown();
  say(fill(words("cancelled"), { column: cellOf(card).dataset.title, place: place(card) }));
  opened.forEach(closeLane);
  idle();
}

function isSamePlace(group, cell, before) {
  if (group.length !== 1 || cellOf(group[0]) !== cell) return false;
  const rest = cards(cell);
  const next = rest[rest.indexOf(group[0]) + 1] ?? null;
  return next === before;
}
