// The description of a task is written where it stands (ux.md 4.2).
import { clicked } from "../shared/clicks.js";
import { keepAll, offerDrafts } from "../shared/draft_fields.js";
import { listen } from "../shared/events.js";
import { say } from "../shared/say.js";
import { isComposing } from "../shared/shortcuts.js";
import { task } from "./dom.js";

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

export function bindDescription() {
  const ready = () => task() && readyDescription(task());
  ready();
  listen("inserted", ready);
  document.addEventListener("click", (event) => {
    const edit = clicked(event, "[data-edit-description]");
    if (edit) {
      event.preventDefault();
      const form = edit.closest("section").querySelector("[data-description]");
      openDescription(form);
      form.elements.namedItem("description").focus();
    }
    const cancel = event.target.closest?.("[data-description] [data-cancel]");
    if (cancel) cancelDescription(cancel.form);
  });
  document.addEventListener("keydown", (event) => {
    const form = event.target.closest?.("[data-description]");
    if (!form || event.defaultPrevented || isComposing(event) || event.key !== "Escape") return;
    event.preventDefault();
    cancelDescription(form);
  });
}
