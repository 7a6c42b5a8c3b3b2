// A task read anew where it stands; what is being written, open menus and the focus stay.
import { address } from "../shared/addresses.js";
import { keepAll } from "../shared/draft_fields.js";
import { emit } from "../shared/events.js";
import { focusAgain, waysBack } from "../shared/focus.js";
import { parse } from "../shared/html.js";
import { ask, sentence } from "../shared/http.js";
import { alarm } from "../shared/say.js";
import { showMessages, tellDone } from "../shared/undo.js";
import { carryDescription } from "./description.js";
import { EXITS, heading, LINES, panel, task } from "./dom.js";
import { isEditingTitle } from "./title.js";

const nameOf = (summary) => summary.getAttribute("aria-label") ?? summary.textContent.trim();

// What a field holds, and what is selected in it.
const stateOf = ({ id, value, selectionStart: from, selectionEnd: to }) => ({ id, value, from, to });

function show(parsed) {
  const old = task();
  const fresh = parsed.getElementById("task");
  if (!fresh) return;
  keepAll(old);
  const title = heading();
  const named = parsed.querySelector(".dialog-title, h1");
  const lines = [...old.querySelectorAll(LINES)].map(stateOf);
  // A menu stays open, but for the one in which something was chosen.
  const menus = [...old.querySelectorAll("details[open]:not([data-done]) > summary")].map(nameOf);
  const isHere = old.contains(document.activeElement) || title?.contains(document.activeElement);
  const ways = isHere && !isEditingTitle() ? waysBack(document.activeElement) : null;
  if (title && named && !isEditingTitle()) title.replaceChildren(...named.childNodes);
  old.replaceWith(fresh);
  for (const { id, value, from, to } of lines) {
    const field = document.getElementById(id);
    if (!field) continue;
    field.value = value;
    field.setSelectionRange(from, to);
  }
  for (const summary of fresh.querySelectorAll("details > summary")) {
    if (menus.includes(nameOf(summary))) summary.parentElement.open = true;
  }
  // The timer in the header came along.
  document.getElementById("timer")?.replaceChildren(fresh.querySelector("[data-timer]").content);
  emit("inserted", fresh);
  carryDescription(old, fresh);
  if (ways) focusAgain(ways);
}

// The task is not there any more, or not for this person: what was read and written of it stays to be copied.
function showGone(words) {
  if (task().classList.contains("gone")) return;
  keepAll(task());
  const notice = document.createElement("p");
  notice.className = "notice";
  notice.textContent = words;
  task().classList.add("gone");
  task().prepend(notice);
  for (const control of task().querySelectorAll("button, input")) control.disabled = true;
  for (const area of task().querySelectorAll("textarea")) area.readOnly = true;
  if (document.activeElement === document.body) focusAgain(EXITS);
  alarm(words);
}

async function showToasts(parsed) {
  const told = parsed.querySelectorAll("[data-toast]");
  for (const one of told) {
    const url = one.querySelector("form[data-undo]")?.getAttribute("action");
    const operation = url && new URL(url, location.href).searchParams.get("operation");
    const kind = /toast-(\w+)/.exec(one.className)[1];
    const view = one.querySelector("a[data-view]")?.href;
    const { joined = "", count = 0 } = one.dataset;
    const more = { kind, view, joined, count: Number(count) };
    tellDone(one.querySelector("p").textContent, operation ? [Number(operation)] : [], more);
  }
  if (!told.length) await showMessages();
}

// Readings overtake each other: one that was asked for before what is on the screen now is older than it.
let asked = 0;
let newest = 0;

// While a task is read another one may come, or none.
const isStillHere = (taskId) => task()?.dataset.taskId === taskId;

// Read the task anew; what is being written and the focus stay.
export async function refreshTask(focus = "") {
  const { taskId, shows } = task().dataset;
  const number = ++asked;
  const before = document.activeElement;
  const url = address("TaskView.show", { task_id: taskId, ...(shows && { show: shows }) });
  const response = await (panel() ? ask(url) : fetch(url).catch(() => null));
  if (!response || !isStillHere(taskId)) return;
  if ([403, 404].includes(response.status)) {
    const words = await sentence(await ask(url));
    if (isStillHere(taskId)) showGone(words);
  }
  if (!response.ok) return;
  const parsed = parse(await response.text());
  if (number > newest && isStillHere(taskId)) {
    newest = number;
    show(parsed);
  }
  const now = document.activeElement;
  // Who has gone on to another field is not called back.
  const isElsewhere = now !== document.body && now !== before && now.id !== before.id;
  if (focus && !isElsewhere && isStillHere(taskId)) focusAgain([focus]);
  await showToasts(parsed);
}
