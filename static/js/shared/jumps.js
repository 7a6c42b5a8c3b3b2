// Keys that every page has: to its filter, to other views, to other pages, to help.
import { address } from "./addresses.js";
import { openDialog } from "./dialog.js";
import { emit } from "./events.js";
import { bindKeys } from "./keys.js";

const anywhere = () => document.body;

// Answers false where there is nothing to press.
function press(selector) {
  const link = document.querySelector(selector);
  link?.click();
  return link !== null;
}

const follow = (selector) => () => press(selector);
const box = () => document.querySelector("[data-filter]");

function toFilter() {
  if (!box()) return false;
  box().focus();
  box().setSelectionRange(box().value.length, box().value.length);
  return true;
}

function resetFilter() {
  if (!box()) return false;
  const reset = box().dataset.reset ?? "";
  if (emit("filter", reset)) return true;
  box().value = reset;
  box().form.requestSubmit();
  return true;
}

export function bindJumps() {
  bindKeys("everywhere", anywhere, {
    "filter.go": toFilter,
    "filter.reset": resetFilter,
    "view.overview": follow("a[data-view=overview]"),
    "view.board": follow("a[data-view=board]"),
    "view.list": follow("a[data-view=list]"),
    "go.work": () => location.assign(address("Dashboard.show")),
    "go.inbox": follow("a.rail-inbox"),
    "go.search": () => location.assign(address("Search.index")),
    "task.new": () => openDialog(document.querySelector(".tool-create a").href, document.activeElement, "narrow"),
    "help.keys": () => openDialog(address("Documentation.shortcuts"), document.activeElement, "wide"),
  });
}
