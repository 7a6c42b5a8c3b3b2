// Fields with data-draft keep what is typed in them, one second after the last key (ux.md 4.3): its place is the address
// that the form sends to. data-draft="auto" puts it back itself, others offer it.
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
const baseOf = (field) => field.form.elements.namedItem(`initial-${field.name}`);
const lineOf = (form) => form.parentElement?.querySelector("[data-draft-line]");
const part = (name) => document.getElementById("drafts")?.content.querySelector(name)?.cloneNode(true);

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
  const forms = [...root.querySelectorAll("form")];
  if (forms.some((form) => fieldsOf(form).some((field) => readDraft(keyOf(field))))) toast(part("[data-kept]").textContent);
}

function clock(moment) {
  const when = new Date(moment);
  const isToday = when.toDateString() === new Date().toDateString();
  const format = { hour: "2-digit", minute: "2-digit", hourCycle: "h23", ...(isToday ? {} : { day: "numeric", month: "short" }) };
  return new Intl.DateTimeFormat(document.documentElement.lang, format).format(when);
}

function putBack(found) {
  for (const { field, draft } of found) {
    field.value = [draft.text, field.value === field.defaultValue ? "" : field.value].filter(Boolean).join("\n\n");
    const base = baseOf(field);
    if (base && draft.base !== undefined) base.value = draft.base;
    delete field.offered;
    delete field.offeredBase;
  }
  found[0].field.form.dispatchEvent(new Event("input", { bubbles: true }));
}

// The line above the field: what is there, and what can be done with it.
function offer(form) {
  if (lineOf(form)) return;
  const found = fieldsOf(form)
    .map((field) => ({ field, draft: readDraft(keyOf(field)) }))
    .filter(({ field, draft }) => draft && draft.text !== field.value);
  if (!found.length) return;
  const line = part("[data-draft-line]");
  const restore = line.querySelector("[data-restore]");
  const shown = line.querySelector("[data-offered]");
  const say = (text) => (shown.textContent = text.replace("{time}", clock(Math.max(...found.map((one) => one.draft.at)))));
  const before = found.map(({ field }) => ({ field, value: field.value, base: baseOf(field)?.value }));
  const take = () => {
    putBack(found);
    restore.remove();
    say(shown.dataset.shown);
  };
  say(shown.dataset.offered);
  restore.addEventListener("click", () => {
    form.dispatchEvent(new CustomEvent("boards:restore"));
    take();
    found[0].field.focus();
  });
  line.querySelector("[data-discard]").addEventListener("click", () => {
    const isTaken = !restore.isConnected;
    forget(form);
    for (const { field, value, base } of before) {
      delete field.offered;
      delete field.offeredBase;
      if (!isTaken) continue;
      field.value = value;
      if (baseOf(field)) baseOf(field).value = base;
    }
    if (!form.hidden) found[0].field.focus();
  });
  if (form.hidden) form.before(line);
  else (found[0].field.closest(".field") ?? found[0].field).before(line);
  if (found.every(({ field }) => field.dataset.draft === "auto")) take();
  else {
    for (const { field, draft } of found) {
      field.offered = draft.text;
      field.offeredBase = draft.base;
    }
  }
}

export function offerDrafts(root) {
  for (const form of root.querySelectorAll("form")) if (fieldsOf(form).length) offer(form);
}

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
