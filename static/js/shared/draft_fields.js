// Fields with data-draft keep what is typed in them, one second after the last key (ux.md 4.3): its place is the
// address that the form sends to. data-draft="auto" puts it back itself, others offer it.
import { baseOf, lineOf, showLine } from "./draft_line.js";
import { draftKey, dropDraft, dropOldDrafts, isWrittenHere, readDraft, writeDraft } from "./drafts.js";
import { listen } from "./events.js";
import { toast } from "./toasts.js";

const PAUSE = 1_000;
const SENT = "drafts sent";
const waiting = new Map();

const address = (form) => {
  const url = new URL(form.getAttribute("action") || location.href, location.href);
  return url.pathname + url.search;
};
const keyOf = (field) => draftKey(address(field.form), field.name);
const fieldsOf = (form) => [...form.elements].filter((field) => field.matches("[data-draft]"));

// A text that was offered and not taken stays before what is written instead of it.
function keep(field) {
  clearTimeout(waiting.get(field));
  waiting.delete(field);
  const text = [field.offered, field.value].filter((one) => one?.trim()).join("\n\n");
  const isOld = text === field.defaultValue && !field.form?.querySelector(".form-summary");
  if (!field.form || readDraft(keyOf(field))?.text === text) return;
  if (isOld || !text) dropDraft(keyOf(field));
  else writeDraft(keyOf(field), text, field.offeredBase ?? baseOf(field)?.value);
}

export function keepAll(root) {
  for (const field of [...waiting.keys()]) if (root.contains(field)) keep(field);
}

// The form has been saved: nothing of it is left here.
export function forget(form) {
  for (const field of fieldsOf(form)) {
    clearTimeout(waiting.get(field));
    waiting.delete(field);
    dropDraft(keyOf(field));
  }
  lineOf(form)?.remove();
}

// A dialog closes: what was typed in it is kept, and said to be.
export function keepTexts(root) {
  keepAll(root);
  const fields = [...root.querySelectorAll("form")].flatMap(fieldsOf);
  if (fields.some((field) => readDraft(keyOf(field)))) {
    toast(document.getElementById("drafts").content.querySelector("[data-kept]").textContent);
  }
}

function offer(form) {
  const found = fieldsOf(form)
    .map((field) => ({ field, draft: readDraft(keyOf(field)) }))
    .filter(({ field, draft }) => draft && draft.text !== field.value);
  if (found.length && !lineOf(form)) showLine(form, found, forget);
}

export const offerDrafts = (root) => root.querySelectorAll("form").forEach(offer);

// After a form that was sent without scripts' help: it is saved when the page says so, or asks for another one.
function settle() {
  const sent = JSON.parse(sessionStorage.getItem(SENT) ?? "[]");
  sessionStorage.removeItem(SENT);
  const isSaved = document.querySelector(".toast-success") !== null;
  const isRejected = document.querySelector(".form-summary") !== null;
  for (const key of sent) if (isSaved || (isWrittenHere(key) && !isRejected)) dropDraft(key);
}

export function bindDrafts() {
  if (!document.body.dataset.user) return;
  settle();
  dropOldDrafts();
  offerDrafts(document);
  listen("inserted", offerDrafts);
  document.addEventListener("input", (event) => {
    const field = event.target;
    if (!field.matches?.("[data-draft]") || !field.form) return;
    clearTimeout(waiting.get(field));
    waiting.set(field, setTimeout(() => keep(field), PAUSE));
  });
  addEventListener("pagehide", () => keepAll(document));
  document.addEventListener("visibilitychange", () => document.hidden && keepAll(document));
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || !fieldsOf(form).length) return;
    keepAll(form);
    sessionStorage.setItem(SENT, JSON.stringify(fieldsOf(form).map(keyOf)));
  });
}
