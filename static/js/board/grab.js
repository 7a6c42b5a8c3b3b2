// A card in the hand of the keyboard (ux.md 3.9): Space lifts it, arrows move it, Space drops it, Esc takes it home.
import { fill, say, words } from "../shared/say.js";
import { isComposing, isModifier } from "../shared/shortcuts.js";
import {
  canMove, cards, cellOf, cellsBeside, describe, idle, insertCard, isFolded, linkOf, nextOf, place, warnLimit,
} from "./dom.js";
import { focused, showFocus } from "./focus.js";
import { remember, restore, send } from "./move.js";

let grab = null;

export const isGrabbing = () => grab !== null;

export function pickUp(card) {
  if (!canMove(card)) return;
  grab = { card, spot: remember(card) };
  card.classList.add("grabbed");
  say(describe("lifted", card, cellOf(card), place(card)));
}

// One step of the card that is held.
function carry(key) {
  const { card } = grab;
  const cell = cellOf(card);
  const rest = cards(cell);
  const at = rest.indexOf(card);
  if (key === "ArrowUp" && at > 0) insertCard(cell, card, rest[at - 1]);
  else if (key === "ArrowDown" && at < rest.length - 1) insertCard(cell, card, rest[at + 2] ?? null);
  else if (key === "Home") insertCard(cell, card, rest.find((one) => one !== card) ?? null);
  else if (key === "End") insertCard(cell, card, null);
  else if (key === "ArrowLeft" || key === "ArrowRight") {
    const row = cellsBeside(cell).filter((one) => !isFolded(one));
    const next = row[row.indexOf(cell) + (key === "ArrowRight" ? 1 : -1)];
    if (!next) return;
    insertCard(next, card, cards(next)[at] ?? null);
  }
  showFocus(card);
  const limit = cellOf(card) === grab.spot.cell ? "" : warnLimit(cellOf(card), 1);
  say(`${describe("over", card, cellOf(card), place(card))} ${limit}`.trim());
}

function letGo() {
  const held = grab;
  grab = null;
  held.card.classList.remove("grabbed");
  return held;
}

function sayCancelled({ card, spot }) {
  say(fill(words("cancelled"), { column: spot.cell.dataset.title, place: place(card) }));
  idle();
}

function drop() {
  const held = letGo();
  const { card, spot } = held;
  if (cellOf(card) === spot.cell && nextOf(card) === spot.next) sayCancelled(held);
  else send([card], [spot]);
}

function cancel() {
  const held = letGo();
  restore([held.spot]);
  linkOf(held.card).focus({ preventScroll: true });
  sayCancelled(held);
}

// While a card is held all keys are about it, before they mean anything else; Tab leaves it, too.
function takeKey(event) {
  if (!isGrabbing() || isModifier(event) || isComposing(event)) return;
  if (event.key === "Escape" || event.key === "Tab") cancel();
  else if (event.key === " " || event.key === "Enter") drop();
  else carry(event.key);
  event.stopImmediatePropagation();
  if (event.key !== "Tab") event.preventDefault();
}

export function bindGrab() {
  document.addEventListener("keydown", takeKey, { capture: true });
  document.addEventListener("focusout", (event) => {
    if (grab && !event.relatedTarget?.closest?.(".card") && document.hasFocus() && grab.card.isConnected) {
      setTimeout(() => grab && !focused() && cancel(), 0);
    }
  });
}
