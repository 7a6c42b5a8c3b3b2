// The marks of a new task's line as chips: what each stands for, and a press takes it out of the text (ux.md 3.6).
import { address } from "../shared/addresses.js";
import { ask } from "../shared/http.js";
import { fill, words } from "../shared/say.js";
import { project } from "./dom.js";

// As boards/services/tasks/shorthand.py reads them: a sign at the beginning of a word.
const MARK = /(?<=^|\s)[@#!^~](?:"[^"\n]+"[,;]?|[^\s"]+)/g;
const PAUSE = 150;

// What marks stand for, as the server has said; "" for nothing. By the marks of a line as far as there: what comes
// before decides whether a mark takes effect.
const known = new Map();

function readMarks(text) {
  return text.split("\n").flatMap((line) => {
    let key = "";
    return [...line.matchAll(MARK)].map(([mark]) => ({ mark, key: (key += `${mark} `) }));
  });
}

async function look(text) {
  const response = await ask(address("board.marks", { project_id: project(), text }));
  if (!response.ok) return;
  const said = await response.json();
  readMarks(text).forEach(({ mark, key }, place) => {
    known.set(key, said[place]?.mark === mark ? said[place].label : "");
  });
}

function takeOut(text, place) {
  const found = [...text.value.matchAll(MARK)][place];
  if (!found) return;
  const before = text.value.slice(0, found.index);
  const after = text.value.slice(found.index + found[0].length);
  text.value = before.endsWith(" ") || !before ? before + after.replace(/^ /, "") : before + after;
  text.focus();
  text.dispatchEvent(new Event("input", { bubbles: true }));
}

// Answers the function that shows the chips anew, for who changes the text themselves.
export function bindMarks(text, list) {
  let timer = 0;
  const draw = () => {
    const marks = readMarks(text.value);
    list.replaceChildren(
      ...marks.map(({ mark, key }, place) => {
        const chip = document.createElement("button");
        chip.type = "button";
        chip.className = known.get(key) ? "chip" : "chip unknown";
        chip.textContent = known.get(key) || mark;
        chip.setAttribute("aria-label", fill(words("remove-mark"), { mark: chip.textContent }));
        chip.addEventListener("click", () => takeOut(text, place));
        return chip;
      }),
    );
    return marks;
  };
  const show = () => {
    clearTimeout(timer);
    if (draw().some(({ key }) => !known.has(key))) {
      timer = setTimeout(async () => {
        await look(text.value);
        if (text.isConnected) draw();
      }, PAUSE);
    }
  };
  text.addEventListener("input", show);
  return show;
}
