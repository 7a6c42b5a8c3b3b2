// From the page of a task to the one before and behind it, by links in the header or by a swipe. Such a step is none of
// the history: Back leads to the board or list, where one was.
import { address } from "../shared/addresses.js";
import { clicked } from "../shared/clicks.js";
import { readNeighbours } from "../shared/neighbours.js";
import { panel, task } from "./dom.js";

// How far a swipe goes, in pixels; the edges of the screen are the browser's.
const FAR = 72;
const EDGE = 24;

const go = (link) => link && location.replace(link.href);

function showLinks({ before, behind }) {
  const nav = document.getElementById("task-neighbours").content.firstElementChild.cloneNode(true);
  for (const [rel, id] of [["prev", before], ["next", behind]]) {
    const link = nav.querySelector(`[rel=${rel}]`);
    if (id) link.href = address("TaskView.show", { task_id: id });
    else link.removeAttribute("rel");
  }
  document.querySelector(".tools").prepend(nav);
  nav.addEventListener("click", (event) => {
    const link = clicked(event, "a[href]");
    if (!link) return;
    event.preventDefault();
    go(link);
  });
  return nav;
}

// Whether a finger means something else there: text that is written, or what scrolls sideways itself.
function isTaken(element, main) {
  if (element.closest("input, textarea, select, [contenteditable]")) return true;
  for (let one = element; one && one !== main; one = one.parentElement) {
    if (one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).overflowX !== "visible") return true;
  }
  return false;
}

function bindSwipe(nav) {
  const main = document.getElementById("main");
  let from = null;
  main.addEventListener("touchstart", ({ touches, target }) => {
    const { clientX: x, clientY: y } = touches[0];
    const isFree = touches.length === 1 && x > EDGE && x < innerWidth - EDGE && !isTaken(target, main);
    from = isFree ? { x, y } : null;
  }, { passive: true });
  main.addEventListener("touchend", ({ changedTouches }) => {
    if (!from) return;
    const across = changedTouches[0].clientX - from.x;
    const down = changedTouches[0].clientY - from.y;
    const isSwipe = Math.abs(across) > FAR && Math.abs(across) > 2 * Math.abs(down);
    from = null;
    if (!isSwipe || !getSelection().isCollapsed) return;
    const isForward = across < 0 === (document.documentElement.dir !== "rtl");
    go(nav.querySelector(isForward ? "[rel=next]" : "[rel=prev]"));
  }, { passive: true });
}

export function bindNeighbours() {
  const around = task() && !panel() && document.getElementById("task-neighbours")
    ? readNeighbours(task().dataset.taskId)
    : null;
  if (around) bindSwipe(showLinks(around));
}
