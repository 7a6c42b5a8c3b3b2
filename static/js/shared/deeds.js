// What is done to tasks by keys and from the palette, wherever these are shown (ux.md 3.9).
import { address } from "./addresses.js";
import { doAtOnce } from "./at_once.js";
import { copy } from "./copy.js";
import { openDialog } from "./dialog.js";
import { bindKeys } from "./keys.js";
import { fill, words } from "./say.js";
import { subjectOf } from "./subject.js";
import { toast } from "./toasts.js";

const allOf = ({ project, ids }) => ({ project_id: project, ids: ids.join(",") });
const change = (property) => (subject) =>
  openDialog(address("board.change", { ...allOf(subject), property }), subject.from, "narrow");
const first = ({ ids }) => ({ task_id: ids[0] });

const isOne = ({ ids }) => ids.length === 1;

const take = (subject) => {
  if (isOne(subject)) return doAtOnce(address("TaskModification.assignToMe", first(subject)), subject.from);
  const url = address("board.change", { ...allOf(subject), property: "owner_id" });
  return doAtOnce(url, subject.from, { owner_id: document.body.dataset.user });
};

const close = (subject) => {
  const url = isOne(subject) ? address("TaskStatus.close", first(subject)) : address("board.close", allOf(subject));
  return doAtOnce(url, subject.from);
};
const reopen = (subject) => {
  const url = isOne(subject) ? address("TaskStatus.open", first(subject)) : address("board.reopen", allOf(subject));
  return doAtOnce(url, subject.from);
};

async function copyLinks({ ids }) {
  await copy(ids.map((id) => new URL(address("TaskView.show", { task_id: id }), location.href).href).join("\n"));
  toast(fill(words(ids.length === 1 ? "copied" : "copied-all"), { id: ids[0], n: ids.length }));
}

const DEEDS = {
  "task.title": change("title"),
  "task.assign": change("owner_id"),
  "task.take": take,
  "task.due": change("date_due"),
  "task.priority": change("priority"),
  "task.category": change("category_id"),
  "task.tags": change("tags"),
  "task.color": change("color_id"),
  "task.move": (subject) => openDialog(address("board.place", allOf(subject)), subject.from, "narrow"),
  "task.close": (subject) => (subject.isClosed ? reopen : close)(subject),
  "task.reopen": reopen,
  "task.duplicate": (subject) => doAtOnce(address("TaskDuplication.duplicate", first(subject)), subject.from),
  "task.edit": (subject) => openDialog(address("TaskModification.edit", first(subject)), subject.from, "wide"),
  "task.link": copyLinks,
};
const OF_ONE = ["task.title", "task.duplicate", "task.edit"];
// Only where the tasks are shown, in the way of that place.
const OF_A_PLACE = ["task.select", "task.menu"];
const FOR_READERS = ["task.link", "task.select", "task.menu"];

export function isPossible(subject, deed) {
  const own = subject.own[deed];
  if (own !== undefined) return own !== null;
  if (!DEEDS[deed] || (OF_ONE.includes(deed) && subject.ids.length > 1)) return false;
  return subject.mayChange || FOR_READERS.includes(deed);
}

// Answers false where the deed is not possible.
export function perform(deed, subject) {
  if (!isPossible(subject, deed)) return false;
  (subject.own[deed] ?? DEEDS[deed])(subject);
  return true;
}

export function bindDeeds() {
  const here = (place) => (element) => {
    const subject = subjectOf(element);
    return subject?.places.includes(place) ? subject : null;
  };
  const run = (deed) => [deed, (subject) => perform(deed, subject)];
  bindKeys("task", here("task"), Object.fromEntries([...Object.keys(DEEDS), ...OF_A_PLACE].map(run)));
  for (const place of ["card", "row"]) bindKeys(place, here(place), Object.fromEntries([run("task.title")]));
}
