// A task on its page or in the panel, and its keys there (ux.md 3.9 and 4.1). A card or a row that has the focus beside
// the panel keeps its own ones.
import { openDialog } from "../shared/dialog.js";
import { bindKeys } from "../shared/keys.js";
import { bindSubject } from "../shared/subject.js";
import { heading, panel, task } from "./dom.js";

const find = (selector) => task().querySelector(selector);
const isShown = () => task() !== null && !panel()?.hidden;

// What a link of the task opens; nothing where the reader has no such link.
function open(selector) {
  if (!find(selector)) return null;
  return () => {
    // Meanwhile the task may have been read anew.
    const link = find(selector);
    if (!link) return;
    // What is not known yet stands behind "Add field".
    const shown = link.checkVisibility() ? link : (link.closest("details")?.querySelector("summary") ?? link);
    openDialog(link.href, find(":focus") ?? shown, link.dataset.dialog, shown);
  };
}

// Where the reader may not do something, its button is not there.
const without = (selector, ...deeds) => (find(selector) ? {} : Object.fromEntries(deeds.map((deed) => [deed, null])));

function describeTask() {
  const { taskId, project } = task().dataset;
  return {
    ids: [taskId],
    project,
    name: `#${taskId} ${heading().textContent.trim()}`,
    from: find(":focus") ?? document.activeElement,
    isClosed: task().hasAttribute("data-closed"),
    mayChange: find("#task-menu") !== null,
    places: ["page", "task"],
    own: {
      "task.assign": open("#fact-owner_id"),
      "task.due": open("#fact-date_due"),
      "task.priority": open("#fact-priority"),
      "task.category": open("#fact-category_id"),
      "task.tags": open("#fact-tags"),
      "task.color": open("#fact-color_id"),
      "task.move": open("[data-deed='task.move']"),
      "task.edit": open("[data-deed='task.edit']"),
      "task.title": null,
      "task.menu": find("#task-menu") && openMenu,
      ...without("#assign-to-me", "task.take"),
      ...without("#set-status", "task.close", "task.reopen"),
      ...without("[data-deed='task.duplicate']", "task.duplicate"),
    },
  };
}

function openMenu() {
  const menu = find("#task-menu").parentElement;
  menu.open = true;
  menu.querySelector(".menu-items a").focus();
}

// Answers false where there is no such link.
function run(selector) {
  const opens = open(selector);
  opens?.();
  return opens !== null;
}

function edit() {
  const words = document.activeElement.closest("#description") && find("[data-edit-description]");
  words?.click();
  return words ? true : run("[data-deed='task.edit']");
}

function writeComment() {
  const field = find("[data-comment] textarea");
  field?.focus();
  return field !== null;
}

export function bindTaskKeys() {
  bindSubject((element) => {
    if (!isShown()) return null;
    const isAround = !element || !panel() || panel().contains(element);
    return isAround ? describeTask() : null;
  });
  bindKeys("page", (element) => isShown() && element, {
    "task.edit": edit,
    "page.subtask": () => run("[data-deed='page.subtask']"),
    "page.comment": writeComment,
    "page.link": () => run("[data-deed='page.link']"),
  });
}
