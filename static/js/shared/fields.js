// Small helps in forms: Ctrl+Enter sends, selects marked data-submit send at once, the timer in the header counts,
// a value that is typed switches its box on.
import { copy } from "./copy.js";
import { listen } from "./events.js";
import { isKey } from "./keys.js";
import { toast } from "./toasts.js";

function count() {
  for (const span of document.querySelectorAll("[data-since]")) {
    const minutes = Math.max(0, Math.floor((Date.now() / 1000 - Number(span.dataset.since)) / 60));
    span.textContent = `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}`;
  }
}

export function bindFields() {
  document.addEventListener("click", async (event) => {
    const button = event.target.closest?.("[data-copy]");
    if (!button) return;
    await copy(button.dataset.copy);
    toast(button.dataset.copied);
  });
  document.addEventListener("keydown", (event) => {
    if (isKey(event, "form.send")) {
      const form = event.target.closest?.("form");
      if (form && !event.defaultPrevented) {
        event.preventDefault();
        form.requestSubmit();
      }
    }
  });
  document.addEventListener("change", (event) => {
    if (event.target.matches?.("[data-submit]")) event.target.form.requestSubmit();
  });
  document.addEventListener("input", (event) => {
    const box = event.target.dataset?.switch && document.getElementById(event.target.dataset.switch);
    if (box) box.checked = true;
  });
  document.querySelector(".form-summary[data-focus], [aria-invalid=true]")?.focus();
  count();
  listen("inserted", count);
  setInterval(count, 10_000);
}
