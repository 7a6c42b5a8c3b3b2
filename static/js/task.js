// The page of a task: sub-tasks by Enter and Alt+arrows, files by dropping and pasting, keys e, s, c, l.
import { openDialog } from "./dialog.js";
import { ask, sentence } from "./http.js";
import { alarm, say } from "./say.js";
import { on } from "./shortcuts.js";
import { toast } from "./toasts.js";

const task = () => document.getElementById("task");

// Read the task anew, with the focus where it was.
async function refresh(focus) {
  const response = await ask(`/task/${task().dataset.taskId}`);
  if (!response.ok) return;
  const parsed = new DOMParser().parseFromString(await response.text(), "text/html");
  task().replaceWith(parsed.getElementById("task"));
  if (focus) document.querySelector(focus)?.focus();
  const messages = await ask("/messages");
  if (messages.ok) for (const message of await messages.json()) toast(message.text, { kind: message.kind });
}

async function submitInPlace(form, focus) {
  const response = await ask(form.action, { method: "POST", body: new FormData(form) });
  if (response.ok) await refresh(focus);
  else alarm(await sentence(response));
}

async function upload(zone, files) {
  const body = new FormData();
  for (const file of files) body.append("files[]", file, file.name || "screenshot.png");
  say("…");
  const response = await ask(zone.dataset.drop, { method: "POST", body });
  if (response.ok) await refresh("#files a");
  else {
    const text = await sentence(response);
    alarm(text);
    toast(text, { kind: "error" });
  }
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.closest("#task") || form.closest("dialog")) return;
  if (form.matches("[data-add-subtask]")) {
    event.preventDefault();
    submitInPlace(form, "#subtask-line");
  } else if (form.matches("[data-comment]")) {
    event.preventDefault();
    submitInPlace(form, "#comments textarea");
  } else if (form.closest(".subtask")) {
    event.preventDefault();
    const id = form.closest(".subtask").dataset.subtaskId;
    const moved = form.querySelector("[data-move]")?.dataset.move;
    submitInPlace(form, `[data-subtask-id="${id}"] ${moved ? `[data-move=${moved}]` : "button"}`);
  }
});

document.addEventListener("keydown", (event) => {
  const row = event.target.closest?.(".subtask");
  if (row && event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
    event.preventDefault();
    const button = row.querySelector(`[data-move=${event.key === "ArrowUp" ? "up" : "down"}]`);
    if (button && !button.disabled) button.form.requestSubmit();
  }
});

document.addEventListener("click", (event) => {
  const template = event.target.closest("[data-template]");
  if (!template) return;
  const field = template.form?.elements.namedItem("description");
  if (field) {
    field.value = template.dataset.template;
    field.focus();
  }
});

for (const name of ["dragover", "dragleave", "drop"]) {
  document.addEventListener(name, (event) => {
    const zone = event.target.closest?.("[data-drop]");
    if (!zone?.dataset.drop || !event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    zone.classList.toggle("dropping", name === "dragover");
    if (name === "drop") upload(zone, event.dataTransfer.files);
  });
}

document.addEventListener("paste", (event) => {
  const zone = document.querySelector("#task [data-drop]");
  const files = [...(event.clipboardData?.files ?? [])];
  if (!zone?.dataset.drop || !files.length) return;
  event.preventDefault();
  upload(zone, files);
});

for (const key of ["e", "s", "l"]) {
  on(key, () => {
    const link = document.querySelector(`[data-task-key=${key}]`);
    if (link) openDialog(link.href, link);
  });
}
on("c", () => document.querySelector("#comments textarea")?.focus());
