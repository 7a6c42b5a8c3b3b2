// What others do shows here (ux.md 3.13): a stream tells that there is something new, the changes come by themselves.
import { address } from "../shared/addresses.js";
import { isLost, tell } from "../shared/connection.js";
import { ask, sentence } from "../shared/http.js";
import { fill, say, words } from "../shared/say.js";
import { complain } from "../shared/toasts.js";
import { showMessages } from "../shared/undo.js";
import { board, cardOf, cells, cellOf, insert, isFolded, project, scrollers, search } from "./dom.js";
import { draggedIds, isDragging } from "./drag.js";
import { isGrabbing, keepFocus } from "./keyboard.js";
import { menuCard } from "./menu.js";
import { detailCard } from "./popover.js";
import { refresh as refreshSelection, selected } from "./select.js";
import { follow } from "../shared/stream.js";

const HIDDEN_FOR = 60_000;
// How long what others did is gathered for one sentence, and the silence after it.
const GATHER = 1_000;
const SILENCE = 5_000;
// After this time without news a connection counts as lost.
const LOST = 3_000;

let revision = 0;
let running = null;
let again = false;
let stop = null;
let polling = 0;
let deferred = false;
let remote = [];
let speaking = 0;

// A card that somebody works on is left alone until they are done.
const isBusy = (card) =>
  card.dataset.busy !== undefined ||
  [menuCard(), detailCard()].includes(card) ||
  draggedIds().includes(Number(card.dataset.taskId));

export async function catchUp() {
  if (running) {
    again = true;
    return running;
  }
  running = fetchChanges().finally(() => {
    running = null;
    if (again) {
      again = false;
      catchUp();
    }
  });
  return running;
}

async function fetchChanges() {
  const asked = { project_id: project(), since: revision, search: search(), by: board().dataset.by ?? "" };
  const response = await ask(address("board.changes", asked), { quiet: true });
  if (response.status !== 200) return;
  const changes = await response.json();
  if (changes.reload) {
    await reload();
    tellTask();
    return;
  }
  if (isDragging() || isGrabbing()) {
    deferred = true;
    return;
  }
  // A card for a lane that is not in the page: one that was hidden as it was empty, or a new group.
  if (changes.cards.some(({ cell }) => !document.getElementById(`cell-${cell}`))) {
    await reload();
    return;
  }
  revision = changes.revision;
  apply(changes);
  announce(changes.news);
  tellTask([...changes.gone, ...changes.cards.map((card) => card.id), ...changes.news.map(({ task }) => task)]);
}

// The task in the panel is read anew when it is one of these, or when it is not known which tasks were touched.
const tellTask = (touched = null) => document.dispatchEvent(new CustomEvent("boards:touched", { detail: touched }));

let read = 0;

// The board with a filter, as a document; nothing when it does not come, or another one was asked for meanwhile.
async function readBoard(filter, { quiet }) {
  const number = (read += 1);
  const url = address("BoardView.show", { project_id: project(), search: filter });
  const response = await ask(url, { isPart: true, quiet });
  if (number !== read) return null;
  if (response.ok) return new DOMParser().parseFromString(await response.text(), "text/html");
  if (!quiet) complain(await sentence(response));
  return null;
}

// Another filter: the board and all whose links and fields keep it. Answers whether it is shown.
export async function showFilter(filter) {
  const parsed = await readBoard(filter, { quiet: false });
  if (!parsed) return false;
  keepFocus(() => {
    for (const part of parsed.querySelectorAll("#board-frame, [data-swap]")) document.getElementById(part.id)?.replaceWith(part);
  });
  revision = Number(board()?.dataset.revision ?? revision);
  refreshSelection();
  document.dispatchEvent(new CustomEvent("boards:replaced"));
  say(document.querySelector("[data-filtered] span")?.textContent ?? "");
  return true;
}

// The whole board again, with everything where the reader left it.
export async function reload() {
  const parsed = await readBoard(search(), { quiet: true });
  if (!parsed) return;
  const fresh = parsed.getElementById("board-frame");
  const chosen = new Set(selected().map((card) => card.dataset.taskId));
  const seen = scrollers().map((one) => [one.scrollTop, one.scrollLeft]);
  keepFocus(() => {
    document.getElementById("board-frame").replaceWith(fresh);
    if (!board()) return;
    const now = scrollers();
    if (now.length === seen.length) now.forEach((one, at) => ([one.scrollTop, one.scrollLeft] = seen[at]));
    for (const id of chosen) cardOf(id)?.classList.add("selected");
  });
  revision = Number(board()?.dataset.revision ?? revision);
  refreshSelection();
  document.dispatchEvent(new CustomEvent("boards:replaced"));
}

// The first card that can be seen keeps its place on the screen, in all that scrolls.
function keepScroll(run) {
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

function apply({ cards, gone, order, counts }) {
  keepScroll(() =>
    keepFocus(() => {
      for (const id of gone) {
        const card = cardOf(id);
        if (card && !isBusy(card)) card.remove();
        else if (card) defer(card);
      }
      for (const changed of cards) patch(changed, order[changed.cell]);
      for (const cell of cells()) settle(cell, counts);
      showCounts(counts);
    }),
  );
  refreshSelection();
}

function defer(card) {
  card.dataset.stale = "yes";
  deferred = true;
}

function patch({ id, cell: key, html }, ids) {
  const cell = document.getElementById(`cell-${key}`);
  const old = cardOf(id);
  if (old && isBusy(old)) {
    defer(old);
    return;
  }
  const wasSelected = old?.classList.contains("selected");
  old?.remove();
  if (!cell || isFolded(cell)) return;
  const fresh = new DOMParser().parseFromString(html, "text/html").body.firstElementChild;
  if (wasSelected) fresh.classList.add("selected");
  fresh.classList.add("changed");
  setTimeout(() => fresh.classList.remove("changed"), 4000);
  const behind = ids.slice(ids.indexOf(id) + 1);
  const next = behind.map(cardOf).find((card) => card && cellOf(card) === cell);
  if (!next && cell.querySelector("[data-more]")) return;
  insert(cell, fresh, next ?? null);
}

function settle(cell, counts) {
  const numbers = counts.cells[cell.id.replace("cell-", "")];
  if (!numbers) return;
  cell.dataset.total = numbers.total;
  cell.dataset.count = numbers.count;
  cell.classList.toggle("over", numbers.limit > 0 && numbers.count > numbers.limit);
  const count = cell.querySelector("[data-cell-count]");
  if (count) count.textContent = numbers.total;
}

export function showCounts(counts) {
  for (const [id, { words: text, state, score: sum }] of Object.entries(counts.columns)) {
    const head = board().querySelector(`[data-head="${id}"]`);
    if (!head) continue;
    head.querySelector("[data-count]").textContent = text;
    head.classList.toggle("at", state === "at");
    head.classList.toggle("over", state === "over");
    const score = head.querySelector("[data-score]");
    if (score) {
      score.hidden = !sum;
      score.querySelector("[data-score-sum]").textContent = sum;
    }
    const strip = document.querySelector(`[data-strip="${id}"] span`);
    if (strip) strip.textContent = text.split(" ")[0];
  }
  for (const [id, lane] of Object.entries(counts.lanes)) {
    const count = board().querySelector(`[data-lane="${id}"] [data-lane-count]`);
    if (count) count.textContent = lane.words;
  }
  const line = document.querySelector("[data-filtered] span");
  if (line) line.textContent = fill(words("shown"), counts);
}

// What others did: one sentence in five seconds at most, and of several tasks their number only.
function announce(news) {
  remote.push(...news);
  if (speaking || !remote.length) return;
  speaking = setTimeout(() => {
    const tasks = new Set(remote.map(({ task }) => task));
    say(tasks.size === 1 ? remote.at(-1).sentence : fill(words("changed"), { n: tasks.size }));
    remote = [];
    speaking = setTimeout(() => {
      speaking = 0;
      announce([]);
    }, SILENCE);
  }, GATHER);
}

function listen() {
  stop ??= follow(project(), {
    news: (newest) => newest > revision && catchUp(),
    live: (isLive) => {
      if (isLive) {
        stopPolling();
        if (!isLost()) tell("");
        catchUp();
      } else poll();
    },
  });
}

// Without news that come by themselves: ask, the first time soon, as the connection may be gone.
function poll() {
  const seconds = Number(board().dataset.poll);
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

function stopPolling() {
  clearTimeout(polling);
  polling = 0;
}

export function bindLive() {
  revision = Number(board().dataset.revision);
  if (window.EventSource) listen();
  else poll();
  let hidden = null;
  document.addEventListener("visibilitychange", () => {
    clearTimeout(hidden);
    if (document.hidden) {
      hidden = setTimeout(() => {
        stop?.();
        stop = null;
      }, HIDDEN_FOR);
    } else {
      if (window.EventSource) listen();
      catchUp();
    }
  });
  addEventListener("pagehide", () => {
    stop?.();
    stop = null;
  });
  addEventListener("pageshow", (event) => {
    if (event.persisted && window.EventSource) listen();
  });
  document.addEventListener("boards:stale", (event) => {
    event.preventDefault();
    catchUp();
    showMessages();
  });
  document.addEventListener("boards:idle", () => {
    if (!deferred || isDragging() || isGrabbing() || board().querySelector("[data-busy]")) return;
    deferred = false;
    reload();
  });
  document.addEventListener("boards:online", () => catchUp());
  document.addEventListener("boards:moved", ({ detail }) => detail.revision > revision && catchUp());
}
