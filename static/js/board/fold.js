// Collapsed lanes and columns hold no cards, only numbers (ux.md 3.2). What comes into one goes out of sight.
import { parse } from "../shared/html.js";
import { ask } from "../shared/http.js";
import { isFolded, sourceOf } from "./dom.js";

// Shows the first cards of a collapsed lane until it is closed again. Answers when they are there.
export async function openLane(lane) {
  const folded = [...lane.querySelectorAll(".cell[data-folded]:not(.folded)")];
  const fetched = await Promise.all(
    folded.map(async (cell) => {
      const response = await ask(sourceOf(cell));
      return response.ok ? response.text() : "";
    }),
  );
  folded.forEach((cell, at) => {
    const parsed = parse(fetched[at]);
    cell.querySelector("[data-cards]").replaceChildren(...parsed.body.childNodes);
    cell.removeAttribute("data-folded");
  });
  lane.classList.replace("folded-lane", "opened-lane");
}

export function closeLane(lane) {
  if (!lane.classList.replace("opened-lane", "folded-lane")) return;
  for (const cell of lane.querySelectorAll(".cell:not(.folded)")) {
    cell.setAttribute("data-folded", "");
    empty(cell);
  }
}

// Takes the cards out of a collapsed cell, once it is known that they are in it.
export function empty(cell) {
  if (isFolded(cell)) cell.querySelector("[data-cards]").replaceChildren();
}
