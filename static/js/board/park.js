// Of a very long board only the cards near the screen stay in the document; the others are kept aside with their room,
// until one scrolls near them again or somebody asks for any card (dom.js).
import { listen } from "../shared/events.js";

// Cards that a document holds easily, and how far from the screen a card is out of the way, in pixels.
const MANY = 500;
const FAR = 2_400;
const NEAR = `${FAR - 800}px`;
const REST = 300;
// While any of these is there somebody works on cards.
const WORK = ".selecting, .dragging, .card-menu, .details, .quick-add, #board [data-busy], #board .grabbed";

// A part of a cell to the cards that were in it.
const parked = new Map();

const observer = new IntersectionObserver(
  (entries) => {
    for (const { target, isIntersecting } of entries) if (isIntersecting) bringBack(target);
  },
  { rootMargin: NEAR, scrollMargin: NEAR },
);

function bringBack(chunk) {
  observer.unobserve(chunk);
  const cards = parked.get(chunk) ?? [];
  parked.delete(chunk);
  chunk.removeAttribute("data-parked");
  chunk.style.blockSize = "";
  chunk.prepend(...cards);
}

export function bringAllBack() {
  for (const chunk of parked.keys()) bringBack(chunk);
}

function isFar({ left, right, top, bottom }) {
  return bottom < -FAR || top > innerHeight + FAR || right < -FAR || left > innerWidth + FAR;
}

function park() {
  const board = document.getElementById("board");
  if (!board || document.querySelector(WORK) || board.getElementsByClassName("card").length <= MANY) return;
  const far = [...board.querySelectorAll(".chunk.full:not([data-parked])")]
    .map((chunk) => ({ chunk, box: chunk.getBoundingClientRect() }))
    .filter(({ chunk, box }) => isFar(box) && !chunk.contains(document.activeElement));
  for (const { chunk, box } of far) {
    parked.set(chunk, [...chunk.childNodes]);
    chunk.setAttribute("data-parked", "");
    chunk.style.blockSize = `${box.height}px`;
    chunk.replaceChildren();
    observer.observe(chunk);
  }
}

export function bindParking() {
  let waiting = 0;
  document.addEventListener(
    "scroll",
    () => {
      waiting ||= setTimeout(() => {
        waiting = 0;
        park();
      }, REST);
    },
    { capture: true, passive: true },
  );
  for (const name of ["click", "keydown"]) document.addEventListener(name, bringAllBack, { capture: true });
  addEventListener("beforeprint", bringAllBack);
  listen("replaced", bringAllBack);
}
