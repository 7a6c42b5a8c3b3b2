// A task, on its page or in the panel beside the board: forms answer in place, files by dropping.
import { address } from "../shared/addresses.js";
import { openDialog, showDialog } from "../shared/dialog.js";
import { forget, keepAll } from "../shared/drafts.js";
import { focusAgain, waysBack } from "../shared/focus.js";
import { ask, sentence } from "../shared/http.js";
import { hold, wasAskedAgain } from "../shared/once.js";
import { alarm, say } from "../shared/say.js";
import { isComposing, isTyping } from "../shared/shortcuts.js";
import { complain, toast } from "../shared/toasts.js";
import { showMessages as showServerMessages } from "../shared/undo.js";
import { bindFiles } from "./files.js";
import { bindPlace, carryDescription, closeDescription, isEditingTitle } from "./place.js";

// Fields that keep what is typed in them when the task is read anew.
const LINES = "[data-comment] textarea, #subtask-line";

const task = () => document.getElementById("task");
const nameOf = (summary) => summary.getAttribute("aria-label") ?? summary.textContent.trim();

function show(parsed) {
  const old = task();
  const fresh = parsed.getElementById("task");
  if (!fresh) return;
  keepAll(old);
  const heading = old.closest("#panel")?.querySelector("h2") ?? document.querySelector("main h1");
  const named = parsed.querySelector(".dialog-title, h1");
  const lines = [...old.querySelectorAll(LINES)].map((field) => [field.id, field.value, field.selectionStart, field.selectionEnd]);
  // A menu stays open, but for the one in which something was chosen.
  const menus = [...old.querySelectorAll("details[open]:not([data-done]) > summary")].map(nameOf);
  const isHere = old.contains(document.activeElement) || heading?.contains(document.activeElement);
  const ways = isHere && !isEditingTitle() ? waysBack(document.activeElement) : null;
  if (heading && named && !isEditingTitle()) heading.replaceChildren(...named.childNodes);
  old.replaceWith(fresh);
  for (const [id, value, from, to] of lines) {
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
  document.dispatchEvent(new CustomEvent("boards:inserted", { detail: fresh }));
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
  if (document.activeElement === document.body) focusAgain(["#panel [data-panel=close]", "main"]);
  alarm(words);
}

async function showMessages(parsed) {
  const shown = parsed.querySelectorAll("[data-toast] p");
  for (const words of shown) toast(words.textContent);
  if (!shown.length) await showServerMessages();
}

// Readings overtake each other: one that was asked for before what is on the screen now is older than it.
let asked = 0;
let newest = 0;

// Read the task anew; what is being written and the focus stay.
export async function refresh(focus = "") {
  const { taskId, shows } = task().dataset;
  const number = ++asked;
  const before = document.activeElement;
  const url = address("TaskView.show", { task_id: taskId, ...(shows && { show: shows }) });
  const response = await (task().closest("#panel") ? ask(url) : fetch(url).catch(() => null));
  // Meanwhile another one may be here, or none.
  if (!response || task()?.dataset.taskId !== taskId) return;
  if ([403, 404].includes(response.status)) showGone(await sentence(await ask(url)));
  if (!response.ok) return;
  const parsed = new DOMParser().parseFromString(await response.text(), "text/html");
  if (number > newest) {
    newest = number;
    show(parsed);
  }
  const now = document.activeElement;
  // Who has gone on to another field is not called back.
  const isElsewhere = now !== document.body && now !== before && now.id !== before.id;
  if (focus && !isElsewhere) focusAgain([focus]);
  await showMessages(parsed);
}

// The same form where it stands now: the task may have been read anew since it was sent.
function current(form) {
  const same = [...(task()?.querySelectorAll("form") ?? [])].find((one) => one.getAttribute("action") === form.getAttribute("action"));
  return form.isConnected ? form : (same ?? form);
}

async function send(form, button) {
  const sent = new FormData(form, button);
  const response = await hold(form, ask(form.action, { method: "POST", body: sent }));
  const target = response.headers.get("X-Ajax-Redirect");
  if (target && target !== "self") {
    openDialog(target);
    return;
  }
  if (!response.ok && form.matches("[data-description]") && !isJson(response)) {
    const html = await response.text();
    const here = current(form);
    keepAll(here);
    showDialog(html, here.closest("section").querySelector("[data-edit-description]"), "wide");
    closeDescription(here);
    return;
  }
  if (!response.ok) {
    complain(await readErrors(response));
    return;
  }
  forget(form);
  const here = current(form);
  const isThere = here.contains(document.activeElement) || document.activeElement === document.body;
  if (form.matches("[data-description]")) closeDescription(here);
  clear(form, sent);
  // Who types faster than answers come is followed: the next line goes now.
  if (wasAskedAgain(form) && hasLine(here)) here.requestSubmit();
  await refresh(isThere ? form.dataset.focus : "");
  if (form.matches("[data-comment]")) say(document.querySelector("#comments-title")?.textContent.trim() ?? "");
}

const hasLine = (form) => [...form.querySelectorAll(LINES)].some((field) => field.value.trim());

// What has been sent goes, what was typed since stays.
function clear(form, sent) {
  for (const { id, name } of form.querySelectorAll(LINES)) {
    // The task may have been read anew meanwhile, and stands in other fields.
    const field = document.getElementById(id);
    const words = sent.get(name).replaceAll("\r\n", "\n");
    if (field?.value.startsWith(words)) field.value = field.value.slice(words.length);
  }
}

const isJson = (response) => response.headers.get("Content-Type")?.startsWith("application/json");

// A rejected form says why in its summary; a refusal in JSON.
async function readErrors(response) {
  if (isJson(response)) return sentence(response);
  const parsed = new DOMParser().parseFromString(await response.text(), "text/html");
  return parsed.querySelector(".form-summary, .form-errors, .errorlist")?.textContent.replace(/\s+/g, " ").trim() || response.statusText;
}

// Escape leaves a field, what is typed in it stays; from an empty one it closes the panel at once.
function leaveField(event) {
  if (event.key !== "Escape" || event.defaultPrevented || isComposing(event)) return;
  if (!isTyping(event.target) || !task()?.contains(event.target)) return;
  const panel = task().closest("#panel");
  if (panel && !event.target.value) return;
  event.preventDefault();
  focusAgain([panel ? "#panel [data-panel=close]" : "main"]);
}

export function bindTask() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!task()?.contains(form) || !(form.matches("[data-inplace]") || form.closest(".subtask"))) return;
    event.preventDefault();
    form.closest("details")?.setAttribute("data-done", "");
    send(form, event.submitter);
  });
  document.addEventListener("keydown", (event) => {
    const row = event.target.closest?.(".subtask");
    if (!row || !event.altKey || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
    event.preventDefault();
    const button = row.querySelector(`[data-move=${event.key === "ArrowUp" ? "up" : "down"}]`);
    if (!button || button.disabled) return;
    button.focus();
    button.form.requestSubmit(button);
  });
  document.addEventListener("click", (event) => {
    const shows = event.target.closest?.("[data-shows-what]");
    if (shows && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      task().dataset.shows = shows.dataset.showsWhat;
      if (!task().closest("#panel")) history.replaceState(history.state, "", shows.href);
      refresh(`#${shows.id}`);
      return;
    }
    const number = event.target.closest?.("[data-copy-link]");
    if (!number || event.ctrlKey || event.metaKey || event.shiftKey || !navigator.clipboard) return;
    event.preventDefault();
    navigator.clipboard.writeText(number.href).then(() => say(number.href));
  });
  // Whatever was changed from here; what else is on the page follows in its own way.
  document.addEventListener("boards:stale", (event) => {
    if (!task()) return;
    event.preventDefault();
    refresh();
  });
  bindFiles(refresh);
  bindPlace();
  document.addEventListener("keydown", leaveField);
}
