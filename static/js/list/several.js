// What is done to tasks of several projects at once, in the ways of the search; for those of one project see
// shared/deeds.js.
import { address } from "../shared/addresses.js";
import { doAtOnce } from "../shared/at_once.js";
import { openDialog } from "../shared/dialog.js";

const allOf = ({ ids }) => ({ task_ids: ids.join(",") });
const change = (property) => (subject) =>
  openDialog(address("search.change", { ...allOf(subject), property }), subject.from, "narrow");
const run = (deed) => (subject) => doAtOnce(address("search.do", { ...allOf(subject), deed }), subject.from);

export const OF_SEVERAL = {
  "task.assign": change("owner_id"),
  "task.take": run("take"),
  "task.due": change("date_due"),
  "task.priority": change("priority"),
  "task.category": change("category_id"),
  "task.tags": change("tags"),
  "task.color": change("color_id"),
  "task.move": (subject) => openDialog(address("search.move", allOf(subject)), subject.from, "narrow"),
  "task.close": (subject) => run(subject.isClosed ? "reopen" : "close")(subject),
  "task.reopen": run("reopen"),
};
