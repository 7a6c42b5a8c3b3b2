// What others do shows here (ux.md 3.13): a stream tells that there is something new, the changes come by themselves.
import { refresh as refreshTask } from "../task/main.js";
import { ask } from "../http.js";
import { fill, say, words } from "../say.js";
import { board, cardOf, cells, cellOf, insert, listOf, project, search } from "./dom.js";
import { draggedIds, isDragging } from "./drag.js";
import { focused, isGrabbing, keepFocus } from "./keyboard.js";
import { menuCard } from "./menu.js";
import { refresh as refreshSelection, selected } from "./select.js";

const HIDDEN_FOR = 60_000;

let revision = 0;
let running = null;
let again = false;
let stream = null;
let polling = null;
let deferred = false;
let remote = [];

// A card that somebody works on is left alone until he is done.
const isBusy = (card) =>
  card.dataset.busy !== undefined || menuCard() === card || draggedIds().includes(Number(card.dataset.taskId));

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
  const query = new URLSearchParams({ since: revision, search: search() });
  const response = await ask(`/board/${project()}/changes?${query}`);
  if (response.status !== 200) return;
  const changes = await response.json();
  if (changes.reload) {
    await reload();
    return;
  }
  if (isDragging() || isGrabbing()) {
    deferred = true;
    return;
  }
  revision = changes.revision;
  apply(changes);
  announce(changes.events);
  const touched = [...changes.cards.map((card) => card.id), ...changes.events.map((event) => event.task)];
  if (touched.some((id) => String(id) === panelTask())) refreshTask();
}

const panelTask = () => document.querySelector("#panel:not([hidden]) [data-task-id]")?.dataset.taskId;

// The whole board again, with everything where the reader left it.
export async function reload() {
  const response = await fetch(`/board/${project()}?${new URLSearchParams({ search: search() })}`, {
    headers: { "HX-Request": "true", "X-Requested-With": "XMLHttpRequest" },
  });
  if (!response.ok) return;
  const parsed = new DOMParser().parseFromString(await response.text(), "text/html");
  const fresh = parsed.getElementById("board-frame");
  const chosen = new Set(selected().map((card) => card.dataset.taskId));
  const { scrollTop, scrollLeft } = board() ?? {};
  keepFocus(() => {
    document.getElementById("board-frame").replaceWith(fresh);
    if (!board()) return;
    board().scrollTop = scrollTop;
    board().scrollLeft = scrollLeft;
    for (const id of chosen) cardOf(id)?.classList.add("selected");
  });
  revision = Number(board()?.dataset.revision ?? revision);
  refreshSelection();
  document.dispatchEvent(new CustomEvent("boards:replaced"));
}

// The first card that can be seen keeps its place on the screen.
function keepScroll(run) {
  const root = board();
  const top = root.getBoundingClientRect().top;
  const anchor = [...root.querySelectorAll(".card")].find((card) => card.getBoundingClientRect().bottom > top + 60);
  const before = anchor?.getBoundingClientRect().top;
  run();
  if (anchor?.isConnected && root.scrollTop > 0) root.scrollTop += anchor.getBoundingClientRect().top - before;
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
  if (!cell) return;
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
  const numbers = counts.cells[`${cell.dataset.columnId}-${cell.dataset.swimlaneId}`];
  if (!numbers) return;
  cell.dataset.total = numbers.total;
  cell.dataset.count = numbers.count;
  cell.classList.toggle("over", numbers.limit > 0 && numbers.count > numbers.limit);
  if (!listOf(cell)) cell.querySelector("[data-cards]").append(document.createElement("div"));
}

export function showCounts(counts) {
  for (const [id, { words: text, state }] of Object.entries(counts.columns)) {
    const head = board().querySelector(`[data-head="${id}"]`);
    if (!head) continue;
    head.querySelector("[data-count]").textContent = text;
    head.classList.toggle("at", state === "at");
    head.classList.toggle("over", state === "over");
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

// What others did, at most one sentence in five seconds.
function announce(events) {
  if (!events.length) return;
  if (!remote.length) {
    setTimeout(() => {
      say(fill(words("changed"), { n: new Set(remote).size }));
      remote = [];
    }, 1000);
  }
  remote.push(...events.map((event) => event.task));
}

function listen() {
  if (stream) return;
  stream = new EventSource(`/live/${project()}`);
  stream.addEventListener("change", (event) => Number(event.data) > revision && catchUp());
  stream.addEventListener("open", () => {
    stopPolling();
    connection("");
    catchUp();
  });
  stream.addEventListener("error", () => {
    if (stream.readyState === EventSource.CLOSED) stream = null;
    poll();
  });
}

function connection(text) {
  const pill = document.getElementById("connection");
  if (!pill) return;
  pill.textContent = text;
  pill.hidden = text === "";
}

function poll() {
  const seconds = Number(document.documentElement.dataset.poll ?? board().dataset.poll ?? 10);
  if (polling || !seconds) return;
  polling = setInterval(async () => {
    if (document.hidden) return;
    try {
      await catchUp();
      connection("");
      if (!stream) listen();
    } catch {
      connection(words("reconnecting"));
    }
  }, seconds * 1000);
}

function stopPolling() {
  clearInterval(polling);
  polling = null;
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
        stream?.close();
        stream = null;
      }, HIDDEN_FOR);
    } else {
      listen();
      catchUp();
    }
  });
  document.addEventListener("boards:stale", (event) => {
    event.preventDefault();
    catchUp();
    showMessages();
  });
  document.addEventListener("boards:idle", () => {
    if (deferred && !focused()?.dataset.busy) {
      deferred = false;
      reload();
    }
  });
  document.addEventListener("htmx:afterSwap", () => {
    if (!board()) return;
    revision = Number(board().dataset.revision);
    say(document.querySelector("[data-filtered] span")?.textContent ?? "");
    document.dispatchEvent(new CustomEvent("boards:replaced"));
  });
  document.addEventListener("boards:moved", ({ detail }) => detail.revision > revision && catchUp());
}

// The sentences that the last form left for the next page.
async function showMessages() {
  const response = await ask("/messages");
  if (!response.ok) return;
  const { toast } = await import("../toasts.js");
  const { turnBack } = await import("./move.js");
  for (const message of await response.json()) {
    const action = message.undo ? { label: words("undo"), run: () => turnBack("undo") } : null;
    toast(message.text, { kind: message.kind, action });
  }
}
