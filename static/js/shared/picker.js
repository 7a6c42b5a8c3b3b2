// A choice in a picker saves at once (ux.md 3.6): by pointer, Enter or Space; arrows only walk. A field filters it, and
// days can be chosen from the browser's calendar. Without this there is the button.
import { isComposing } from "./shortcuts.js";

const choices = (picker) => [...picker.querySelectorAll(".choice")];
const shown = (picker) => choices(picker).filter((choice) => !choice.hidden);
const input = (choice) => choice.querySelector("input");

// A choice may be a link, which is followed.
function save(choice) {
  if (!input(choice)) {
    choice.click();
    return;
  }
  input(choice).checked = true;
  const { form } = input(choice);
  if (form.dataset.saving) return;
  form.dataset.saving = "yes";
  setTimeout(() => delete form.dataset.saving, 1_000);
  form.requestSubmit();
}

function filter(field) {
  const picker = field.closest("[data-picker]");
  const wanted = field.value.trim().toLowerCase();
  for (const choice of choices(picker)) {
    choice.hidden = !choice.lastElementChild.textContent.toLowerCase().includes(wanted);
  }
  picker.querySelector("[data-picker-none]").hidden = shown(picker).length > 0;
}

function onKey(event) {
  const picker = event.target.closest?.("[data-picker]");
  if (!picker) return;
  const isFilter = event.target.matches("[data-picker-filter]");
  if (isFilter && event.key === "ArrowDown") {
    const chosen = shown(picker).find((choice) => input(choice)?.checked) ?? shown(picker)[0];
    if (chosen) (input(chosen) ?? chosen).focus();
  } else if (event.key === "Enter" && isFilter && !isComposing(event)) {
    if (event.target.value.trim() && shown(picker).length) save(shown(picker)[0]);
  } else if ((event.key === "Enter" || event.key === " ") && event.target.type === "radio") {
    save(event.target.closest(".choice"));
  } else if (event.target.matches("a.choice") && ["ArrowDown", "ArrowUp"].includes(event.key)) {
    const all = shown(picker);
    const next = all[all.indexOf(event.target) + (event.key === "ArrowDown" ? 1 : -1)];
    (next ?? (event.key === "ArrowUp" ? picker.querySelector("[data-picker-filter]") : null))?.focus();
  } else return;
  event.preventDefault();
}

// A press of a pointer counts; the click that arrow keys make of a choice has no detail.
function onClick(event) {
  const choice = event.target.closest("[data-picker] .choice");
  if (choice && input(choice) && event.detail > 0) setTimeout(() => choice.isConnected && save(choice));
  const opener = event.target.closest("[data-date-open]");
  if (!opener) return;
  const native = opener.parentElement.querySelector("[data-date-native]");
  const text = opener.parentElement.querySelector("input:not([data-date-native])");
  native.value = /^\d{4}-\d{2}-\d{2}/.exec(text.value)?.[0] ?? text.dataset.day ?? "";
  native.showPicker();
}

function onChange(event) {
  if (!event.target.matches("[data-date-native]") || !event.target.value) return;
  const text = event.target.parentElement.querySelector("input:not([data-date-native])");
  text.value = event.target.value;
  text.form.requestSubmit();
}

export function bindPickers() {
  document.addEventListener("keydown", onKey);
  document.addEventListener("click", onClick);
  document.addEventListener("change", onChange);
  document.addEventListener("input", (event) => event.target.matches?.("[data-picker-filter]") && filter(event.target));
}
