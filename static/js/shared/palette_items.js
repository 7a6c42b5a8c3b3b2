// What the palette offers before the server is asked.
import { isPossible } from "./deeds.js";
import { canUndo } from "./undo.js";
import { offers } from "./keys.js";
import { byLastUse } from "./recent.js";
import { fill, words } from "./say.js";

// Of what the page offers so many, and fewer before anything is typed; and so many pages.
const MOST_HERE = 8;
const FEW_HERE = 5;
const MOST = 30;

// What is done to the tasks that had the focus, with its keys.
function deedsOf(subject) {
  if (!subject) return [];
  const { ids, name, isClosed } = subject;
  const group = ids.length === 1 ? name : fill(words("tasks"), { n: ids.length });
  const other = isClosed ? "task.close" : "task.reopen";
  const rows = offers().filter(({ deed }) => deed !== other && isPossible(subject, deed));
  return rows.map((row) => ({ group, label: row.offer, hint: hintOf(row, subject), deed: row.deed, subject }));
}

// The key that does it there; closing and opening again have the same one.
function hintOf({ deed, written, places }, subject) {
  if (deed === "task.reopen") return offers().find((row) => row.deed === "task.close").written;
  return places.some((place) => subject.places.includes(place)) ? written : "";
}

// What the page itself offers, with its keys: links in menus and bars.
function actionsHere(group, deeds) {
  const links = document.querySelectorAll(".project-bar a, .menu-items a, .side a, [data-add='top']");
  const seen = new Set(deeds.map(({ label }) => label));
  const items = [];
  for (const link of links) {
    const label = (link.getAttribute("aria-label") ?? link.textContent).trim().replace(/\s+/g, " ");
    if (!label || seen.has(label) || !link.isConnected || link.closest("template, .top, [hidden]")) continue;
    seen.add(label);
    items.push({ group, label, hint: link.getAttribute("aria-keyshortcuts") ?? "", element: link });
  }
  return items;
}

function turns(group) {
  const rows = canUndo() ? offers().filter(({ deed }) => ["history.undo", "history.redo"].includes(deed)) : [];
  return rows.map(({ deed, offer, written }) => ({ group, label: offer, hint: written, deed }));
}

function fits(item, words) {
  const text = `${item.label} ${item.hint} ${item.deed ? item.group : ""}`.toLowerCase();
  return words.every((word) => text.includes(word));
}

// pages: all that one may open, as the server has said; group: the name of what the page itself offers. A text that
// begins with > means only what is done, one with / projects, one with # or @ tasks or people, which the server alone
// knows.
export function listItems(text, { pages, group, subject }) {
  const narrowed = /^[>#@/]/.test(text) ? text[0] : "";
  if (narrowed === "#" || narrowed === "@") return [];
  const asked = text.replace(/^[>/]/, "").toLowerCase().split(/\s+/).filter(Boolean);
  const wanted = (items) => items.filter((item) => fits(item, asked));
  if (narrowed === "/") return wanted(byLastUse(pages));
  const deeds = wanted(deedsOf(subject));
  const here = wanted([...turns(group), ...actionsHere(group, deeds)]);
  if (narrowed) return [...deeds, ...here];
  return [...deeds, ...here.slice(0, asked.length ? MOST_HERE : FEW_HERE), ...wanted(pages).slice(0, MOST)];
}
