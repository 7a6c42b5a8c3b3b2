// A task, on its page or in the panel beside board and list.
import { clicked } from "../shared/clicks.js";
import { listen } from "../shared/events.js";
import { focusAgain } from "../shared/focus.js";
import { isKey } from "../shared/keys.js";
import { say } from "../shared/say.js";
import { isComposing, isTyping } from "../shared/shortcuts.js";
import { bindDescription } from "./description.js";
import { EXITS, panel, task } from "./dom.js";
import { bindFiles } from "./files.js";
import { bindForms } from "./forms.js";
import { bindTaskLive } from "./live.js";
import { bindNeighbours } from "./neighbours.js";
import { bindPeek } from "./peek.js";
import { refreshTask } from "./read.js";
import { bindTitle } from "./title.js";

// Escape leaves a field, what is typed in it stays; from an empty one it closes the panel at once.
function leaveField(event) {
  if (event.key !== "Escape" || event.defaultPrevented || isComposing(event)) return;
  if (!isTyping(event.target) || !task()?.contains(event.target)) return;
  if (panel() && !event.target.value) return;
  event.preventDefault();
  focusAgain(EXITS);
}

// Alt with an arrow moves the sub-task that has the focus.
function moveSubtask(event) {
  const row = event.target.closest?.(".subtask");
  const isUp = isKey(event, "subtask.up");
  if (!row || !(isUp || isKey(event, "subtask.down"))) return;
  event.preventDefault();
  const button = row.querySelector(`[data-move=${isUp ? "up" : "down"}]`);
  if (!button || button.disabled) return;
  button.focus();
  button.form.requestSubmit(button);
}

// Which comments, or which events, are shown.
function showOther(link) {
  task().dataset.shows = link.dataset.showsWhat;
  if (!panel()) history.replaceState(history.state, "", link.href);
  refreshTask(`#${link.id}`);
}

function onClick(event) {
  const shows = clicked(event, "[data-shows-what]");
  const number = navigator.clipboard && clicked(event, "[data-copy-link]");
  if (!shows && !number) return;
  event.preventDefault();
  if (shows) showOther(shows);
  else navigator.clipboard.writeText(number.href).then(() => say(number.href));
}

export function bindTask() {
  bindForms();
  bindTitle();
  bindDescription();
  bindFiles();
  bindTaskLive();
  bindNeighbours();
  bindPeek();
  document.addEventListener("click", onClick);
  document.addEventListener("keydown", moveSubtask);
  document.addEventListener("keydown", leaveField);
  // Whatever was changed from here; what else is on the page follows in its own way.
  listen("stale", () => (task() ? refreshTask() : false));
}
