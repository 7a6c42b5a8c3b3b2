// The focus on the board (ux.md 3.9): the cards have one Tab stop, the one that was visited last.
import { listen } from "../shared/events.js";
import { board, cardOf, cards, idOf, linkOf, nextOf } from "./dom.js";

let current = null;
// The numbers of the cards around the place that the current one has left.
let left = [];

export const focused = () => document.activeElement?.closest?.(".card") ?? null;

// Without scripts all controls of all cards are in the Tab order; here only those of one card are.
function quieten(root = board()) {
  for (const control of root?.querySelectorAll("[data-fk]:not([tabindex])") ?? []) control.tabIndex = -1;
}

// The controls of one card are in the Tab order, those of all others are not.
export function choose(card, { focus = true } = {}) {
  if (current !== card) left = [];
  if (current && current !== card) for (const control of current.querySelectorAll("[data-fk]")) control.tabIndex = -1;
  current = card;
  if (!card) return;
  for (const control of card.querySelectorAll("[data-fk]")) control.tabIndex = 0;
  linkOf(card).setAttribute("aria-describedby", "card-help");
  if (focus) showFocus(card);
}

export function showFocus(card) {
  linkOf(card).focus({ preventScroll: true });
  card.scrollIntoView({ block: "nearest", inline: "nearest" });
}

// From the board itself to the card of the Tab stop.
export function enter() {
  choose(current?.isConnected ? current : cards()[0]);
}

function ensureEntry() {
  quieten();
  if (!current?.isConnected) choose(cards()[0] ?? null, { focus: false });
}

// Where a card goes out of sight with the focus, those around its old place have it next.
export function leaveAround(card) {
  left = [nextOf(card), previousOf(card)].filter(Boolean).map(idOf);
}

const previousOf = (card) => card.previousElementSibling?.closest(".card");

// While cards are replaced: the same control of the same card has the focus again.
export function holdFocus(run) {
  const card = focused();
  const key = document.activeElement?.dataset?.fk;
  const id = card && idOf(card);
  const around = card ? [nextOf(card), previousOf(card)].filter(Boolean).map(idOf) : [];
  run();
  if (id && document.activeElement?.closest?.(".card") === null) {
    const again = [id, ...around, ...left].map(cardOf).find(Boolean);
    if (again) {
      choose(again, { focus: false });
      (again.querySelector(`[data-fk=${key ?? "title"}]`) ?? linkOf(again)).focus({ preventScroll: true });
    } else board()?.focus({ preventScroll: true });
  }
  ensureEntry();
}

export function bindTabStop() {
  document.addEventListener("focusin", (event) => {
    const card = event.target.closest?.(".card");
    if (card && card !== current) choose(card, { focus: false });
  });
  listen("replaced", ensureEntry);
  ensureEntry();
  new MutationObserver(() => quieten()).observe(document.getElementById("main"), { childList: true, subtree: true });
}
