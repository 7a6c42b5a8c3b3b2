// On phones one column fills the screen; a strip of names says which, and jumps; Add in the bottom bar means that column
// (ux.md 3.18).
import { board } from "./dom.js";

const strip = () => document.querySelector(".strip");

function mark() {
  const root = board();
  if (!strip() || !root) return;
  const middle = root.getBoundingClientRect().left + root.clientWidth / 2;
  const heads = [...root.querySelectorAll(".head")];
  const shown = heads.find((head) => {
    const box = head.getBoundingClientRect();
    return box.left <= middle && box.right >= middle;
  });
  const add = document.querySelector(".rail-add");
  if (shown && add) add.dataset.column = shown.dataset.head;
  for (const link of strip().querySelectorAll("a")) {
    if (shown && link.dataset.strip === shown.dataset.head) {
      if (!link.hasAttribute("aria-current")) link.scrollIntoView({ block: "nearest", inline: "center" });
      link.setAttribute("aria-current", "true");
    } else link.removeAttribute("aria-current");
  }
}

export function bindPhone() {
  let waiting = 0;
  document.addEventListener(
    "scroll",
    (event) => {
      if (event.target !== board()) return;
      cancelAnimationFrame(waiting);
      waiting = requestAnimationFrame(mark);
    },
    { capture: true, passive: true },
  );
  document.addEventListener("click", (event) => {
    const link = event.target.closest(".strip a");
    if (!link) return;
    event.preventDefault();
    const head = board().querySelector(`[data-head="${link.dataset.strip}"]`);
    head.scrollIntoView({ inline: "center", block: "nearest" });
  });
  document.addEventListener("boards:replaced", mark);
  mark();
}
