// Title and description of a task are edited where they stand (ux.md 4.2).
import { keepAll, offerDrafts } from "../shared/drafts.js";
import { ask, sentence } from "../shared/http.js";
import { alarm, say } from "../shared/say.js";
import { isComposing } from "../shared/shortcuts.js";
import { toast } from "../shared/toasts.js";
import { turnBack } from "../shared/undo.js";

const task = () => document.getElementById("task");
const heading = () => task()?.closest("#panel")?.querySelector("h2") ?? (task() && document.querySelector("main h1"));

export const isEditingTitle = () => heading()?.querySelector("textarea") != null;

// The title becomes a target of keys and mouse; its text can still be selected.
function readyTitle() {
  const target = heading();
  if (!target || !task().dataset.titleUrl || target.querySelector("[role=button], textarea")) return;
  const button = document.createElement("span");
  button.id = "title-edit";
  button.className = "title-edit";
  button.setAttribute("role", "button");
  button.tabIndex = 0;
  button.title = task().dataset.titleHint;
  button.append(...target.childNodes);
  target.append(button);
}

// Somebody had changed it meanwhile: both titles are said, and the other one can be had again.
function tellOverwritten({ overwrote, undo }) {
  if (!overwrote) return;
  const label = document.getElementById("toasts")?.dataset.undo;
  toast(overwrote, { action: undo ? { label, run: () => turnBack("undo", undo) } : null });
}

function editTitle(button) {
  const { titleUrl: url, titleWord: word } = task().dataset;
  const before = button.textContent.replace(/\s+/g, " ").trim();
  const area = document.createElement("textarea");
  area.className = "title-area";
  area.rows = 1;
  area.setAttribute("aria-label", word);
  area.value = before;
  const error = document.createElement("span");
  error.className = "form-errors";
  error.id = "title-error";
  button.replaceWith(area, error);
  area.focus();
  area.select();
  let state = "open";
  const close = (text, focus) => {
    state = "closed";
    button.textContent = text;
    error.remove();
    area.replaceWith(button);
    if (focus) button.focus();
  };
  const save = async (focus) => {
    const title = area.value.replace(/\s+/g, " ").trim();
    if (state !== "open") return;
    if (title === before) {
      close(before, focus);
      return;
    }
    state = "sent";
    const response = await ask(url, { method: "POST", body: new URLSearchParams({ title, initial: before, answer: "json" }) });
    const message = response.ok ? "" : await sentence(response);
    if (message) {
      state = "open";
      error.textContent = message;
      area.setAttribute("aria-invalid", "true");
      area.setAttribute("aria-describedby", error.id);
      alarm(message);
      // Who has gone on to another field is not called back.
      if (focus) area.focus();
      return;
    }
    document.title = document.title.replace(before, () => title);
    close(title, focus);
    tellOverwritten(await response.json());
    document.dispatchEvent(new CustomEvent("boards:stale", { cancelable: true }));
  };
  area.addEventListener("blur", () => save(false));
  area.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (isComposing(event) || !["Enter", "Escape"].includes(event.key)) return;
    event.preventDefault();
    if (event.key === "Enter") save(true);
    else close(before, true);
  });
}

const shown = (form) => form.parentElement.querySelectorAll("[data-shown-description], [data-edit-description]");

function openDescription(form) {
  for (const part of shown(form)) part.hidden = true;
  form.hidden = false;
}

export function closeDescription(form) {
  form.hidden = true;
  for (const part of shown(form)) part.hidden = false;
}

// Escape and Cancel leave the text as a draft, which the line above offers.
function cancelDescription(form) {
  keepAll(form);
  form.reset();
  form.elements.namedItem("initial-description").value = form.elements.namedItem("description").defaultValue;
  form.parentElement.querySelector("[data-draft-line]")?.remove();
  closeDescription(form);
  offerDrafts(form.parentElement);
  form.parentElement.querySelector("[data-edit-description]").focus();
  say(form.parentElement.querySelector("[data-draft-line] [role=status]")?.textContent ?? "");
}

// What the text was when it was read: a save is compared with it.
function readyDescription(root) {
  const form = root.querySelector("[data-description]");
  if (!form || form.elements.namedItem("initial-description")) return;
  const base = document.createElement("input");
  base.type = "hidden";
  base.name = "initial-description";
  base.value = form.elements.namedItem("description").value;
  form.append(base);
  form.addEventListener("boards:restore", () => openDescription(form));
}

// The task was read anew while its description is being written.
export function carryDescription(from, to) {
  const [old, form] = [from, to].map((one) => one.querySelector("[data-description]"));
  if (!old || !form || old.hidden) return;
  for (const name of ["description", "initial-description"]) {
    form.elements.namedItem(name).value = old.elements.namedItem(name).value;
  }
  form.parentElement.querySelector("[data-draft-line]")?.remove();
  openDescription(form);
}

export function bindPlace() {
  const ready = () => {
    if (!task()) return;
    readyDescription(task());
    readyTitle();
  };
  ready();
  document.addEventListener("boards:inserted", ready);
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.(".title-edit");
    if (button && getSelection().isCollapsed) editTitle(button);
    const edit = event.target.closest?.("[data-edit-description]");
    if (edit && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      const form = edit.closest("section").querySelector("[data-description]");
      openDescription(form);
      form.elements.namedItem("description").focus();
    }
    const cancel = event.target.closest?.("[data-description] [data-cancel]");
    if (cancel) cancelDescription(cancel.form);
  });
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || isComposing(event)) return;
    const button = event.target.closest?.(".title-edit");
    if (button && ["Enter", " "].includes(event.key)) {
      event.preventDefault();
      editTitle(button);
    }
    const form = event.target.closest?.("[data-description]");
    if (form && event.key === "Escape") {
      event.preventDefault();
      cancelDescription(form);
    }
  });
}
