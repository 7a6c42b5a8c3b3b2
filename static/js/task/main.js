// A task, on its page or in the panel beside the board: forms answer in place, keys e, s, c, l, m, files by dropping.
import { openDialog } from "../dialog.js";
import { forget, keepAll } from "../drafts.js";
import { ask, sentence } from "../http.js";
import { alarm, say } from "../say.js";
import { on } from "../shortcuts.js";
import { toast } from "../toasts.js";
import { bindFiles } from "./files.js";

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
  const fresh = parsed.getElementById("task");
  if (!fresh) return;
  keepAll(task());
  const heading = task().closest("#panel")?.querySelector("h2") ?? document.querySelector("main h1");
  const named = parsed.querySelector(".dialog-title, h1");
  if (heading && named) heading.replaceChildren(...named.childNodes);
  task().replaceWith(fresh);
  const area = task().querySelector("[data-comment] textarea");
  if (area) area.value = typed;
  document.dispatchEvent(new CustomEvent("boards:inserted", { detail: task() }));
}

async function showMessages(parsed) {
  const shown = parsed.querySelectorAll("[data-toast] p");
  for (const words of shown) toast(words.textContent);
  if (shown.length) return;
  const response = await ask("/messages");
  if (response.ok) for (const { text, kind } of await response.json()) toast(text, { kind });
}

// Read the task anew; a comment that is being written and the focus stay.
export async function refresh(focus = pathTo(document.activeElement)) {
  const url = `/task/${task().dataset.taskId}`;
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
  if (!response.ok) {
    const text = await readErrors(response);
    alarm(text);
    toast(text, { kind: "error" });
    return;
  }
  forget(form);
  const focus = pathTo(document.activeElement);
  if (form.matches("[data-comment]")) form.querySelector("textarea").value = "";
  await refresh(form.matches("[data-add-subtask]") ? "#subtask-line" : focus);
  if (form.matches("[data-comment]")) say(document.querySelector("#comments-title")?.textContent.trim() ?? "");
}

// A rejected form says why in its summary; a refusal in JSON.
async function readErrors(response) {
  if (response.headers.get("Content-Type")?.startsWith("application/json")) return sentence(response);
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
        if (link) openDialog(link.href, link);
      });
    }
    on("c", () => document.querySelector("#task [data-comment] textarea")?.focus());
  }
  bindFiles(refresh);
}
