// The menu of a card: one for all cards, its links made for the card that it opens on.
import { clicked } from "../shared/clicks.js";
import { perform } from "../shared/deeds.js";
import { subjectOf } from "../shared/subject.js";
import { idle, linkOf } from "./dom.js";

const ITEMS = "[role=menuitem]";
let open = null;

export const menuCard = () => open?.card ?? null;

function closeCardMenu({ focus = false } = {}) {
  if (!open) return;
  const { menu, card, opener } = open;
  open = null;
  menu.remove();
  if (focus) (opener?.isConnected ? opener : linkOf(card))?.focus();
  idle();
}

export function openCardMenu(card, opener = card.querySelector("[data-card-menu]")) {
  closeCardMenu();
  const template = document.getElementById("card-menu");
  if (!opener || !template) return;
  const menu = template.content.firstElementChild.cloneNode(true);
  const id = card.dataset.taskId;
  for (const item of menu.querySelectorAll("a")) {
    item.href = item.getAttribute("href").replace(/([/=])0(?=$|[/&])/, `$1${id}`);
  }
  for (const item of menu.querySelectorAll(ITEMS)) item.tabIndex = -1;
  document.body.append(menu);
  const box = opener.getBoundingClientRect();
  // On phones the bar at the bottom keeps its place.
  const floor = Math.min(innerHeight, document.querySelector(".board-page").getBoundingClientRect().bottom) - 8;
  menu.style.maxBlockSize = `${floor - 8}px`;
  menu.style.insetBlockStart = `${Math.max(8, Math.min(box.bottom, floor - menu.offsetHeight))}px`;
  const right = Math.min(box.right, innerWidth - 8);
  menu.style.insetInlineStart = `${Math.max(8, right - menu.offsetWidth)}px`;
  open = { menu, card, opener };
  menu.querySelector(ITEMS)?.focus();
}

export function bindCardMenu() {
  document.addEventListener("click", (event) => {
    const opener = clicked(event, "[data-card-menu]");
    if (opener) {
      event.preventDefault();
      openCardMenu(opener.closest(".card"), opener);
    } else if (open && !event.target.closest(".card-menu")) closeCardMenu();
    else if (open && event.target.closest(".card-menu a")) closeCardMenu({ focus: true });
    else if (open && event.target.closest("[data-do]")) {
      const { card } = open;
      closeCardMenu({ focus: true });
      perform(event.target.closest("[data-do]").dataset.do, subjectOf(card));
    }
  }, { capture: true });
  document.addEventListener("keydown", (event) => {
    if (!open) return;
    const items = [...open.menu.querySelectorAll(ITEMS)];
    const at = items.indexOf(document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
    if (to !== undefined) items[(to + items.length) % items.length].focus();
    else if (event.key === "Escape" || event.key === "Tab") closeCardMenu({ focus: true });
    else if (event.key.length === 1 && event.key !== " ") {
      // A key that the menu names, or another one of the card.
      closeCardMenu({ focus: true });
      return;
    } else return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }, { capture: true });
}
