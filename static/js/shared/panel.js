// The task beside the board or the list: from 1,024 px on, else its page (ux.md 4.1). The address says which task.
import { clicked } from "./clicks.js";
import { emit } from "./events.js";
import { parse } from "./html.js";
import { ask, sentence } from "./http.js";
import { bindPanelEdge, showWidth } from "./panel_edge.js";
import { isTyping } from "./shortcuts.js";
import { complain } from "./toasts.js";

const panel = () => document.getElementById("panel");
const part = (name) => panel().querySelector(`[data-panel=${name}]`);
const isWide = () => matchMedia("(min-width: 1024px)").matches;
// A card of the board, or a row of the list.
const ROW = ":is(.card, .list-row)";
const TITLE = ".card-title, .task-row-title";

let opener = null;
let asked = 0;
// The step of the history that the panel is.
let step = null;

export const isOpen = () => panel() !== null && !panel().hidden;

// The opener as it is now: it may have been replaced by what others did.
const row = () =>
  opener?.isConnected ? opener : document.querySelector(`${ROW}[data-task-id="${opener?.dataset.taskId}"]`);

// focus: the tool that has the focus then.
export async function openPanel(url, card, focus = "close") {
  if (!panel() || !isWide()) {
    location.assign(url);
    return;
  }
  opener = card;
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

// The next task below or above the present one: of its column, whatever the lane, or of the list.
function beside(direction) {
  const now = row();
  if (!now) return null;
  const column = now.closest(".cell")?.dataset.columnId;
  const scope = column ? `#board .cell[data-column-id="${column}"] ${ROW}` : `${ROW}[data-task-id]`;
  const all = [...document.querySelectorAll(scope)];
  return all[all.indexOf(now) + direction] ?? null;
}

function walk(direction) {
  const next = beside(direction);
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
  emit("inserted", panel());
  part(focus).focus();
  row()?.scrollIntoView({ block: "nearest", inline: "nearest" });
}

// The panel goes, without a step back and leaving the focus alone. Answers whether it was there.
export function dismiss() {
  asked += 1;
  if (!isOpen()) return false;
  panel().hidden = true;
  panel().replaceChildren();
  return true;
}

function hide() {
  if (dismiss()) row()?.querySelector(TITLE)?.focus();
}

function onKey(event) {
  if (event.defaultPrevented || !isOpen() || document.querySelector("dialog[open]")) return;
  const { target } = event;
  const isInHead = target.closest("#panel :is(.panel-tools, .task-head)") && !target.closest("details[open]");
  if (isInHead && !event.ctrlKey && !event.metaKey && ["ArrowUp", "ArrowDown"].includes(event.key)) {
    event.preventDefault();
    walk(event.key === "ArrowUp" ? -1 : 1);
  }
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
    if (state?.panel) openPanel(state.panel, opener);
    else hide();
  });
  bindPanelEdge();
  document.addEventListener("keydown", onKey);
}
