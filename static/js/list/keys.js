// The keys of the list: what they mean for its rows, and for all that are ticked.
import { perform } from "../shared/deeds.js";
import { bindKeys } from "../shared/keys.js";
import { isOpen } from "../shared/panel.js";
import { describeRow } from "../shared/rows.js";
import { bindSubject } from "../shared/subject.js";
import { boxOf, list, rows } from "./dom.js";
import { clearTicks, idsOf, ticked, toggleRow } from "./select.js";

// The row with the focus, and with it all that are ticked; without the focus on a row those that are ticked.
function describeRows(element) {
  const focused = element?.closest(".list-row") ?? null;
  if (element && !focused) return null;
  const row = focused ?? ticked()[0]?.closest(".list-row");
  if (!row) return null;
  const ids = idsOf(row);
  const some = rows().filter((one) => ids.includes(one.dataset.taskId)).map(describeRow);
  return {
    ...describeRow(row),
    ids,
    isClosed: some.every((one) => one.isClosed),
    mayChange: boxOf(row) !== null,
    own: {
      "task.select": focused && boxOf(row) ? () => toggleRow(row) : null,
      "task.title": focused && boxOf(row) ? () => perform("task.title", describeRow(row)) : null,
    },
  };
}

function clearSelection() {
  if (isOpen() || !ticked().length) return false;
  clearTicks();
  return true;
}

export function bindListKeys() {
  bindSubject(describeRows);
  bindKeys("row", list, { "select.none": clearSelection });
}
