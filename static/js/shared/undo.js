// What was done is told, and can be taken back (ux.md 3.16).
import { address } from "./addresses.js";
import { emit } from "./events.js";
import { ask, sentence } from "./http.js";
import { bindKeys } from "./keys.js";
import { projectOf } from "./project.js";
import { fill } from "./say.js";
import { complain, gather, isTold, toast, toldLast, withdraw } from "./toasts.js";

// What reads itself anew after a change.
const HOMES = "#board, #task, #list";
const NOTHING = { operations: [], n: 0 };

// Answers what was turned back, in a sentence; null when it was refused, which is told.
async function send(direction, which) {
  const url = direction === "undo" ? address("undo", which) : address("redo", which);
  const response = await ask(url, { method: "POST" });
  if (!response.ok) {
    complain(await sentence(response));
    return null;
  }
  const { message, operation_id: done } = await response.json();
  withdraw(done || which.operation);
  return message;
}

// Undo or redo what was done last in the project on the screen; the page is read anew.
async function turnBack(direction) {
  const message = await send(direction, { project_id: projectOf() });
  if (message === null) return;
  toast(message);
  emit("stale");
}

// What one message has told of: its operations, the last one first.
async function turnAllBack(operations, what) {
  let message = null;
  for (const operation of [...operations].reverse()) {
    message = await send("undo", { operation });
    if (message === null) break;
  }
  const together = document.getElementById("toasts")?.dataset.undone ?? "";
  if (message !== null) toast(operations.length > 1 ? fill(together, { what }) : message);
  emit("stale");
}

// On a page of no project the key is for what the message on the screen tells of. Where nobody reads anew what is shown
// the browser does, with the form of the message.
function undoHere() {
  const { operations, text, form } = toldLast();
  if (form && !document.querySelector(HOMES)) return form.requestSubmit();
  if (projectOf()) return turnBack("undo");
  return operations.length ? turnAllBack(operations, text) : false;
}

// Tells what was done and, by the numbers of the operations, offers to take it back; beside what else can be done.
// view: where the task is that it tells of. joined: the sentence for several such things, with {n}: what was done a
// moment ago is told together with this, which was done to count tasks.
export function tellDone(text, done, { actions = [], view = "", joined = "", count = 0, ...more } = {}) {
  if (done.some(isTold)) return;
  const before = joined ? gather(joined) : NOTHING;
  const operations = [...before.operations, ...done];
  const n = before.n + count;
  const words = document.getElementById("toasts")?.dataset;
  const ways = [...actions];
  if (view) ways.push({ label: words?.view, run: () => location.assign(view) });
  const told = before.n ? fill(joined, { n }) : text;
  if (operations.length) ways.push({ label: words?.undo, run: () => turnAllBack(operations, told) });
  const box = toast(told, { operations, actions: ways, ...more });
  if (joined) Object.assign(box.dataset, { gathers: joined, count: n });
}

// The sentences that the server keeps for the next page, on this one.
export async function showMessages() {
  const response = await ask(address("messages"), { quiet: true });
  if (!response.ok) return;
  for (const { text, undo, ...more } of await response.json()) tellDone(text, undo ? [undo] : [], more);
}

// Where something of a project is shown what was done last in it can be turned back, elsewhere what was just told.
export const canUndo = () => document.querySelector(HOMES) !== null || toldLast().operations.length > 0;

export function bindUndo() {
  bindKeys("everywhere", canUndo, {
    "history.undo": undoHere,
    "history.redo": () => turnBack("redo"),
  });
}
