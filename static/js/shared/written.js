// Below a date that is being typed stands the day that the server understands (ux.md 4.2).
import { address } from "./addresses.js";
import { ask } from "./http.js";

const PAUSE = 150;
let timer = 0;

// The line stands there before it says something, so that it is read out.
function line(field) {
  const next = field.nextElementSibling;
  if (next?.matches(".understood")) return next;
  const made = document.createElement("p");
  made.className = "understood";
  made.setAttribute("role", "status");
  field.after(made);
  return made;
}

async function tell(field) {
  const text = field.value.trim();
  const url = address("day", { text, kind: field.dataset.written });
  const response = text ? await ask(url, { quiet: true }) : null;
  const label = response?.ok ? (await response.json()).label : "";
  if (field.isConnected && field.value.trim() === text) line(field).textContent = label;
}

export function bindWritten() {
  document.addEventListener("focusin", ({ target }) => target.matches?.("[data-written]") && line(target));
  document.addEventListener("input", ({ target }) => {
    if (!target.matches?.("[data-written]")) return;
    clearTimeout(timer);
    timer = setTimeout(tell, PAUSE, target);
  });
}
