// A link to a task says which one it is while it is pointed at or has the focus (ux.md 4.3).
import { address } from "../shared/addresses.js";
import { putBeside } from "../shared/beside.js";
import { parse } from "../shared/html.js";
import { ask } from "../shared/http.js";

const PAUSE = 300;
const LINKS = ".markdown a[href], #links .linked a[href]";
// What a task has shown, by its number, for as long as the page is not left; nothing where it may not be read.
const known = new Map();

let box = null;
let over = null;
let timer = 0;

function numberOf(link) {
  const path = address("TaskView.show", { task_id: "0" });
  const { origin, pathname } = new URL(link.href);
  const found = origin === location.origin && pathname.startsWith(path.slice(0, -1)) && pathname.slice(path.length - 1);
  return /^[1-9]\d*$/.test(found) ? found : null;
}

async function read(number) {
  const response = await ask(address("task.peek", { task_id: number }), { quiet: true });
  return response.ok ? parse(await response.text()).querySelector("[data-peek]") : null;
}

function hide() {
  clearTimeout(timer);
  over?.removeAttribute("aria-describedby");
  over = null;
  box?.remove();
  box = null;
}

async function show(link) {
  const number = numberOf(link);
  if (!known.has(number)) known.set(number, read(number));
  const content = await known.get(number);
  if (!content || over !== link || !link.isConnected) return;
  link.classList.toggle("closed-title", content.dataset.peek === "closed");
  box = document.createElement("div");
  box.id = "peek";
  box.className = "peek-box";
  box.popover = "manual";
  box.setAttribute("role", "tooltip");
  box.append(content.cloneNode(true));
  link.after(box);
  box.showPopover();
  putBeside(box, link);
  link.setAttribute("aria-describedby", box.id);
}

// Touch has no pointing: there the link is followed at once.
function begin(event) {
  const link = event.target.closest?.(LINKS);
  if (!link || link === over || event.pointerType === "touch" || !numberOf(link)) return;
  hide();
  over = link;
  timer = setTimeout(() => show(link), PAUSE);
}

function end(event) {
  if (over && !event.relatedTarget?.closest?.("#peek") && !over.contains(event.relatedTarget)) hide();
}

export function bindPeek() {
  for (const name of ["pointerover", "focusin"]) document.addEventListener(name, begin);
  for (const name of ["pointerout", "focusout"]) document.addEventListener(name, end);
  document.addEventListener("scroll", hide, { capture: true, passive: true });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !box) return;
    hide();
    event.stopImmediatePropagation();
  }, { capture: true });
}
