// Rows of tasks by keys, in the list of a project, in what was found and in My work (ux.md 5).
import { bindKeys } from "./keys.js";
import { bindSubject } from "./subject.js";

const ROW = ":is(.list-row, .task-row)";
const rows = () => [...document.querySelectorAll(ROW)];
const rowOf = (element) => element?.closest?.(ROW) ?? null;
const linkOf = (row) => row.querySelector(".task-row-title");

// The number of the task whose row was visited last.
let last = "";

// Where rows are walked: the rows, and the page around them; not menus, nor a task that is beside them.
function ground(element) {
  if (!rows().length || element.closest("details[data-menu][open], #panel, #board, .card-menu")) return null;
  return { row: rowOf(element), isPlain: element === document.body || element.id === "main" };
}

// Arrows belong to what has the focus; letters bring the focus to the rows from everywhere.
const walk = (to) => ({ row, isPlain }, { key }) => {
  if (!row && key.length > 1 && !isPlain) return false;
  const all = rows();
  const entry = all.findIndex((one) => one.dataset.taskId === last);
  const next = row ? all[to(all.indexOf(row), all.length - 1)] : all[Math.max(0, entry)];
  if (!next) return true;
  linkOf(next).focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
  return true;
};
const ofRow = (move) => (found, event) => (found.row ? move(found, event) : false);

// A row of a page that has many projects: it says itself which one it belongs to.
export function describeRow(row) {
  const link = linkOf(row);
  return {
    ids: [row.dataset.taskId],
    project: row.closest("[data-project]")?.dataset.project,
    name: link.textContent.trim().replace(/\s+/g, " "),
    from: link,
    isClosed: link.classList.contains("closed-title"),
    mayChange: true,
    places: ["row", "task"],
    own: {},
  };
}

export function bindRows() {
  bindSubject((element) => {
    const row = element?.closest?.(".task-row");
    return row ? describeRow(row) : null;
  });
  bindKeys("row", ground, {
    "walk.up": walk((at) => at - 1),
    "walk.down": walk((at) => at + 1),
    "walk.first": ofRow(walk(() => 0)),
    "walk.last": ofRow(walk((_, end) => end)),
  });
  document.addEventListener("focusin", ({ target }) => (last = rowOf(target)?.dataset.taskId ?? last));
}
