// The title of a task is edited where it stands (ux.md 4.2).
import { emit, listen } from "../shared/events.js";
import { ask, sentence } from "../shared/http.js";
import { alarm } from "../shared/say.js";
import { isComposing } from "../shared/shortcuts.js";
import { bindLine } from "../shared/text.js";
import { tellDone } from "../shared/undo.js";
import { heading, task } from "./dom.js";

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
  if (overwrote) tellDone(overwrote, undo ? [undo] : []);
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
    const body = new URLSearchParams({ title, initial: before, answer: "json" });
    const response = await ask(url, { method: "POST", body });
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
    emit("stale");
  };
  area.addEventListener("blur", () => save(false));
  bindLine(area, { send: () => save(true), leave: () => close(before, true) });
}

export function bindTitle() {
  readyTitle();
  listen("inserted", readyTitle);
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.(".title-edit");
    if (button && getSelection().isCollapsed) editTitle(button);
  });
  document.addEventListener("keydown", (event) => {
    const button = event.target.closest?.(".title-edit");
    if (!button || event.defaultPrevented || isComposing(event) || !["Enter", " "].includes(event.key)) return;
    event.preventDefault();
    editTitle(button);
  });
}
