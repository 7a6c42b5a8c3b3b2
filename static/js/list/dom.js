// Where things are in the list of a project.
export const list = () => document.getElementById("list");
export const rows = () => [...(list()?.querySelectorAll(".list-row") ?? [])];
export const rowLink = (row) => row.querySelector(".task-row-title");

// Rows that the reader may change have a box; what is sent with all that are ticked is the form of the list.
export const boxOf = (row) => row.querySelector("input[name=task_ids]");
export const boxes = () => rows().map(boxOf).filter(Boolean);
export const form = () => list().querySelector("[data-list]");
