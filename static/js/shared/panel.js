// The task beside the board or the list: from 1,024 px on, else its page (ux.md 4.1). The address says which task.
import { clicked } from "./clicks.js";
import { emit } from "./events.js";
import { parse } from "./html.js";
import { ask, sentence } from "./http.js";
import { bindKeys } from "./keys.js";
import { bindPanelEdge, showWidth } from "./panel_edge.js";
import { beside, focusOpener, lookAround, openerNow, openFrom, ROW, TITLE } from "./panel_row.js";
import { isTyping } from "./shortcuts.js";
import { complain } from "./toasts.js";

const panel = () => document.getElementById("panel");
const part = (name) => panel().querySelector(`[data-panel=${name}]`);
const isWide = () => matchMedia("(min-width: 1024px)").matches;

let asked = 0;
// The step of the history that the panel is.
let step = null;
// The title of the page without it.
let usual = null;

export const isOpen = () => panel() !== null && !panel().hidden;

// focus: the tool that has the focus then.
export async function openPanel(url, card, focus = "close") {
  if (card) openFrom(card);
  if (!panel() || !isWide()) {
    location.assign(url);
    return;
  }
  const number = (asked += 1);
  const response = await ask(url);
  if (number !== asked) return;
  if (!response.ok) {
    complain(await sentence(response));
    return;
  }
  show(await response.text(), focus);
  // What stands below the panel belongs to its step, too.
  const { search, panel: shown, steps = 1 } = history.state ?? {};
  step = { search, panel: url, steps };
  if (shown) history.replaceState(step, "", url);
  else history.pushState(step, "", url);
}

// Back to the step before the panel; there may be others of anchors in it.
const close = () => history.go(-(history.state?.steps ?? 1));

// Whether one went to an anchor of the task that is shown, or back from one; such a step is one of the panel.
function isWithin(state) {
  if (!isOpen() || location.pathname !== new URL(step.panel, location.href).pathname) return false;
  step = state ?? { ...step, steps: step.steps + 1 };
  history.replaceState(step, "");
  return true;
}

function walk(direction) {
  const next = beside(direction) ?? (openerNow() ? null : lookAround());
  if (!next) return;
  next.scrollIntoView({ block: "nearest", inline: "nearest" });
  openPanel(next.querySelector(TITLE).href, next, direction < 0 ? "previous" : "next");
}

function show(html, focus) {
  const parsed = parse(html);
  const tools = document.getElementById("panel-tools").content.cloneNode(true);
  panel().replaceChildren(tools, ...parsed.body.childNodes);
  const heading = panel().querySelector("h2");
  if (heading) heading.id = "panel-title";
  part("previous").setAttribute("aria-disabled", String(!beside(-1)));
  part("next").setAttribute("aria-disabled", String(!beside(1)));
  panel().hidden = false;
  panel().scrollTop = 0;
  showWidth();
  nameWindow();
  emit("inserted", panel());
  part(focus).focus();
  openerNow()?.scrollIntoView({ block: "nearest", inline: "nearest" });
}

// The window is called after the task as long as it is shown.
function nameWindow() {
  usual ??= document.title;
  const project = panel().querySelector(".task-project a")?.textContent;
  const number = panel().querySelector(".task-number")?.textContent;
  const title = panel().querySelector("h2")?.textContent.trim();
  document.title = [`${number} ${title}`, project].filter(Boolean).join(" · ");
}

// The panel goes, without a step back and leaving the focus alone. Answers whether it was there.
export function dismiss() {
  asked += 1;
  if (!isOpen()) return false;
  panel().hidden = true;
  panel().replaceChildren();
  document.title = usual;
  usual = null;
  return true;
}

function hide() {
  if (dismiss()) focusOpener();
}

// Letters walk from anywhere beside the cards and rows, arrows in the head of the panel: elsewhere they scroll.
const walkBy = (direction) => (target, { key }) => {
  const isInHead = target.closest("#panel :is(.panel-tools, .task-head)") && !target.closest("details[open]");
  if (key.length > 1 && !isInHead) return false;
  walk(direction);
  return true;
};

function onKey(event) {
  if (event.defaultPrevented || !isOpen() || document.querySelector("dialog[open]")) return;
  const { target } = event;
  // From a field with words in it Escape leaves the field first (static/js/tasks/main.js).
  if (event.key !== "Escape" || (isTyping(target) && target.value)) return;
  event.preventDefault();
  close();
}

// before: what is to be shown below the panel first, for the state of a step.
export function bindPanel(before = async () => {}) {
  document.addEventListener("click", (event) => {
    if (event.defaultPrevented) return;
    const tool = clicked(event, "#panel [data-panel]")?.dataset.panel;
    if (tool === "close") close();
    else if (tool === "previous") walk(-1);
    else if (tool === "next") walk(1);
    const card = clicked(event, "#board .card");
    if (!card || event.target.closest("a:not(.card-title), button, input, textarea, summary")) return;
    event.preventDefault();
    openPanel(card.querySelector(".card-title").href, card);
  });
  addEventListener("popstate", async ({ state }) => {
    if (isWithin(state)) return;
    const now = asked;
    await before(state);
    // Meanwhile one may have opened another task.
    if (now !== asked) return;
    if (state?.panel) openPanel(state.panel, null);
    else hide();
  });
  bindPanelEdge();
  bindKeys("panel", (element) => isOpen() && !element.closest(ROW) && element, {
    "panel.previous": walkBy(-1),
    "panel.next": walkBy(1),
  });
  document.addEventListener("keydown", onKey);
}
