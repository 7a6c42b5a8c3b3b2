// The list of a project, and what a search has found: rows by keys and mouse, the task beside them, cells that change
// in place (ux.md 5).
import { clicked } from "../shared/clicks.js";
import { listen } from "../shared/events.js";
import { bindFilter } from "../shared/filter.js";
import { bindPanel, openPanel } from "../shared/panel.js";
import { showMessages } from "../shared/undo.js";
import { list, LISTED } from "./dom.js";
import { bindListKeys } from "./keys.js";
import { keepLinks, markShown, refreshList } from "./read.js";
import { bindTicks } from "./select.js";

async function openTask(event) {
  const link = clicked(event, `${LISTED} .task-row-title`);
  if (!link || event.defaultPrevented) return;
  event.preventDefault();
  await openPanel(link.href, link.closest(LISTED));
  markShown();
}

bindFilter();
if (list()) {
  keepLinks(document);
  bindPanel();
  bindTicks();
  bindListKeys();
  document.addEventListener("click", openTask);
  listen("stale", () => refreshList().then(showMessages));
  addEventListener("popstate", () => setTimeout(markShown, 0));
}
