// The line above a form that offers what was typed into it before: to be put back, or to be thrown away (ux.md 4.3).

// The text that a field shows as saved, which comes along when it is sent.
export const baseOf = (field) => field.form.elements.namedItem(`initial-${field.name}`);

export const lineOf = (form) => form.parentElement?.querySelector("[data-draft-line]");

function clock(moment) {
  const when = new Date(moment);
  const isToday = when.toDateString() === new Date().toDateString();
  const time = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
  const format = isToday ? time : { day: "numeric", month: "short", ...time };
  return new Intl.DateTimeFormat(document.documentElement.lang, format).format(when);
}

// An offer has been taken or refused.
function settle(field) {
  delete field.offered;
  delete field.offeredBase;
}

function putBack(found) {
  for (const { field, draft } of found) {
    field.value = [draft.text, field.value === field.defaultValue ? "" : field.value].filter(Boolean).join("\n\n");
    const base = baseOf(field);
    if (base && draft.base !== undefined) base.value = draft.base;
    settle(field);
  }
  found[0].field.form.dispatchEvent(new Event("input", { bubbles: true }));
}

function takeOut(before) {
  for (const { field, value, base } of before) {
    field.value = value;
    if (baseOf(field)) baseOf(field).value = base;
  }
}

function place(line, form, field) {
  if (form.hidden) form.before(line);
  else (field.closest(".field") ?? field).before(line);
}

// found: fields of the form with their drafts. forget(form): nothing of it is kept any more.
export function showLine(form, found, forget) {
  const line = document.getElementById("drafts").content.querySelector("[data-draft-line]").cloneNode(true);
  const restore = line.querySelector("[data-restore]");
  const shown = line.querySelector("[data-offered]");
  const [{ field: first }] = found;
  const time = clock(Math.max(...found.map((one) => one.draft.at)));
  const say = (text) => (shown.textContent = text.replace("{time}", time));
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
    first.focus();
  });
  line.querySelector("[data-discard]").addEventListener("click", () => {
    forget(form);
    for (const { field } of found) settle(field);
    if (!restore.isConnected) takeOut(before);
    if (!form.hidden) first.focus();
  });
  place(line, form, first);
  if (found.every(({ field }) => field.dataset.draft === "auto")) take();
  else for (const { field, draft } of found) Object.assign(field, { offered: draft.text, offeredBase: draft.base });
}
