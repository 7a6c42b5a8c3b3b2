// The keys of the list: what they mean for its rows, and for all that are ticked, which may be of several projects.
import { perform } from "../shared/deeds.js";
import { bindKeys } from "../shared/keys.js";
import { isOpen } from "../shared/panel.js";
import { describeRow } from "../shared/rows.js";
import { bindSubject } from "../shared/subject.js";
import { boxOf, list, LISTED, rowLink, rows } from "./dom.js";
import { OF_SEVERAL } from "./several.js";
import { clearTicks, idsOf, ticked, tickRow, toggleRow } from "./select.js";

// The row with the focus, and with it all that are ticked; without the focus on a row those that are ticked.
function describeRows(element) {
  const focused = element?.closest(LISTED) ?? null;
  if (element && !focused) return null;
  const row = focused ?? ticked()[0]?.closest(LISTED);
  if (!row) return null;
  const ids = idsOf(row);
  const some = rows().filter((one) => ids.includes(one.dataset.taskId)).map(describeRow);
  const projects = new Set(some.map(({ project }) => project));
  return {
    ...describeRow(row),
    ids,
    isClosed: some.every((one) => one.isClosed),
    mayChange: boxOf(row) !== null,
    own: {
      ...(projects.size > 1 ? OF_SEVERAL : {}),
      "task.select": focused && boxOf(row) ? () => toggleRow(row) : null,
      "task.title": focused && boxOf(row) ? () => perform("task.title", describeRow(row)) : null,
    },
  };
}

// Ticks the row with the focus and the one beside it, which gets the focus.
const along = (step) => (row) => {
  const next = rows()[rows().indexOf(row) + step];
  tickRow(row);
  if (!next) return;
  tickRow(next);
  rowLink(next).focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
};

function clearSelection() {
  if (isOpen() || !ticked().length) return false;
  clearTicks();
  return true;
}

export function bindListKeys() {
  bindSubject(describeRows);
  bindKeys("row", list, { "select.none": clearSelection });
  bindKeys("row", (element) => element.closest(LISTED), { "select.up": along(-1), "select.down": along(1) });
}
