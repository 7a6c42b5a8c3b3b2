// Where things are in the list of a project, and among the tasks that a search has found.
export const list = () => document.querySelector("#list, #found");
export const LISTED = ":is(.list-row, #found .task-row)";
export const rows = () => [...(list()?.querySelectorAll(LISTED) ?? [])];
export const rowLink = (row) => row.querySelector(".task-row-title");

// Rows that the reader may change have a box; what is sent with all that are ticked is the form of the list.
export const boxOf = (row) => row.querySelector("input[name=task_ids]");
export const boxes = () => rows().map(boxOf).filter(Boolean);
export const form = () => list().querySelector("[data-list]");
