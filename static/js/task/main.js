// A task, on its page or in the panel beside the board: forms answer in place, keys e, s, c, l, m, files by dropping.
import { openDialog, showDialog } from "../dialog.js";
import { forget, keepAll } from "../drafts.js";
import { ask, sentence } from "../http.js";
import { alarm, say } from "../say.js";
import { on } from "../shortcuts.js";
import { toast } from "../toasts.js";
import { showMessages as showServerMessages } from "../undo.js";
import { bindFiles } from "./files.js";
import { bindPlace, carryDescription, closeDescription, isEditingTitle } from "./place.js";

const task = () => document.getElementById("task");

// The way back to the element that had the focus, when the document around it is new.
function pathTo(element) {
  if (!element || !task()?.contains(element)) return null;
  if (element.id) return `#${CSS.escape(element.id)}`;
  const row = element.closest("[data-subtask-id]");
  if (!row) return null;
  const kind = element.matches("[data-move]") ? `[data-move=${element.dataset.move}]` : "button";
  return `[data-subtask-id="${row.dataset.subtaskId}"] ${kind}`;
}

function show(parsed) {
  const typed = task().querySelector("[data-comment] textarea")?.value ?? "";
  const old = task();
  const fresh = parsed.getElementById("task");
  if (!fresh) return;
  keepAll(task());
  const heading = task().closest("#panel")?.querySelector("h2") ?? document.querySelector("main h1");
  const named = parsed.querySelector(".dialog-title, h1");
  const isHere = heading?.contains(document.activeElement);
  if (heading && named && !isEditingTitle()) heading.replaceChildren(...named.childNodes);
  task().replaceWith(fresh);
  const area = task().querySelector("[data-comment] textarea");
  if (area) area.value = typed;
  document.dispatchEvent(new CustomEvent("boards:inserted", { detail: task() }));
  carryDescription(old, task());
  if (isHere) heading.querySelector("[role=button]")?.focus({ preventScroll: true });
}

async function showMessages(parsed) {
  const shown = parsed.querySelectorAll("[data-toast] p");
  for (const words of shown) toast(words.textContent);
  if (!shown.length) await showServerMessages();
}

// Read the task anew; a comment that is being written and the focus stay.
export async function refresh(focus = pathTo(document.activeElement)) {
  const shows = task().dataset.shows;
  const url = `/task/${task().dataset.taskId}${shows ? `?show=${shows}` : ""}`;
  const response = await (task().closest("#panel") ? ask(url) : fetch(url));
  if (!response.ok) return;
  const parsed = new DOMParser().parseFromString(await response.text(), "text/html");
  show(parsed);
  if (focus) document.querySelector(focus)?.focus({ preventScroll: true });
  await showMessages(parsed);
}

async function submitInPlace(form, button) {
  const response = await ask(form.action, { method: "POST", body: new FormData(form, button) });
  const target = response.headers.get("X-Ajax-Redirect");
  if (target && target !== "self") {
    openDialog(target);
    return;
  }
  if (!response.ok && form.matches("[data-description]") && !isJson(response)) {
    keepAll(form);
    showDialog(await response.text(), form.closest("section").querySelector("[data-edit-description]"), "wide");
    closeDescription(form);
    return;
  }
  if (!response.ok) {
    const text = await readErrors(response);
    alarm(text);
    toast(text, { kind: "error" });
    return;
  }
  forget(form);
  if (form.matches("[data-description]")) closeDescription(form);
  const focus = pathTo(document.activeElement);
  if (form.matches("[data-comment]")) form.querySelector("textarea").value = "";
  await refresh(form.matches("[data-add-subtask]") ? "#subtask-line" : focus);
  if (form.matches("[data-comment]")) say(document.querySelector("#comments-title")?.textContent.trim() ?? "");
}

const isJson = (response) => response.headers.get("Content-Type")?.startsWith("application/json");

// A rejected form says why in its summary; a refusal in JSON.
async function readErrors(response) {
  if (isJson(response)) return sentence(response);
  const parsed = new DOMParser().parseFromString(await response.text(), "text/html");
  return parsed.querySelector(".form-summary")?.textContent.replace(/\s+/g, " ").trim() || response.statusText;
}

export function bindTask() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!task()?.contains(form) || !(form.matches("[data-inplace]") || form.closest(".subtask"))) return;
    event.preventDefault();
    submitInPlace(form, event.submitter);
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
  document.addEventListener("boards:stale", (event) => {
    if (!task() || document.getElementById("board")) return;
    event.preventDefault();
    refresh();
  });
  if (task() && !document.getElementById("board")) {
    for (const key of ["e", "s", "l", "m"]) {
      on(key, () => {
        const link = document.querySelector(`#task a[data-task-key=${key}]`);
        const isInText = key === "e" && document.activeElement.closest("#description");
        if (isInText && task().querySelector("[data-edit-description]")) task().querySelector("[data-edit-description]").click();
        else if (link) openDialog(link.href, link);
      });
    }
    on("c", () => document.querySelector("#task [data-comment] textarea")?.focus());
  }
  bindFiles(refresh);
  bindPlace();
}
