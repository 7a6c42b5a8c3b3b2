// A move is shown at once and then sent; a refusal brings the cards home (ux.md 3.11).
import { address } from "../shared/addresses.js";
import { confirm } from "../shared/confirm.js";
import { emit } from "../shared/events.js";
import { ask, isWorthAgain, sentence } from "../shared/http.js";
import { newOp } from "../shared/once.js";
import { fill, say, words } from "../shared/say.js";
import { complain } from "../shared/toasts.js";
import { tellDone } from "../shared/undo.js";
import {
  board, cardOf, cards, cellOf, describe, idle, idOf, insertCard, isFolded, linkOf, nextOf, place, project, warnLimit,
} from "./dom.js";
import { empty } from "./fold.js";

// Where a card stands, to bring it back.
export const remember = (card) => ({ card, cell: cellOf(card), next: nextOf(card) });

export function restore(spots) {
  for (const spot of [...spots].reverse()) {
    const next = spot.next?.isConnected && cellOf(spot.next) === spot.cell ? spot.next : null;
    insertCard(spot.cell, spot.card, next);
  }
}

// Cards that move together are named by their neighbours, never by a number: a filter may hide others.
function neighbours(moved) {
  const ids = new Set(moved.map(idOf));
  const all = cards(cellOf(moved[0])).filter((card) => !ids.has(idOf(card)) || card === moved[0]);
  const at = all.indexOf(moved[0]);
  // Before cards that are not in the page, the one behind them is no neighbour.
  const gap = moved[0].closest(".chunk")?.nextElementSibling?.matches("[data-between]");
  const next = all[at + 1] ?? null;
  const isBehind = gap && next && next.closest(".chunk") !== moved[0].closest(".chunk");
  return { before: isBehind ? null : next, after: all[at - 1] ?? null };
}

// The cards stay where they are shown while the question stands.
async function agree(moved, question) {
  moved.forEach((card) => (card.dataset.busy = "asked"));
  const goes = await confirm(question, words("move-verb"));
  moved.forEach((card) => delete card.dataset.busy);
  return goes;
}

// The cards stand where they should; tell the server, and the reader.
export async function send(moved, spots, { at = null, op = newOp() } = {}) {
  const cell = cellOf(moved[0]);
  const { before, after } = neighbours(moved);
  const more = cell.querySelector("[data-more]");
  const body = {
    op,
    ids: moved.map(idOf),
    column_id: Number(cell.dataset.columnId),
    swimlane_id: Number(cell.dataset.swimlaneId),
    group: cell.dataset.group ?? "",
  };
  if (at) body.at = at;
  else {
    if (before) body.before_id = idOf(before);
    if (after) body.after_id = idOf(after);
    if (!before && !after) body.at = more ? "top" : "bottom";
  }
  const coming = spots.filter((spot) => spot.cell !== cell).length;
  const limit = board().dataset.ask === "yes" && coming ? warnLimit(cell, coming) : "";
  if (limit && !(await agree(moved, fill(words("ask"), { limit })))) {
    restore(spots);
    say(fill(words("cancelled"), { column: spots[0].cell.dataset.title, place: place(moved[0]) }));
    idle();
    return;
  }
  if (moved[0].isConnected) say(describe("dropped", moved[0], cell, place(moved[0])));
  const slow = setTimeout(() => moved.forEach((card) => card.classList.add("saving")), 400);
  const response = await post(body);
  clearTimeout(slow);
  moved.forEach((card) => card.classList.remove("saving"));
  if (response.ok) {
    const answer = await response.json();
    if (answer.undo) tellDone(answer.message, [answer.undo], { spoken: true });
    empty(cell);
    emit("moved", answer);
  } else {
    restore(spots);
    await refuse(response, () => retry(body));
  }
  idle();
}

const post = (body) => ask(address("board.move", { project_id: project() }), { method: "POST", json: body });

// Says why something was not saved; the same is tried again only where that can help.
export async function refuse(response, again) {
  const action = isWorthAgain(response) ? { label: words("retry"), run: again } : null;
  const text = await sentence(response);
  // That the server is away says itself that nothing was saved.
  complain(response.status === 503 ? text : `${words("failed")} ${text}`, action);
  // Where others changed what one works on, it is shown as it is now.
  if ([404, 409].includes(response.status)) emit("stale");
}

async function retry(body) {
  const response = await post(body);
  if (response.ok) emit("stale");
  else await refuse(response, () => retry(body));
}

// The card goes out of sight: the focus stays where it was, on its neighbour there.
function stayAt({ cell, next }) {
  const neighbour = next?.isConnected ? next : cards(cell).at(-1);
  (neighbour ? linkOf(neighbour) : board()).focus();
}

// Put cards at a place by command: into a cell, before a card or at its end.
export function moveTo(moved, cell, before = null, options = {}) {
  const spots = moved.map(remember);
  const had = moved.some((card) => card.contains(document.activeElement));
  moved.forEach((card) => insertCard(cell, card, before));
  if (had && isFolded(cell)) stayAt(spots[0]);
  cell.classList.remove("target-empty");
  send(moved, spots, options);
  cardOf(idOf(moved[0]))?.scrollIntoView({ block: "nearest", inline: "nearest" });
}
