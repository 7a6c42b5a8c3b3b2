// What was done is told, and can be taken back (ux.md 3.16).
import { address } from "./addresses.js";
import { emit } from "./events.js";
import { ask, sentence } from "./http.js";
import { bindKeys } from "./keys.js";
import { projectOf } from "./project.js";
import { fill } from "./say.js";
import { complain, gather, isTold, toast, withdraw } from "./toasts.js";

const NOTHING = { operations: [], n: 0 };

// Undo or redo what was done last in the project on the screen, or an operation by its number; the page is read anew.
// Answers whether it was done.
async function turnBack(direction, operation = 0) {
  const which = operation ? { operation } : { project_id: projectOf() || 0 };
  const url = direction === "undo" ? address("undo", which) : address("redo", which);
  const response = await ask(url, { method: "POST" });
  if (!response.ok) {
    complain(await sentence(response));
    return false;
  }
  const { message, operation_id: done } = await response.json();
  withdraw(done || operation);
  toast(message);
  emit("stale");
  return true;
}

// Several operations, the last one first.
async function turnAllBack(operations) {
  for (const operation of [...operations].reverse()) if (!(await turnBack("undo", operation))) return;
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
  if (operations.length) ways.push({ label: words?.undo, run: () => turnAllBack(operations) });
  const box = toast(before.n ? fill(joined, { n }) : text, { operations, actions: ways, ...more });
  if (joined) Object.assign(box.dataset, { gathers: joined, count: n });
}

// The sentences that the server keeps for the next page, on this one.
export async function showMessages() {
  const response = await ask(address("messages"), { quiet: true });
  if (!response.ok) return;
  for (const { text, undo, ...more } of await response.json()) tellDone(text, undo ? [undo] : [], more);
}

// Where something of a project is shown what was done last in it can be turned back.
export const canUndo = () => document.querySelector("#board, #task, #list") !== null;

export function bindUndo() {
  bindKeys("everywhere", canUndo, {
    "history.undo": () => turnBack("undo"),
    "history.redo": () => turnBack("redo"),
  });
}
