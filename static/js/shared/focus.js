// Where the focus was, and the way back to it when the document around it is new: never to the body (ux.md 3.13).
const KEPT = "focus kept";
const FOCUSABLE = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]";
const ROW = ".task-row, .list-row";
// Where the same links stand again, as those of a card and of its task beside the board.
const PARTS = "#task, #panel, main";
// What lies over the page and goes again.
const LAYERS = "#toasts, dialog";

const named = (element, name, value) => value && `${element.localName}[${name}="${CSS.escape(value)}"]`;

// A control is known by its id, its name, what it leads to, or what it sends.
function pathOf(element) {
  if (element.id) return `#${CSS.escape(element.id)}`;
  // On a card two links lead to the task: its controls have names of their own.
  const card = element.dataset.fk && element.closest(".card");
  if (card) return `#${card.id} [data-fk="${element.dataset.fk}"]`;
  const get = (name) => element.getAttribute(name);
  const known = named(element, "aria-label", get("aria-label")) || named(element, "href", get("href"));
  const form = named(element.form ?? element, "action", element.form?.getAttribute("action"));
  const path = known || (form && `${form} ${element.localName}`);
  const part = path && element.closest(PARTS);
  return part ? `${part.id ? `#${part.id}` : part.localName} ${path}` : path;
}

// The title of the row itself, of the one below it, of the one above: one of them may have gone.
function waysToRows(element) {
  const row = element.closest(ROW);
  if (!row) return [];
  const all = [...document.querySelectorAll(ROW)];
  const at = all.indexOf(row);
  const titles = [row, all[at + 1], all[at - 1]].map((one) => one?.querySelector(".task-row-title"));
  return titles.filter(Boolean).map(pathOf);
}

// Who moves something to the top can move it down then, and no further up.
function waysToMove(element) {
  const row = element.matches("[data-move]") && element.closest("tr, li");
  return row ? [...row.querySelectorAll("[data-move]")].map(pathOf) : [];
}

// The ways back, nearest first: to the control itself, to its row or menu, then to what it stood in.
export function waysBack(element) {
  const ways = element ? [pathOf(element), ...waysToMove(element), ...waysToRows(element)] : [];
  for (let one = element?.parentElement; one; one = one.parentElement) {
    if (one.matches("details")) ways.push(pathOf(one.querySelector("summary")));
    if (one.id) ways.push(`#${CSS.escape(one.id)}`);
  }
  return [...ways, "main"].filter(Boolean);
}

// The focus goes to the first of these that takes it, or to the first control inside it.
export function focusAgain(ways) {
  for (const way of ways) {
    const found = document.querySelector(way);
    for (const one of found ? [found, ...found.querySelectorAll(FOCUSABLE)] : []) {
      if (one.matches(":disabled, [aria-disabled=true]") || !one.checkVisibility()) continue;
      one.focus({ preventScroll: true });
      if (document.activeElement === one) return;
    }
  }
}

// A board with a filter in its path is the same board.
const pageOf = (path) => path.split("/").slice(0, 3).join("/");

// Over a page load that comes back to the same page.
export function keepFocus(ways) {
  sessionStorage.setItem(KEPT, JSON.stringify({ page: pageOf(location.pathname), ways, at: Date.now() }));
}

// What has the focus, and the ways back to it, which are known only while it stands where it stands.
let held = null;
// The ways back to what had it last below all layers.
let below = ["main"];

// What had the focus has gone, or is not shown any more: it goes to what is nearest. Who takes it elsewhere is first.
export function holdOn() {
  if (!held || document.activeElement !== document.body || !document.hasFocus()) return;
  if (held.element.isConnected && held.element.checkVisibility()) return;
  focusAgain(held.ways);
}

function bindHold() {
  document.addEventListener("focusin", ({ target }) => {
    const layer = target.closest(LAYERS);
    if (!layer) below = waysBack(target);
    // A message goes by itself, while what is drawn anew in a dialog is sought there first.
    const within = layer?.matches("dialog") ? waysBack(target).slice(0, -1) : [];
    held = { element: target, ways: [...within, ...below] };
  });
  // Who presses beside all controls wants none of them to have the focus.
  document.addEventListener("pointerdown", ({ target }) => !target.closest?.(FOCUSABLE) && (held = null));
  const watcher = new MutationObserver(() => held && requestAnimationFrame(holdOn));
  watcher.observe(document.body, { childList: true, subtree: true, attributeFilter: ["hidden", "open"] });
}

export function bindFocus() {
  const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "null");
  sessionStorage.removeItem(KEPT);
  const isHere = kept?.page === pageOf(location.pathname) && Date.now() - kept.at < 30_000;
  if (isHere && document.activeElement === document.body) focusAgain(kept.ways);
  bindHold();
  document.addEventListener("submit", (event) => {
    if (!event.defaultPrevented && event.target.method === "post") keepFocus(waysBack(document.activeElement));
  });
}
