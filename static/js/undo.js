// What was done is told, and can be taken back (ux.md 3.16); the board has keys of its own for it.
import { ask } from "./http.js";
import { alarm, say } from "./say.js";
import { isTyping, on } from "./shortcuts.js";
import { toast } from "./toasts.js";

// Undo or redo what was done last in the project on the screen, or an operation by its number; the page is read anew.
export async function turnBack(direction, operation = 0) {
  const { project, projectId } = document.querySelector("[data-project], [data-project-id]")?.dataset ?? {};
  const which = operation ? `operation=${operation}` : `project_id=${project ?? projectId ?? 0}`;
  const response = await ask(`/${direction}?${which}`, { method: "POST" });
  const { message } = await response.json();
  if (response.ok) {
    say(message);
    toast(message);
    document.dispatchEvent(new CustomEvent("boards:stale", { cancelable: true }));
  } else {
    alarm(message);
    toast(message, { kind: "error" });
  }
}

// The sentences that the server keeps for the next page, on this one.
export async function showMessages() {
  const response = await ask("/messages");
  if (!response.ok) return;
  const label = document.getElementById("toasts")?.dataset.undo ?? "Undo";
  for (const { text, kind, undo } of await response.json()) {
    toast(text, { kind, action: undo ? { label, run: () => turnBack("undo", undo) } : null });
  }
}

export function bindUndo() {
  if (document.getElementById("board") || !document.querySelector("#task, #list")) return;
  on("z", () => turnBack("undo"));
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.code !== "KeyZ" || !(event.ctrlKey || event.metaKey)) return;
    if (isTyping(event.target) || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    turnBack(event.shiftKey ? "redo" : "undo");
  });
}
