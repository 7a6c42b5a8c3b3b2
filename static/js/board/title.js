// The title of a card changes where it stands (ux.md 3.6).
import { address } from "../shared/addresses.js";
import { emit } from "../shared/events.js";
import { ask } from "../shared/http.js";
import { newOp } from "../shared/once.js";
import { bindLine } from "../shared/text.js";
import { tellDone } from "../shared/undo.js";
import { board, idle, idOf, linkOf, project } from "./dom.js";
import { refuse } from "./move.js";

// The new title is shown at once; one that is not stored goes home, and is sent again by the button that says so.
async function saveTitle(id, link, value, op = newOp()) {
  const before = link.textContent;
  link.textContent = value;
  const body = new FormData();
  body.set("title", value);
  body.set("initial", before);
  body.set("answer", "json");
  body.set("op", op);
  const url = address("board.change", { project_id: project(), property: "title", ids: id });
  const response = await ask(url, { method: "POST", body });
  if (response.ok) {
    const answer = await response.json();
    if (answer.undo) tellDone(answer.message, [answer.undo]);
    return;
  }
  link.textContent = before;
  await refuse(response, async () => {
    await saveTitle(id, document.querySelector(`#card-${id} .card-title`) ?? link, value, op);
    emit("stale");
  });
}

export function editTitle(card) {
  const link = linkOf(card);
  if (board().dataset.manage !== "yes" || card.querySelector(".title-edit")) return;
  const area = document.createElement("textarea");
  area.className = "title-edit";
  area.dir = "auto";
  area.value = link.textContent;
  area.rows = 2;
  area.setAttribute("aria-label", link.textContent);
  link.hidden = true;
  link.after(area);
  card.dataset.busy = "title";
  let done = false;
  const finish = async (save) => {
    if (done) return;
    done = true;
    const value = area.value.trim();
    const had = document.activeElement === area;
    area.remove();
    link.hidden = false;
    delete card.dataset.busy;
    if (had) link.focus();
    if (save && value && value !== link.textContent) await saveTitle(idOf(card), link, value);
    idle();
  };
  bindLine(area, { send: () => finish(true), leave: () => finish(false) });
  area.addEventListener("blur", () => finish(true));
  area.focus();
  area.select();
}

export function bindTitles() {
  document.addEventListener("dblclick", (event) => {
    const link = event.target.closest(".card-title");
    if (link) editTitle(link.closest(".card"));
  });
}
