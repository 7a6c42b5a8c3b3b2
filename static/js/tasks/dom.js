// Where things of a task are, on its page or in the panel beside the board and the list.
export const task = () => document.getElementById("task");
export const panel = () => task()?.closest("#panel") ?? null;
export const heading = () => panel()?.querySelector("h2") ?? (task() && document.querySelector("main h1"));

// Fields that keep what is typed in them when the task is read anew.
export const LINES = "[data-comment] textarea, #subtask-line";

// The way out of a field, and out of a task that has gone.
export const EXITS = ["#panel [data-panel=close]", "main"];
