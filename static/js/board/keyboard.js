// The board by keyboard (ux.md 3.9): one Tab stop for the cards, arrows walk, Space lifts, arrows move, Space drops.
import { address } from "../shared/addresses.js";
import { openDialog } from "../shared/dialog.js";
import { ask, sentence } from "../shared/http.js";
import { fill, say, words } from "../shared/say.js";
import { hasCommand, hasModifier, isCommand, isComposing, isTyping, letter, on, singleKeysAllowed } from "../shared/shortcuts.js";
import { complain } from "../shared/toasts.js";
import { takeUndoKey } from "../shared/undo.js";
import { board, canMove, cardOf, cards, cellOf, cells, describe, idle, idOf, insert, isFolded, place, project, warnLimit } from "./dom.js";
import { isDragging } from "./drag.js";
import { editTitle, openQuickAdd } from "./quick.js";
import { copyLink, openCardMenu } from "./menu.js";
import { loadTail } from "./more.js";
import { moveTo, remember, restore, send, turnBack } from "./move.js";
import { openPanel } from "../shared/panel.js";
import * as selection from "./select.js";

let current = null;
let grab = null;

export const focused = () => document.activeElement?.closest?.(".card") ?? null;
export const isGrabbing = () => grab !== null;
const title = (card) => card.querySelector(".card-title");

// Without scripts all controls of all cards are in the Tab order; here only those of one card are.
function quieten(root = board()) {
  for (const control of root?.querySelectorAll("[data-fk]:not([tabindex])") ?? []) control.tabIndex = -1;
}

// The controls of one card are in the Tab order, those of all others are not.
export function choose(card, { focus = true } = {}) {
  if (current && current !== card) for (const control of current.querySelectorAll("[data-fk]")) control.tabIndex = -1;
  current = card;
  if (!card) return;
  for (const control of card.querySelectorAll("[data-fk]")) control.tabIndex = 0;
  title(card).setAttribute("aria-describedby", "card-help");
  if (focus) {
    title(card).focus({ preventScroll: true });
    card.scrollIntoView({ block: "nearest", inline: "nearest" });
  }
}

export function ensureEntry() {
  quieten();
  if (!current?.isConnected) choose(cards()[0] ?? null, { focus: false });
}

const laneCells = (cell) => [...cell.parentElement.querySelectorAll(".cell")];

// The button right behind a card: of those that are not in the page yet.
function moreBehind(card) {
  const behind = card.nextElementSibling ? null : card.closest(".chunk")?.nextElementSibling;
  return behind?.matches("[data-more]") ? behind : null;
}

function vertical(card, direction) {
  const more = direction > 0 && moreBehind(card);
  if (more) {
    document.dispatchEvent(new CustomEvent("boards:more", { detail: { link: more, then: (first) => choose(first) } }));
    return undefined;
  }
  const all = cards(cellOf(card));
  const next = all[all.indexOf(card) + direction];
  if (next) return choose(next);
  const same = cells().filter((cell) => cell.dataset.columnId === cellOf(card).dataset.columnId);
  for (let at = same.indexOf(cellOf(card)) + direction; same[at]; at += direction) {
    const list = cards(same[at]);
    if (list.length) return choose(direction > 0 ? list[0] : list.at(-1));
  }
  return undefined;
}

function horizontal(card, direction) {
  const row = laneCells(cellOf(card));
  const height = place(card) - 1;
  for (let at = row.indexOf(cellOf(card)) + direction; row[at]; at += direction) {
    const list = cards(row[at]);
    if (list.length) return choose(list[Math.min(height, list.length - 1)]);
  }
  return undefined;
}

function lift(card) {
  if (!canMove(card)) return;
  grab = { card, spot: remember(card) };
  card.classList.add("grabbed");
  say(describe("lifted", card, cellOf(card), place(card)));
}

function carry(key) {
  const { card } = grab;
  const cell = cellOf(card);
  const rest = cards(cell);
  const at = rest.indexOf(card);
  if (key === "ArrowUp" && at > 0) insert(cell, card, rest[at - 1]);
  else if (key === "ArrowDown" && at < rest.length - 1) insert(cell, card, rest[at + 2] ?? null);
  else if (key === "Home") insert(cell, card, rest.find((one) => one !== card) ?? null);
  else if (key === "End") insert(cell, card, null);
  else if (key === "ArrowLeft" || key === "ArrowRight") {
    const row = laneCells(cell).filter((one) => !isFolded(one));
    const next = row[row.indexOf(cell) + (key === "ArrowRight" ? 1 : -1)];
    if (!next) return;
    insert(next, card, cards(next)[at] ?? null);
  }
  title(card).focus({ preventScroll: true });
  card.scrollIntoView({ block: "nearest", inline: "nearest" });
  const limit = cellOf(card) === grab.spot.cell ? "" : warnLimit(cellOf(card), 1);
  say(`${describe("over", card, cellOf(card), place(card))} ${limit}`.trim());
}

function drop() {
  const { card, spot } = grab;
  grab = null;
  card.classList.remove("grabbed");
  const next = card.nextElementSibling?.closest(".card") ?? null;
  if (cellOf(card) === spot.cell && next === spot.next) {
    say(fill(words("cancelled"), { column: spot.cell.dataset.title, place: place(card) }));
    idle();
    return;
  }
  send([card], [spot]);
}

export function cancelGrab() {
  if (!grab) return;
  const { card, spot } = grab;
  grab = null;
  card.classList.remove("grabbed");
  restore([spot]);
  title(card).focus({ preventScroll: true });
  say(fill(words("cancelled"), { column: spot.cell.dataset.title, place: place(card) }));
  idle();
}

function jump(card, direction, byLane) {
  const cell = cellOf(card);
  const line = byLane
    ? cells().filter((one) => one.dataset.columnId === cell.dataset.columnId)
    : laneCells(cell);
  const target = line[line.indexOf(cell) + direction];
  if (target && canMove(card)) {
    moveTo([card], target, cards(target).find((one) => one !== card) ?? null, { at: "top" });
    if (!isFolded(target)) choose(card);
  }
}

const change = (property) => (card) =>
  openDialog(address("board.change", { project_id: project(), property, ids: ids(card) }), title(card), "narrow");

function ids(card) {
  const chosen = selection.selected();
  return (chosen.includes(card) ? chosen : [card]).map(idOf).join(",");
}

async function assignToMe(card) {
  const response = await ask(address("TaskModification.assignToMe", { task_id: idOf(card) }), { method: "POST" });
  if (response.ok) document.dispatchEvent(new CustomEvent("boards:stale", { cancelable: true }));
  else complain(await sentence(response));
}

const CARD_KEYS = {
  k: (card) => vertical(card, -1),
  j: (card) => vertical(card, 1),
  h: (card) => horizontal(card, -1),
  l: (card) => horizontal(card, 1),
  "[": (card) => jump(card, -1, false),
  "]": (card) => jump(card, 1, false),
  "{": (card) => jump(card, -1, true),
  "}": (card) => jump(card, 1, true),
  m: (card) => openDialog(address("board.place", { project_id: project(), ids: ids(card) }), title(card), "narrow"),
  e: (card) => editTitle(card),
  a: change("owner_id"),
  i: (card) => assignToMe(card),
  d: change("date_due"),
  p: change("priority"),
  t: change("tags"),
  C: change("category_id"),
  x: (card) => selection.toggle(card),
  y: copyLink,
  ".": (card) => openCardMenu(card),
};

// The last card, also of thousands: only the end of the cell is loaded.
async function last(cell) {
  const card = await loadTail(cell);
  if (card) choose(card);
}

// The whole form of a new task, for the cell with the focus.
function openForm() {
  const link = entryCell()?.querySelector("[data-add]");
  if (link) openDialog(link.href, focused() ? title(focused()) : board(), "wide");
}

const entryCell = () => (focused() ? cellOf(focused()) : cells().find((cell) => cell.querySelector("[data-add]")));

function walk(event, card) {
  const moves = {
    ArrowUp: () => vertical(card, -1),
    ArrowDown: () => vertical(card, 1),
    ArrowLeft: () => horizontal(card, -1),
    ArrowRight: () => horizontal(card, 1),
    Home: () => choose(event.ctrlKey ? cards()[0] : cards(cellOf(card))[0]),
    End: () => last(event.ctrlKey ? cellOf(cards().at(-1)) : cellOf(card)),
  };
  const move = moves[event.key];
  if (!move) return false;
  if (event.shiftKey && event.key.startsWith("Arrow")) {
    selection.set(card, true);
    move();
    if (focused()) selection.set(focused(), true);
  } else move();
  return true;
}

function onKey(event) {
  if (event.defaultPrevented || isDragging() || isTyping(event.target) || isComposing(event)) return;
  if (document.querySelector("dialog[open]") || takeUndoKey(event)) return;
  const card = focused();
  if (grab) {
    if (event.key === "Escape" || event.key === "Tab") cancelGrab();
    else if (event.key === " " || event.key === "Enter") drop();
    else carry(event.key);
    if (event.key !== "Tab") event.preventDefault();
    return;
  }
  if (!card) {
    if (event.target === board() && event.key.startsWith("Arrow") && cards().length) {
      event.preventDefault();
      choose(current?.isConnected ? current : cards()[0]);
    } else if (event.key === "Escape") selection.clear();
    return;
  }
  const onTitle = document.activeElement === title(card);
  if (event.key === " " && onTitle) lift(card);
  else if (event.key === "Enter" && onTitle && !hasCommand(event)) {
    if (event.shiftKey) location.assign(title(card).href);
    else openPanel(title(card).href, card);
  } else if (isCommand(event, "a")) selection.all(card);
  else if (event.key === "F10" && event.shiftKey) openCardMenu(card);
  else if (event.key === "Escape" && selection.selected().length) selection.clear();
  else if (walk(event, card)) {
    // walked
  } else if (!hasModifier(event) && singleKeysAllowed() && CARD_KEYS[letter(event)]) CARD_KEYS[letter(event)](card);
  else return;
  event.preventDefault();
}

export function bindKeyboard() {
  document.addEventListener("keydown", onKey);
  document.addEventListener("focusin", (event) => {
    const card = event.target.closest?.(".card");
    if (card && card !== current) choose(card, { focus: false });
  });
  document.addEventListener("focusout", (event) => {
    if (grab && !event.relatedTarget?.closest?.(".card") && document.hasFocus() && grab.card.isConnected) {
      setTimeout(() => grab && !focused() && cancelGrab(), 0);
    }
  });
  on("n", () => openQuickAdd(entryCell(), "top"));
  on("N", openForm);
  on("z", () => turnBack("undo"));
  on("s", () => document.querySelector("[data-key=s]")?.click());
  on("c", () => document.querySelector("[data-key=c]")?.click());
  ensureEntry();
  new MutationObserver(() => quieten()).observe(document.getElementById("main"), { childList: true, subtree: true });
}

// After cards were replaced: the same control of the same card has the focus again.
export function keepFocus(run) {
  const card = focused();
  const key = document.activeElement?.dataset?.fk;
  const id = card && idOf(card);
  const neighbour = card && (card.nextElementSibling?.closest(".card") ?? card.previousElementSibling?.closest(".card"));
  const next = neighbour && idOf(neighbour);
  run();
  if (id && document.activeElement?.closest?.(".card") === null) {
    const again = cardOf(id) ?? (next && cardOf(next));
    if (again) {
      choose(again, { focus: false });
      (again.querySelector(`[data-fk=${key ?? "title"}]`) ?? title(again)).focus({ preventScroll: true });
    } else board().focus({ preventScroll: true });
  }
  ensureEntry();
}
