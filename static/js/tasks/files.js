// Files are dropped on a task or pasted into it; what is dropped on a text, or pasted there, comes to stand in it.
import { fill } from "../shared/say.js";
import { isTyping } from "../shared/shortcuts.js";
import { insertText } from "../shared/text.js";
import { refreshTask } from "./read.js";
import { readTable } from "./tables.js";
import { upload, zoneOf } from "./upload.js";

// A name that stands for a file until it is stored, so that it is seen where it will be.
function holdPlace(area, files, words) {
  const names = files.map(({ name }) => name || "picture.png").join(", ").replace(/[[\]]/g, "");
  const written = (more) => `![${fill(words, { name: names })}${more}]()`;
  let count = 1;
  while (area.value.includes(written(count > 1 ? ` ${count}` : ""))) count += 1;
  const holder = written(count > 1 ? ` ${count}` : "");
  insertText(area, holder);
  return holder;
}

// Who goes on writing meanwhile keeps their caret, who has gone elsewhere their focus. What stood for the file and was
// taken out is not put in again.
function replaceHolder(area, holder, text) {
  const place = area.value.indexOf(holder);
  if (place < 0) return;
  const end = place + holder.length;
  if (document.activeElement !== area) {
    area.setRangeText(text, place, end, "preserve");
    area.dispatchEvent(new Event("input", { bubbles: true }));
    return;
  }
  const moved = (at) => (at < end ? Math.min(at, place) : at + text.length - holder.length);
  const [from, to] = [moved(area.selectionStart), moved(area.selectionEnd)];
  insertText(area, text, place, end);
  area.setSelectionRange(from, to);
}

async function insertInto(area, files, zone) {
  const holder = holdPlace(area, files, zone.dataset.uploading);
  const stored = await upload(zone, files, area);
  // The task may have been read anew meanwhile, and its field with it.
  const field = area.isConnected ? area : document.getElementById(area.id);
  const text = (stored ?? [])
    .map(({ name, url, is_image: image }) => `${image ? "!" : ""}[${name.replace(/[[\]]/g, "")}](${url})`)
    .join("\n");
  if (field) replaceHolder(field, holder, text);
  else if (stored) refreshTask();
}

const attach = (zone, files) => upload(zone, files).then((stored) => stored && refreshTask("#files a"));

function readPicture(form, file) {
  const reader = new FileReader();
  reader.addEventListener("load", () => {
    form.elements.namedItem("screenshot").value = reader.result;
    const shown = form.querySelector("[data-screenshot-shown]");
    shown.src = reader.result;
    shown.hidden = false;
    form.querySelector("button").focus();
  });
  reader.readAsDataURL(file);
}

function onDrag(event) {
  if (!event.dataTransfer?.types.includes("Files")) return;
  const area = event.target.closest?.("textarea[data-markdown]");
  const zone = area ? zoneOf(area) : event.target.closest?.("#task") && zoneOf();
  if (!zone) return;
  event.preventDefault();
  (area ?? zone).classList.toggle("dropping", event.type === "dragover");
  if (event.type !== "drop") return;
  const files = [...event.dataTransfer.files];
  if (area) insertInto(area, files, zone);
  else attach(zone, files);
}

function onPaste(event) {
  const area = event.target.closest?.("textarea[data-markdown]");
  const table = area && readTable(event.clipboardData?.getData("text/html") ?? "");
  if (table) {
    event.preventDefault();
    const isFresh = /(^|\n)$/.test(area.value.slice(0, area.selectionStart));
    insertText(area, (isFresh ? "" : "\n\n") + table);
    return;
  }
  // Office programs lay a picture of the text beside the text.
  const files = [...(event.clipboardData?.files ?? [])];
  if (!files.length || (isTyping(event.target) && event.clipboardData.getData("text/plain").trim())) return;
  const form = document.querySelector("form[data-screenshot]");
  const zone = zoneOf(area);
  if (form) {
    event.preventDefault();
    readPicture(form, files[0]);
  } else if (zone && !document.querySelector("dialog[open]:not(:has(textarea[data-markdown]))")) {
    event.preventDefault();
    if (area) insertInto(area, files, zone);
    else attach(zone, files);
  }
}

export function bindFiles() {
  for (const name of ["dragover", "dragleave", "drop"]) document.addEventListener(name, onDrag);
  document.addEventListener("paste", onPaste);
}
