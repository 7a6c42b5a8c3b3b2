// A card that somebody else has moved slides to its new place, so that one sees where it went (ux.md 2). What slides
// is a picture of it: the card itself stands there at once and can be used.
import { board } from "./dom.js";

const TIME = 200;
// More than so many at once are no moves of one person.
const MOST = 8;

const boxOf = (id) => document.getElementById(`card-${id}`)?.getBoundingClientRect();

const isSeen = (box) => box && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;

function makePicture(card, { width }) {
  const layer = document.createElement("div");
  layer.className = ["compact", "filled"].filter((name) => board().classList.contains(name)).join(" ");
  layer.dataset.hides = board().dataset.hides;
  const picture = card.cloneNode(true);
  for (const name of ["id", "data-task-id", "role"]) picture.removeAttribute(name);
  picture.classList.add("ghost-card");
  picture.inert = true;
  picture.style.inlineSize = `${width}px`;
  layer.append(picture);
  return layer;
}

function slide(card, from, to) {
  const layer = makePicture(card, to);
  document.body.append(layer);
  const places = [from, to].map(({ left, top }) => ({ transform: `translate(${left}px, ${top}px)` }));
  const options = { duration: TIME, easing: "cubic-bezier(0.2, 0.8, 0.2, 1)" };
  card.animate([{ opacity: 0 }, { opacity: 0 }], options);
  layer.firstElementChild.animate(places, options).finished.finally(() => layer.remove());
}

// Where cards are now. Answers what makes those of them slide that are elsewhere then.
export function rememberPlaces(ids) {
  if (document.hidden || ids.length > MOST || matchMedia("(prefers-reduced-motion: reduce)").matches) return () => {};
  const before = ids.map((id) => [id, boxOf(id)]).filter(([, box]) => isSeen(box));
  return () => {
    for (const [id, from] of before) {
      const to = boxOf(id);
      if (isSeen(to) && Math.hypot(to.left - from.left, to.top - from.top) > 4) {
        slide(document.getElementById(`card-${id}`), from, to);
      }
    }
  };
}
