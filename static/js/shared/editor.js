// Texts in Markdown: buttons above the field, a preview made by the server, Ctrl+B, I, K, lists that go on by Enter.
import { address } from "./addresses.js";
import { continueList } from "./bullets.js";
import { listen } from "./events.js";
import { makeButton, parse } from "./html.js";
import { ask, sentence } from "./http.js";
import { bindMentions } from "./mention.js";
import { isComposing, letter } from "./shortcuts.js";
import { insertText } from "./text.js";

// Word of the button (in the order of the field's data-markdown), what goes before and behind, or before each line.
const MARKS = [
  { around: "**" },
  { around: "_" },
  { around: "~~" },
  { link: true },
  { line: "> " },
  { line: "- " },
  { line: "- [ ] " },
  { around: "`", block: "```" },
];
const KEYS = { b: 0, i: 1, k: 3 };

function apply(area, mark) {
  const { selectionStart: from, selectionEnd: to, value } = area;
  const chosen = value.slice(from, to);
  if (mark.line) {
    const start = value.lastIndexOf("\n", from - 1) + 1;
    const lines = value.slice(start, to).split("\n");
    insertText(area, lines.map((line) => mark.line + line).join("\n"), start, to);
  } else if (mark.link) {
    insertText(area, `[${chosen || "…"}](https://)`, from, to);
  } else if (mark.block && chosen.includes("\n")) {
    insertText(area, `${mark.block}\n${chosen}\n${mark.block}`, from, to);
  } else {
    insertText(area, mark.around + chosen + mark.around, from, to);
    if (!chosen) area.setSelectionRange(from + mark.around.length, from + mark.around.length);
  }
}

function onEnter(event, area) {
  if (event.key !== "Enter" || event.shiftKey || event.ctrlKey || event.metaKey || event.altKey) return;
  if (isComposing(event) || area.selectionStart !== area.selectionEnd) return;
  const step = continueList(area.value, area.selectionStart);
  if (!step) return;
  event.preventDefault();
  insertText(area, step.text, step.from, step.to);
}

async function togglePreview(area, button, box) {
  const shows = button.getAttribute("aria-pressed") !== "true";
  button.setAttribute("aria-pressed", String(shows));
  area.hidden = shows;
  box.hidden = !shows;
  if (!shows) {
    area.focus();
    return;
  }
  const body = new URLSearchParams({ text: area.value });
  const response = await ask(address("TaskAjax.preview"), { method: "POST", body });
  if (!response.ok) {
    box.textContent = await sentence(response);
    return;
  }
  const [html = ""] = await response.json();
  // The server has cleaned it, as it does for the page.
  box.replaceChildren(...parse(html).body.childNodes);
}

const tool = (word, run) => makeButton(word, "editor-tool", run);

function enhance(area) {
  if (area.dataset.edited) return;
  area.dataset.edited = "yes";
  const [preview, ...words] = area.dataset.markdown.split("|");
  const bar = document.createElement("div");
  bar.className = "editor-bar";
  const box = document.createElement("div");
  box.className = "editor-preview";
  box.hidden = true;
  const toggle = tool(preview, () => togglePreview(area, toggle, box));
  toggle.setAttribute("aria-pressed", "false");
  bar.append(...words.map((word, place) => tool(word, () => apply(area, MARKS[place]))), toggle);
  area.before(bar);
  area.after(box);
  // Before the keys of the editor: Enter takes from the list of suggestions while that is open.
  bindMentions(area);
  area.addEventListener("keydown", (event) => {
    const isCommand = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey;
    const place = isCommand ? KEYS[letter(event)] : undefined;
    if (place !== undefined) {
      event.preventDefault();
      apply(area, MARKS[place]);
    } else onEnter(event, area);
  });
}

export function bindEditors() {
  const all = (root) => root.querySelectorAll("textarea[data-markdown*='|']").forEach(enhance);
  all(document);
  listen("inserted", all);
  document.addEventListener("click", (event) => {
    const template = event.target.closest("[data-template]");
    const area = template?.form?.elements.namedItem("description");
    if (area) insertText(area, template.dataset.template, 0, area.value.length);
  });
}
