// The keys of the board (ux.md 3.9): what each does to the card with the focus, and to the board.
import { address } from "../shared/addresses.js";
import { openDialog } from "../shared/dialog.js";
import { emit } from "../shared/events.js";
import { ask, sentence } from "../shared/http.js";
import { openPanel } from "../shared/panel.js";
import {
  hasCommand, hasModifier, isCommand, isComposing, isTyping, letter, on, singleKeysAllowed,
} from "../shared/shortcuts.js";
import { complain } from "../shared/toasts.js";
import { takeUndoKey, turnBack } from "../shared/undo.js";
import {
  board, canMove, cards, cellOf, cells, cellsBeside, cellsOfColumn, idOf, isFolded, linkOf, project,
} from "./dom.js";
import { isDragging } from "./drag.js";
import { choose, enter, focused } from "./focus.js";
import { isGrabbing, pickUp, takeKey } from "./grab.js";
import { copyLink, openCardMenu } from "./menu.js";
import { moveTo } from "./move.js";
import { openQuickAdd, takesCards } from "./quick.js";
import * as selection from "./select.js";
import { editTitle } from "./title.js";
import { walk, walkAcross, walkDown } from "./walk.js";

// To the top of the cell beside, or of the same column in the lane below or above.
function jump(card, direction, byLane) {
  const cell = cellOf(card);
  const line = byLane ? cellsOfColumn(cell.dataset.columnId) : cellsBeside(cell);
  const target = line[line.indexOf(cell) + direction];
  if (!target || !canMove(card)) return;
  moveTo([card], target, cards(target).find((one) => one !== card) ?? null, { at: "top" });
  if (!isFolded(target)) choose(card);
}

// The card, or with it all that are selected.
function ids(card) {
  const chosen = selection.selected();
  return (chosen.includes(card) ? chosen : [card]).map(idOf).join(",");
}

const change = (property) => (card) =>
  openDialog(address("board.change", { project_id: project(), property, ids: ids(card) }), linkOf(card), "narrow");

async function assignToMe(card) {
  const response = await ask(address("TaskModification.assignToMe", { task_id: idOf(card) }), { method: "POST" });
  if (response.ok) emit("stale");
  else complain(await sentence(response));
}

const CARD_KEYS = {
  k: (card) => walkDown(card, -1),
  j: (card) => walkDown(card, 1),
  h: (card) => walkAcross(card, -1),
  l: (card) => walkAcross(card, 1),
  "[": (card) => jump(card, -1, false),
  "]": (card) => jump(card, 1, false),
  "{": (card) => jump(card, -1, true),
  "}": (card) => jump(card, 1, true),
  m: (card) => openDialog(address("board.place", { project_id: project(), ids: ids(card) }), linkOf(card), "narrow"),
  e: editTitle,
  a: change("owner_id"),
  i: assignToMe,
  d: change("date_due"),
  p: change("priority"),
  t: change("tags"),
  C: change("category_id"),
  x: selection.toggle,
  y: copyLink,
  ".": (card) => openCardMenu(card),
};

const entryCell = () => (focused() ? cellOf(focused()) : cells().find(takesCards));

// The whole form of a new task, for the cell with the focus.
function openForm() {
  const link = entryCell()?.querySelector("[data-add]");
  if (link) openDialog(link.href, focused() ? linkOf(focused()) : board(), "wide");
}

function open(card, isPage) {
  if (isPage) location.assign(linkOf(card).href);
  else openPanel(linkOf(card).href, card);
}

// A key without a card: an arrow enters the board, Escape clears the selection.
function onBoardKey(event) {
  if (event.target === board() && event.key.startsWith("Arrow") && cards().length) {
    event.preventDefault();
    enter();
  } else if (event.key === "Escape") selection.clear();
}

// Answers whether the key meant something.
function onCardKey(event, card) {
  const isOnTitle = document.activeElement === linkOf(card);
  const ofCard = !hasModifier(event) && singleKeysAllowed() && CARD_KEYS[letter(event)];
  if (event.key === " " && isOnTitle) pickUp(card);
  else if (event.key === "Enter" && isOnTitle && !hasCommand(event)) open(card, event.shiftKey);
  else if (isCommand(event, "a")) selection.all(card);
  else if (event.key === "F10" && event.shiftKey) openCardMenu(card);
  else if (event.key === "Escape" && selection.selected().length) selection.clear();
  else if (walk(event, card)) return true;
  else if (ofCard) ofCard(card);
  else return false;
  return true;
}

function onKey(event) {
  if (event.defaultPrevented || isDragging() || isTyping(event.target) || isComposing(event)) return;
  if (document.querySelector("dialog[open]") || takeUndoKey(event)) return;
  const card = focused();
  if (isGrabbing()) takeKey(event);
  else if (!card) onBoardKey(event);
  else if (onCardKey(event, card)) event.preventDefault();
}

export function bindKeyboard() {
  document.addEventListener("keydown", onKey);
  on("n", () => openQuickAdd(entryCell(), "top"));
  on("N", openForm);
  on("z", () => turnBack("undo"));
  on("s", () => document.querySelector("[data-key=s]")?.click());
  on("c", () => document.querySelector("[data-key=c]")?.click());
}
