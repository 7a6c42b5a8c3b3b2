// The forms of a task answer where they stand: it is read anew below them, and who goes on typing is followed.
import { openDialog, showDialog } from "../shared/dialog.js";
import { forget, keepAll } from "../shared/draft_fields.js";
import { ask, isWorthAgain, sentence } from "../shared/http.js";
import { answered, hold, numbered, wasAskedAgain } from "../shared/once.js";
import { say } from "../shared/say.js";
import { complain } from "../shared/toasts.js";
import { closeDescription } from "./description.js";
import { LINES, task } from "./dom.js";
import { refreshTask } from "./read.js";

// The same form where it stands now: the task may have been read anew since it was sent.
function current(form) {
  if (form.isConnected) return form;
  const forms = [...(task()?.querySelectorAll("form") ?? [])];
  return forms.find((one) => one.getAttribute("action") === form.getAttribute("action")) ?? form;
}

async function send(form, button) {
  const sent = numbered(form, new FormData(form, button));
  const response = await hold(form, ask(form.action, { method: "POST", body: sent }));
  if (!isWorthAgain(response)) answered(form);
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
    complain(await sentence(response));
    return;
  }
  forget(form);
  const here = current(form);
  const isThere = here.contains(document.activeElement) || document.activeElement === document.body;
  if (form.matches("[data-description]")) closeDescription(here);
  clear(form, sent);
  // Who types faster than answers come is followed: the next line goes now.
  if (wasAskedAgain(form) && hasLine(here)) here.requestSubmit();
  await refreshTask(isThere ? form.dataset.focus : "");
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

export function bindForms() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!task()?.contains(form) || !(form.matches("[data-inplace]") || form.closest(".subtask"))) return;
    event.preventDefault();
    form.closest("details")?.setAttribute("data-done", "");
    send(form, event.submitter);
  });
}
