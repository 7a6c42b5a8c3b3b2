// More cards of a cell: by the button, shortly before one scrolls to it, or by walking on with the arrow.
import { clicked } from "../shared/clicks.js";
import { listen } from "../shared/events.js";
import { parse } from "../shared/html.js";
import { ask } from "../shared/http.js";

// What is under way, so that who asks for the same cards again waits for them.
const loading = new WeakMap();

// then: what is done with the first of the new cards.
export async function load(link, then, query = "") {
  if (!loading.has(link)) loading.set(link, fetchCards(link, query));
  const first = await loading.get(link);
  if (then && first) then(first);
}

// Answers the first of the new cards; nothing when they did not come, and the button stays.
async function fetchCards(link, query) {
  link.setAttribute("aria-busy", "true");
  const response = await ask(link.href + query);
  if (!response.ok) {
    link.removeAttribute("aria-busy");
    loading.delete(link);
    return null;
  }
  const had = document.activeElement === link;
  const parsed = parse(await response.text());
  // What has come meanwhile by other ways is there already.
  for (const card of parsed.querySelectorAll(".card")) if (document.getElementById(card.id)) card.remove();
  const nodes = [...parsed.body.children];
  const first = parsed.querySelector(".card");
  link.replaceWith(...nodes);
  observe();
  if (had) first?.querySelector(".card-title").focus();
  return first;
}

// The last cards of a cell; those between stay behind their button. Answers the last card.
export async function loadTail(cell) {
  const link = [...cell.querySelectorAll("[data-more]")].at(-1);
  if (link && !link.matches("[data-between]")) await load(link, null, "&tail=1");
  return [...cell.querySelectorAll(".card")].at(-1);
}

// All cards of a cell, in large portions. Answers whether they came.
export async function loadAll(cell) {
  for (let link = cell.querySelector("[data-more]"); link; link = cell.querySelector("[data-more]")) {
    if (!loading.has(link)) link.href += "&most=200";
    await load(link);
    if (link.isConnected) return false;
  }
  return true;
}

const observer = new IntersectionObserver(
  (entries) => {
    for (const entry of entries) if (entry.isIntersecting && entry.target.isConnected) load(entry.target);
  },
  { rootMargin: "400px", scrollMargin: "800px" },
);

function observe() {
  observer.disconnect();
  for (const link of document.querySelectorAll("#board [data-more]:not([data-between])")) observer.observe(link);
}

export function bindMore() {
  document.addEventListener("click", (event) => {
    const link = clicked(event, "[data-more]");
    if (!link) return;
    event.preventDefault();
    load(link);
  });
  listen("replaced", observe);
  observe();
}
