// What others do to the task on the screen shows on its page and beside the list, as it does beside the board.
import { address } from "../shared/addresses.js";
import { listen } from "../shared/events.js";
import { ask } from "../shared/http.js";
import { projectOf } from "../shared/project.js";
import { followWhileSeen, oneAtATime } from "../shared/seen.js";
import { task } from "./dom.js";
import { refreshTask } from "./read.js";

const look = oneAtATime(async () => {
  if (!task() || task().classList.contains("gone")) return;
  const { taskId, revision } = task().dataset;
  const response = await ask(address("task.news", { task_id: taskId, since: revision }), { quiet: true });
  if (task()?.dataset.taskId !== taskId) return;
  // Removed, or not for this person any more: reading it says which.
  const news = response.ok ? await response.json() : { touched: [403, 404].includes(response.status) };
  if (news.touched) await refreshTask();
  else if (news.revision && task()?.dataset.taskId === taskId) task().dataset.revision = news.revision;
});

export function bindTaskLive() {
  // Beside a board the board hears for both.
  listen("touched", (touched) => {
    if (task() && (touched?.map(String).includes(task().dataset.taskId) ?? true)) refreshTask();
  });
  if (document.getElementById("board") || !document.querySelector("#task, #list")) return;
  followWhileSeen(projectOf(), { news: (newest) => newest > Number(task()?.dataset.revision) && look() });
}
