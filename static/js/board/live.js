// What others do shows here (ux.md 3.13): a stream tells that there is something new, the changes come by themselves.
import { address } from "../shared/addresses.js";
import { isLost, tell } from "../shared/connection.js";
import { emit, listen } from "../shared/events.js";
import { ask } from "../shared/http.js";
import { followWhileSeen, oneAtATime } from "../shared/seen.js";
import { showMessages } from "../shared/undo.js";
import { board, project, search } from "./dom.js";
import { reload } from "./frame.js";
import { announce } from "./news.js";
import { defer, isDue, isHeld, patch } from "./patch.js";

// After this time without news a connection counts as lost.
const LOST = 3_000;

let polling = 0;

const isNewer = (revision) => !(revision <= Number(board()?.dataset.revision));

async function readAnew() {
  await reload();
  emit("touched");
}

const catchUp = oneAtATime(async () => {
  const root = board();
  // Its last column or lane has gone, and with it all that is alive here.
  if (!root) {
    location.reload();
    return;
  }
  const { revision: since, by } = root.dataset;
  const url = address("board.changes", { project_id: project(), since, search: search(), by });
  const response = await ask(url, { quiet: true });
  const changes = response.status === 200 ? await response.json() : null;
  // Another board came meanwhile, with a filter or a revision of its own.
  if (board() !== root) catchUp();
  else if (changes) await show(changes);
});

async function show(changes) {
  if (isHeld()) {
    defer();
    return;
  }
  // A card for a lane that is not in the page: one that was hidden as it was empty, or a new group.
  if (changes.reload || changes.cards.some(({ cell }) => !document.getElementById(`cell-${cell}`))) {
    await readAnew();
    return;
  }
  board().dataset.revision = changes.revision;
  patch(changes);
  announce(changes.news);
  emit("touched", [...changes.gone, ...changes.cards.map((card) => card.id), ...changes.news.map(({ task }) => task)]);
}

function onLive(isLive) {
  if (!isLive) {
    poll();
    return;
  }
  clearTimeout(polling);
  polling = 0;
  if (!isLost()) tell("");
  catchUp();
}

// Without news that come by themselves: ask, the first time soon, as the connection may be gone.
function poll() {
  const seconds = Number(board()?.dataset.poll);
  if (polling || !seconds) return;
  const look = async () => {
    if (!document.hidden) {
      await catchUp();
      if (!isLost()) tell("");
    }
    if (polling) polling = setTimeout(look, seconds * 1000);
  };
  polling = setTimeout(look, LOST);
}

export function bindLive() {
  followWhileSeen(project(), { news: (newest) => isNewer(newest) && catchUp(), live: onLive, back: catchUp });
  listen("stale", () => {
    catchUp();
    showMessages();
  });
  listen("idle", () => isDue() && readAnew());
  listen("online", catchUp);
  listen("moved", ({ revision }) => isNewer(revision) && catchUp());
}
