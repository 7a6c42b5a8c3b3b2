// Files are dropped on a task or pasted into it; a picture pasted into a text comes to stand in the text.
import { sentence, token } from "../shared/http.js";
import { isTyping } from "../shared/shortcuts.js";
import { insertText } from "../shared/text.js";
import { complain } from "../shared/toasts.js";
import { refreshTask } from "./read.js";
import { readTable } from "./tables.js";

const zone = () => document.querySelector("#task [data-drop]");

// XMLHttpRequest, as fetch does not tell how far an upload is.
function send(url, files, report) {
  return new Promise((resolve, reject) => {
    const body = new FormData();
    for (const file of files) body.append("files[]", file, file.name || "picture.png");
    const request = new XMLHttpRequest();
    request.open("POST", url);
    request.setRequestHeader("X-Requested-With", "XMLHttpRequest");
    request.setRequestHeader("X-CSRFToken", token());
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) report(Math.floor((100 * event.loaded) / event.total));
    });
    request.addEventListener("load", () => {
      const headers = { "Content-Type": request.getResponseHeader("Content-Type") ?? "" };
      resolve(new Response(request.responseText, { status: request.status, headers }));
    });
    request.addEventListener("error", () => reject(new Error(document.documentElement.dataset.offline)));
    request.send(body);
  });
}

function progressBar() {
  const bar = document.createElement("progress");
  bar.max = 100;
  bar.setAttribute("aria-label", document.getElementById("files-title")?.textContent.trim() ?? "");
  zone().append(bar);
  return bar;
}

// The stored files, or nothing after a refusal, which is told.
async function upload(files) {
  const bar = progressBar();
  try {
    const response = await send(zone().dataset.drop, files, (percent) => (bar.value = percent));
    if (response.ok) return (await response.json()).files;
    throw new Error(await sentence(response));
  } catch (error) {
    complain(error.message);
    return null;
  } finally {
    bar.remove();
  }
}

// The place of the caret, which follows what is typed before it until the answer comes.
function keepPlace(area) {
  let { selectionStart: place, value } = area;
  const follow = () => {
    const now = area.value;
    let same = 0;
    while (same < place && now[same] === value[same]) same += 1;
    if (same < place) place = Math.max(same, place + now.length - value.length);
    value = now;
  };
  area.addEventListener("input", follow);
  return () => {
    area.removeEventListener("input", follow);
    return place;
  };
}

// Who goes on writing meanwhile keeps their caret, who has gone elsewhere their focus.
function insertAt(area, place, text) {
  if (document.activeElement !== area) {
    area.setRangeText(text, place, place, "preserve");
    area.dispatchEvent(new Event("input", { bubbles: true }));
    return;
  }
  const moved = (at) => (at < place ? at : at + text.length);
  const [from, to] = [moved(area.selectionStart), moved(area.selectionEnd)];
  insertText(area, text, place, place);
  area.setSelectionRange(from, to);
}

async function insertInto(area, files) {
  const place = keepPlace(area);
  const stored = await upload(files);
  const at = place();
  if (!stored) return;
  if (!area.isConnected) {
    refreshTask();
    return;
  }
  const text = stored
    .map(({ name, url, is_image: image }) => `${image ? "!" : ""}[${name.replace(/[[\]]/g, "")}](${url})`)
    .join("\n");
  insertAt(area, at, text);
}

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

export function bindFiles() {
  for (const name of ["dragover", "dragleave", "drop"]) {
    document.addEventListener(name, (event) => {
      if (!event.target.closest?.("#task") || !zone() || !event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      zone().classList.toggle("dropping", name === "dragover");
      if (name !== "drop") return;
      upload([...event.dataTransfer.files]).then((stored) => stored && refreshTask("#files a"));
    });
  }
  document.addEventListener("paste", (event) => {
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
    if (form) {
      event.preventDefault();
      readPicture(form, files[0]);
    } else if (zone() && !document.querySelector("dialog[open]:not(:has(textarea[data-markdown]))")) {
      event.preventDefault();
      if (area) insertInto(area, files);
      else upload(files).then((stored) => stored && refreshTask("#files a"));
    }
  });
}
