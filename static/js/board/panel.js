// The task beside the board: from 1,024 px on, else its page (ux.md 4.1). The address says which task it is.
import { ask, sentence } from "../http.js";
import { alarm } from "../say.js";

const panel = () => document.getElementById("panel");
const isWide = () => matchMedia("(min-width: 1024px)").matches;

let opener = null;
let home = null;

export const isOpen = () => panel() !== null && !panel().hidden;

export async function openPanel(url, card) {
  if (!panel() || !isWide()) {
    location.assign(url);
    return;
  }
  const response = await ask(url);
  if (!response.ok) {
    alarm(await sentence(response));
    return;
  }
  home ??= location.href;
  opener = card;
  show(await response.text());
  const state = { panel: url };
  if (history.state?.panel) history.replaceState(state, "", url);
  else history.pushState(state, "", url);
}

function show(html) {
  const parsed = new DOMParser().parseFromString(html, "text/html");
  const tools = document.createElement("div");
  tools.className = "panel-tools";
  const close = document.createElement("button");
  close.type = "button";
  close.className = "icon-button";
  close.setAttribute("aria-label", "Close");
  close.textContent = "✕";
  close.addEventListener("click", () => history.back());
  tools.append(close);
  panel().replaceChildren(tools, ...parsed.body.childNodes);
  const heading = panel().querySelector("h2");
  if (heading) heading.id = "panel-title";
  panel().hidden = false;
  panel().scrollTop = 0;
  document.dispatchEvent(new CustomEvent("boards:inserted", { detail: panel() }));
  close.focus();
}

function hide() {
  if (!isOpen()) return;
  panel().hidden = true;
  panel().replaceChildren();
  home = null;
  // A card of the board, or a row of the list.
  const again = `:is(.card, .list-row)[data-task-id="${opener?.dataset.taskId}"]`;
  const card = opener?.isConnected ? opener : document.querySelector(again);
  card?.querySelector(".card-title, .task-row-title")?.focus();
}

export function bindPanel() {
  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const card = event.target.closest("#board .card");
    if (!card || event.target.closest("a:not(.card-title), button, input, textarea, summary")) return;
    event.preventDefault();
    openPanel(card.querySelector(".card-title").href, card);
  });
  addEventListener("popstate", (event) => {
    if (event.state?.panel) openPanel(event.state.panel, opener);
    else hide();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented || !isOpen()) return;
    if (document.querySelector("dialog[open]") || !event.target.closest("#panel, .card, body")) return;
    if (event.target.closest("textarea, input")) return;
    event.preventDefault();
    history.back();
  });
}
