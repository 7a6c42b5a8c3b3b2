// Links with data-dialog open in a dialog; forms in it answer into it (web.md 1.3). The same address is a whole page.
import { putBeside } from "./beside.js";
import { clicked, closeFromOutside } from "./clicks.js";
import { forget, keepAll, keepTexts } from "./draft_fields.js";
import { emit } from "./events.js";
import { focusAgain, waysBack } from "./focus.js";
import { makeCloseButton, parse } from "./html.js";
import { ask, isWorthAgain, sentence } from "./http.js";
import { answered, hold, numbered } from "./once.js";
import { goOn } from "./renew.js";
import { pullDown } from "./sheet.js";
import { complain } from "./toasts.js";

// The ways back to what has opened the dialog, which may be replaced meanwhile.
let ways = [];

function element() {
  let dialog = document.getElementById("dialog");
  if (!dialog) {
    dialog = document.createElement("dialog");
    dialog.id = "dialog";
    dialog.setAttribute("aria-labelledby", "dialog-title");
    document.body.append(dialog);
    dialog.addEventListener("close", () => {
      keepTexts(dialog);
      dialog.replaceChildren();
      focusAgain(ways);
    });
    closeFromOutside(dialog, () => !isTouched(dialog));
    pullDown(dialog);
    dialog.addEventListener("submit", submit);
  }
  return dialog;
}

const isTouched = (dialog) => dialog.dataset.touched === "yes";

function fillIn(dialog, html) {
  dialog.replaceChildren(...parse(html).body.childNodes, makeCloseButton("dialog-close", () => dialog.close()));
  dialog.dataset.touched = "no";
  dialog.addEventListener("input", () => (dialog.dataset.touched = "yes"), { once: true });
  emit("inserted", dialog);
  const first =
    dialog.querySelector("[data-focus], [aria-invalid=true], [autofocus]") ??
    dialog.querySelector("input:not([type=hidden], [disabled]), select, textarea, button:not(.dialog-close)");
  const chosen = first?.type === "radio" && dialog.querySelector(`input[name="${first.name}"]:checked`);
  (chosen || first)?.focus();
}

// kind: the width of the dialog, "narrow" or "wide", or "place" for one beside what opens it; that of the opener when
// it says one. at: what it opens beside, where that has not the focus.
export async function openDialog(url, from = document.activeElement, kind = from?.dataset?.dialog ?? "", at = from) {
  const response = await ask(url);
  if (followRedirect(response)) return;
  if (!response.ok) {
    complain(await sentence(response));
    return;
  }
  showDialog(await response.text(), from, kind);
  putBeside(element(), kind === "place" ? at : null);
}

// The inside of a dialog that has come already.
export function showDialog(html, from, width = from?.dataset?.dialog ?? "") {
  const dialog = element();
  // What a dialog opens goes back to where that dialog came from.
  if (!dialog.contains(from)) ways = waysBack(from);
  dialog.className = `dialog ${width}`;
  // What is not shown yet takes no focus.
  if (!dialog.open) dialog.showModal();
  fillIn(dialog, html);
}

// True when the answer sends the browser elsewhere.
function followRedirect(response) {
  const target = response.headers.get("X-Ajax-Redirect");
  if (!target) return false;
  document.getElementById("dialog")?.close();
  goOn(target, ways);
  return true;
}

function submit(event) {
  const form = event.target;
  if (form.method === "dialog" || form.hasAttribute("data-plain")) return;
  event.preventDefault();
  if (form.method === "get") location.assign(`${form.action}?${new URLSearchParams(new FormData(form))}`);
  else hold(form, send(form, event.submitter));
}

async function send(form, button) {
  // A button that is disabled would not be part of what is sent.
  const body = numbered(form, new FormData(form, button));
  const had = button && document.activeElement === button;
  if (button) button.disabled = true;
  keepAll(form);
  try {
    const response = await ask(form.action, { method: "POST", body });
    if (!isWorthAgain(response)) answered(form);
    if (response.ok) forget(form);
    if (followRedirect(response)) return;
    if (response.headers.get("Content-Type")?.startsWith("application/json")) {
      showRefusal(form, await sentence(response));
    } else {
      const html = await response.text();
      if (html.trim()) fillIn(element(), html);
      else element().close();
    }
  } finally {
    if (button?.isConnected) button.disabled = false;
    if (had && document.activeElement === document.body) button.focus();
  }
}

function showRefusal(form, text) {
  let box = form.querySelector(".form-summary");
  if (!box) {
    box = document.createElement("div");
    box.className = "form-summary";
    box.setAttribute("role", "alert");
    form.prepend(box);
  }
  box.textContent = text;
}

export function bindDialogs() {
  document.addEventListener("click", (event) => {
    const close = event.target.closest("#dialog [data-close]");
    if (close) {
      event.preventDefault();
      element().close();
      return;
    }
    const link = clicked(event, "a[data-dialog]");
    if (!link) return;
    event.preventDefault();
    const menu = link.closest("details[data-menu]");
    menu?.removeAttribute("open");
    // A menu may have gone with its link.
    const from = link.isConnected ? link : document.activeElement;
    openDialog(link.href, menu?.querySelector("summary") ?? from, link.dataset.dialog);
  });
}
