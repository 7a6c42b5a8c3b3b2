// The keys of the board (ux.md 3.9): what each does to the card with the focus, and to the board.
import { openDialog } from "../shared/dialog.js";
import { bindKeys, doDeed } from "../shared/keys.js";
import { isOpen, openPanel } from "../shared/panel.js";
import { bindSubject } from "../shared/subject.js";
import {
  board, canMove, cards, cellOf, cells, cellsBeside, cellsOfColumn, idOf, isFolded, linkOf, project,
} from "./dom.js";
import { isDragging } from "./drag.js";
import { choose, enter, focused, leaveAround } from "./focus.js";
import { pickUp } from "./grab.js";
import { openCardMenu } from "./menu.js";
import { moveTo } from "./move.js";
import { openQuickAdd, takesCards } from "./quick.js";
import * as selection from "./select.js";
import { editTitle } from "./title.js";
import { select, walkAcross, walkDown, walkToEnd } from "./walk.js";

// To the top of the cell beside, or of the same column in the lane below or above.
function jump(card, direction, byLane) {
  const cell = cellOf(card);
  const line = byLane ? cellsOfColumn(cell.dataset.columnId) : cellsBeside(cell);
  const target = line[line.indexOf(cell) + direction];
  if (!target || !canMove(card)) return;
  leaveAround(card);
  moveTo([card], target, cards(target).find((one) => one !== card) ?? null, { at: "top" });
  if (!isFolded(target)) choose(card);
}

// The cell with the focus, or the first one that takes cards; who may add none here is told so where one adds a task to
// any project.
function withEntry(add) {
  const cell = [focused() && cellOf(focused()), ...cells()].find((one) => one && takesCards(one));
  if (cell) add(cell);
  else doDeed("task.new");
}

// The whole form of a new task.
const openForm = (cell) =>
  openDialog(cell.querySelector("[data-add]").href, focused() ? linkOf(focused()) : board(), "wide");

// Enter and Space are those of the title only: other controls have their own.
const onTitle = (run) => (card) => {
  if (document.activeElement !== linkOf(card)) return false;
  run(card);
  return true;
};

const canEdit = () => board().dataset.manage === "yes";
const cardAt = (element) => (isDragging() ? null : element.closest(".card"));

const OF_CARDS = {
  "walk.up": (card) => walkDown(card, -1),
  "walk.down": (card) => walkDown(card, 1),
  "walk.left": (card) => walkAcross(card, -1),
  "walk.right": (card) => walkAcross(card, 1),
  "walk.first": (card) => choose(cards(cellOf(card))[0]),
  "walk.last": (card) => walkToEnd(cellOf(card)),
  "walk.start": () => choose(cards()[0]),
  "walk.end": () => walkToEnd(cellOf(cards().at(-1))),
  "select.up": (card) => select(card, () => walkDown(card, -1)),
  "select.down": (card) => select(card, () => walkDown(card, 1)),
  "select.left": (card) => select(card, () => walkAcross(card, -1)),
  "select.right": (card) => select(card, () => walkAcross(card, 1)),
  "select.all": selection.all,
  "card.open": onTitle((card) => openPanel(linkOf(card).href, card)),
  "card.page": onTitle((card) => location.assign(linkOf(card).href)),
  "card.lift": onTitle(pickUp),
  "card.before": (card) => jump(card, -1, false),
  "card.after": (card) => jump(card, 1, false),
  "card.above": (card) => jump(card, -1, true),
  "card.below": (card) => jump(card, 1, true),
};

// The way in: arrows belong to what has the focus, letters bring it to the cards from everywhere but the panel.
function gateAt(element) {
  if (!board() || isDragging() || isOpen() || element.closest("details[data-menu][open]")) return null;
  return { isPlain: [document.body, board(), document.getElementById("main")].includes(element) };
}

function goIn({ isPlain }, { key }) {
  if (!cards().length || (key.length > 1 && !isPlain)) return false;
  enter();
  return true;
}

// The card with the focus, and with it all that are selected; without the focus on a card those that are selected.
function describeCards(element) {
  if (isDragging() || !board()) return null;
  const card = element?.closest(".card") ?? null;
  const chosen = selection.selected();
  const some = card && !chosen.includes(card) ? [card] : chosen;
  if (!some.length || (element && !card)) return null;
  return {
    ids: some.map(idOf),
    project: project(),
    name: `#${idOf(some[0])} ${linkOf(some[0]).textContent}`,
    from: linkOf(card ?? some[0]),
    isClosed: some.every((one) => one.classList.contains("closed")),
    mayChange: some.every(selection.canSelect),
    places: ["card", "task"],
    own: {
      "task.title": card && canEdit() ? () => editTitle(card) : null,
      "task.select": card && selection.canSelect(card) ? () => selection.toggle(card) : null,
      "task.menu": card ? () => openCardMenu(card) : null,
    },
  };
}

function clearSelection() {
  if (isOpen() || !selection.selected().length) return false;
  selection.clear();
  return true;
}

const press = (deed) => () => {
  const button = document.querySelector(`[data-deed="${deed}"]`);
  button?.click();
  return button !== null;
};

export function bindKeyboard() {
  bindSubject(describeCards);
  bindKeys("card", gateAt, { "walk.up": goIn, "walk.down": goIn, "walk.left": goIn, "walk.right": goIn });
  bindKeys("card", cardAt, OF_CARDS);
  bindKeys("board", () => !isDragging() && board(), {
    "board.add": () => withEntry((cell) => openQuickAdd(cell, "top")),
    "board.form": () => withEntry(openForm),
    "board.density": press("board.density"),
    "board.width": press("board.width"),
    "select.none": clearSelection,
  });
}
