// The board as the server has it now, in place of the one that is shown: with another filter, or with everything where
// the reader left it.
import { address } from "../shared/addresses.js";
import { emit } from "../shared/events.js";
import { parse } from "../shared/html.js";
import { ask, sentence } from "../shared/http.js";
import { say } from "../shared/say.js";
import { complain } from "../shared/toasts.js";
import { cardOf, project, scrollBack, scrolled, search } from "./dom.js";
import { holdFocus } from "./focus.js";
import { selected, showSelection } from "./select.js";

let asked = 0;

// The board with a filter, as a document; nothing when it does not come, or another one was asked for meanwhile.
async function read(filter, { quiet }) {
  const number = (asked += 1);
  const url = address("BoardView.show", { project_id: project(), search: filter });
  const response = await ask(url, { isPart: true, quiet });
  if (number !== asked) return null;
  if (response.ok) return parse(await response.text());
  if (!quiet) complain(await sentence(response));
  return null;
}

function replace(run) {
  holdFocus(run);
  showSelection();
  emit("replaced");
}

// Another filter: the board and all whose links and fields keep it. Answers whether it is shown.
export async function showFilter(filter) {
  const parsed = await read(filter, { quiet: false });
  if (!parsed) return false;
  replace(() => {
    const parts = parsed.querySelectorAll("#board-frame, [data-swap]");
    for (const part of parts) {
      const old = document.getElementById(part.id);
      // A menu that was opened meanwhile stays open.
      if (old?.open) part.open = true;
      old?.replaceWith(part);
    }
  });
  say(document.querySelector("[data-filtered] [data-sentence]")?.textContent ?? "");
  return true;
}

// The whole board again: what is selected stays so, and each part of it as far scrolled as it was.
export async function reload() {
  const parsed = await read(search(), { quiet: true });
  if (!parsed) return;
  const chosen = selected().map((card) => card.dataset.taskId);
  const seen = scrolled();
  replace(() => {
    for (const id of ["board-frame", "filtered", "filter-count"]) {
      document.getElementById(id).replaceWith(parsed.getElementById(id));
    }
    scrollBack(seen);
    for (const id of chosen) cardOf(id)?.classList.add("selected");
  });
}
