// How one looks at the board, without a new page: what cards show, a whole column selected or loaded.
import { clicked } from "../shared/clicks.js";
import { ask, sentence } from "../shared/http.js";
import { complain } from "../shared/toasts.js";
import { board, cellsOfColumn, isFolded } from "./dom.js";
import { loadAll } from "./more.js";
import { selectColumn } from "./select.js";

async function showFields(form) {
  const hidden = [...form.querySelectorAll("[name=shows]:not(:checked)")].map((box) => box.value);
  board().dataset.hides = hidden.join(" ");
  const response = await ask(form.action, { method: "POST", body: new FormData(form) });
  if (!response.ok) complain(await sentence(response));
}

async function loadColumn(link) {
  link.setAttribute("aria-busy", "true");
  const open = cellsOfColumn(link.dataset.loadColumn).filter((cell) => !isFolded(cell));
  const done = await Promise.all(open.map(loadAll));
  link.removeAttribute("aria-busy");
  if (done.every(Boolean)) link.remove();
}

export function bindView() {
  document.addEventListener("change", (event) => {
    const form = event.target.closest("[data-card-fields]");
    if (form && board()) showFields(form);
  });
  document.addEventListener("click", (event) => {
    const select = clicked(event, "[data-select-column]");
    const load = clicked(event, "[data-load-column]");
    if (select || load) {
      event.preventDefault();
      const menu = (select ?? load).closest("details");
      menu.open = false;
      menu.querySelector("summary").focus();
    }
    if (select) selectColumn(select.dataset.selectColumn);
    if (load) loadColumn(load);
    // The strip of a collapsed column is one button, however long it is.
    const strip = clicked(event, ".cell.folded");
    if (strip) document.querySelector(`[data-head="${strip.dataset.columnId}"] .unfold`)?.click();
  });
}
