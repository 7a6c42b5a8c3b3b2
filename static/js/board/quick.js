// One line becomes a card (ux.md 3.6).
import { address } from "../shared/addresses.js";
import { clicked } from "../shared/clicks.js";
import { confirm } from "../shared/confirm.js";
import { draftKey, dropDraft, readDraft, writeDraft } from "../shared/drafts.js";
import { emit } from "../shared/events.js";
import { ask, sentence } from "../shared/http.js";
import { newOp } from "../shared/once.js";
import { fill, say, words } from "../shared/say.js";
import { bindLine } from "../shared/text.js";
import { complain, gather } from "../shared/toasts.js";
import { tellDone } from "../shared/undo.js";
import { cells, cellsOfColumn, project, search } from "./dom.js";
import { bindMarks } from "./marks.js";

// Lines that a field grows to.
const MOST_LINES = 12;

const keyOf = (cell) => draftKey(address("board.add", { project_id: project() }), cell.id);

// The link that scripts and keys add by is there for who may.
export const takesCards = (cell) => cell.querySelector("[data-add]") !== null;

export function openQuickAdd(cell, at) {
  if (!cell || !takesCards(cell)) return;
  document.querySelector(".quick-add")?.remove();
  const form = document.getElementById("quick-add").content.firstElementChild.cloneNode(true);
  const text = form.querySelector("textarea");
  text.value = readDraft(keyOf(cell))?.text ?? "";
  if (at === "top") cell.prepend(form);
  else cell.querySelector(".add-row").before(form);
  const close = () => {
    if (text.value.trim()) writeDraft(keyOf(cell), text.value);
    else dropDraft(keyOf(cell));
    form.remove();
    (cell.querySelector(".card-title") ?? cell.querySelector("[data-add]"))?.focus();
  };
  const showMarks = bindMarks(text, form.querySelector(".quick-chips"));
  const grow = () => (text.rows = Math.min(MOST_LINES, Math.max(2, text.value.split("\n").length)));
  text.addEventListener("input", grow);
  // What is added at the top one by one stands in the order in which it was typed.
  let last = 0;
  let queue = Promise.resolve();
  // What had no answer may have arrived: sent again, it goes under the same number.
  let missed = {};
  bindLine(text, { send: () => form.requestSubmit(), leave: close, hasLines: true });
  form.querySelector("[data-cancel]").addEventListener("click", close);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const lines = text.value.split("\n").filter((line) => line.trim());
    if (!lines.length) return;
    const n = { n: lines.length };
    if (lines.length > 1 && !(await confirm(fill(words("add-several"), n), fill(words("add-verb"), n)))) return;
    const typed = text.value;
    put("");
    text.focus();
    // Who types faster than answers come is followed one line after the other.
    queue = queue.then(() => send(typed));
  });
  async function send(typed) {
    const op = missed.typed === typed ? missed.op : newOp();
    missed = { typed, op };
    const answer = await post(cell, typed, at, last, op);
    if (answer) {
      missed = {};
      dropDraft(keyOf(cell));
      last = at === "top" ? answer.created.at(-1) : 0;
    } else put(text.value ? `${typed}\n${text.value}` : typed);
  }
  function put(value) {
    text.value = value;
    grow();
    showMarks();
  }
  text.focus();
  grow();
  showMarks();
}

// after: the card that was added before this one, and that it comes to stand behind.
async function post(cell, text, at, after, op) {
  const body = new FormData();
  body.set("op", op);
  body.set("text", text);
  body.set("column_id", cell.dataset.columnId);
  body.set("swimlane_id", cell.dataset.swimlaneId);
  body.set("group", cell.dataset.group ?? "");
  body.set("at", at);
  if (after) body.set("after_id", after);
  body.set("search", search());
  const response = await ask(address("board.add", { project_id: project() }), { method: "POST", body });
  if (!response.ok) {
    complain(await sentence(response));
    return null;
  }
  const answer = await response.json();
  say(answer.message);
  if (answer.hidden.length) tellHidden(answer);
  else tellAdded(answer);
  emit("stale");
  return answer;
}

// One toast for all that was added a moment ago.
function tellAdded({ message, undo, created }) {
  tellDone(message, [undo], { spoken: true, joined: words("added"), count: created.length });
}

// What the filter hides can be shown: the board without it, at the new card.
function tellHidden({ message, hidden, undo }) {
  const whole = address("BoardView.show", { project_id: project(), search: "status:open" });
  const show = () => location.assign(`${whole}#card-${hidden[0]}`);
  tellDone(message, [undo], { spoken: true, actions: [{ label: words("show"), run: show }] });
}

export function bindQuickAdd() {
  document.addEventListener("click", (event) => {
    const link = clicked(event, "[data-add]");
    if (!link) return;
    const { column } = link.dataset;
    const cell = link.closest(".cell") ?? (column ? cellsOfColumn(column) : cells()).find(takesCards);
    if (!cell || !takesCards(cell)) return;
    event.preventDefault();
    openQuickAdd(cell, link.dataset.add);
  });
}
