// What others do to the task on the screen shows on its page and beside the list, as it does beside the board.
import { address } from "../shared/addresses.js";
import { follow } from "../shared/stream.js";
import { ask } from "../shared/http.js";
import { refresh } from "./main.js";

const HIDDEN_FOR = 60_000;

const task = () => document.getElementById("task");

async function look() {
  if (!task() || task().classList.contains("gone")) return;
  const { taskId, revision } = task().dataset;
  const response = await ask(address("task.news", { task_id: taskId, since: revision }), { quiet: true });
  if (task()?.dataset.taskId !== taskId) return;
  // Removed, or not for this person any more: reading it says which.
  const news = response.ok ? await response.json() : { touched: [403, 404].includes(response.status) };
  if (news.touched) await refresh();
  else if (news.revision && task()?.dataset.taskId === taskId) task().dataset.revision = news.revision;
}

// One look at a time; what comes meanwhile asks for another one.
let looking = false;
let again = false;
async function hear() {
  again = looking;
  if (looking) return;
  looking = true;
  await look();
  looking = false;
  if (again) hear();
}

export function bindTaskLive() {
  // Beside a board the board hears for both.
  document.addEventListener("boards:touched", ({ detail: touched }) => {
    if (task() && (touched?.map(String).includes(task().dataset.taskId) ?? true)) refresh();
  });
  const root = document.querySelector("#task, #list");
  const project = root?.dataset.projectId ?? root?.dataset.project;
  if (!project || document.getElementById("board") || !window.EventSource) return;
  let stop = null;
  let hidden = 0;
  const listen = () => {
    stop ??= follow(project, { news: (newest) => newest > Number(task()?.dataset.revision) && hear(), live: () => {} });
  };
  const end = () => {
    stop?.();
    stop = null;
  };
  listen();
  document.addEventListener("visibilitychange", () => {
    clearTimeout(hidden);
    if (document.hidden) hidden = setTimeout(end, HIDDEN_FOR);
    else listen();
  });
  addEventListener("pagehide", end);
  addEventListener("pageshow", (event) => event.persisted && listen());
}
