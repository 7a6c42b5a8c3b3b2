// Of a very long board only the cards near the screen stay in the document; the others are kept aside with their room,
// until one scrolls near them again or somebody asks for any card (dom.js).
import { listen } from "../shared/events.js";

// Elements that a document may hold, and as many as it holds then; how far from the screen a card is out of the way, in
// pixels.
const MOST = 10_500;
const ENOUGH = 10_000;
const FAR = 2_400;
const NEAR = `${FAR - 800}px`;
// So often, when nothing else is to be done, a few parts are put aside; in milliseconds.
const PAUSE = 120;
const FEW = 4;
// While any of these is there somebody works on cards.
const WORK = ".selecting, .dragging, .card-menu, .details, .quick-add, #board [data-busy], #board .grabbed";

// A part of a cell to the cards that were in it.
const parked = new Map();
// Parts that come back, one with each picture.
const coming = new Set();
let waiting = 0;

const observer = new IntersectionObserver(
  (entries) => {
    for (const { target, isIntersecting } of entries) if (isIntersecting) coming.add(target);
    if (coming.size) requestAnimationFrame(bringNext);
  },
  { rootMargin: NEAR, scrollMargin: NEAR },
);

const distance = ({ top, bottom, left, right }) =>
  Math.max(-bottom, top - innerHeight, -right, left - innerWidth);

// What can be seen comes at once, the nearest of the others now, the rest with the next pictures.
function bringNext() {
  const near = [...coming].map((chunk) => ({ chunk, far: distance(chunk.getBoundingClientRect()) }));
  near.sort((a, b) => a.far - b.far);
  for (const { chunk, far } of near.filter((_, place) => !place || near[place].far < 0)) bringBack(chunk);
  if (coming.size) requestAnimationFrame(bringNext);
}

function bringBack(chunk) {
  observer.unobserve(chunk);
  const cards = parked.get(chunk) ?? [];
  parked.delete(chunk);
  coming.delete(chunk);
  chunk.removeAttribute("data-parked");
  chunk.style.blockSize = "";
  chunk.prepend(...cards);
}

export function bringAllBack() {
  for (const chunk of parked.keys()) bringBack(chunk);
}

const countIn = (root) => root.getElementsByTagName("*").length;

function putAside({ chunk, box }) {
  parked.set(chunk, [...chunk.childNodes]);
  chunk.setAttribute("data-parked", "");
  chunk.style.blockSize = `${box.height}px`;
  chunk.replaceChildren();
  observer.observe(chunk);
}

// The farthest first, and no more than it takes.
function park() {
  const board = document.getElementById("board");
  let count = countIn(document);
  if (!board || count <= MOST || document.querySelector(WORK)) return;
  const far = [...board.querySelectorAll(".chunk.full:not([data-parked])")]
    .filter((chunk) => !chunk.contains(document.activeElement))
    .map((chunk) => ({ chunk, box: chunk.getBoundingClientRect() }))
    .filter(({ box }) => distance(box) > FAR)
    .sort((a, b) => distance(b.box) - distance(a.box));
  for (const one of far.slice(0, FEW)) {
    if (count <= ENOUGH) return;
    count -= countIn(one.chunk);
    putAside(one);
  }
  if (far.length > FEW) wait();
}

function wait() {
  waiting ||= setTimeout(() => {
    waiting = 0;
    if (window.requestIdleCallback) requestIdleCallback(park, { timeout: PAUSE });
    else park();
  }, PAUSE);
}

export function bindParking() {
  document.addEventListener("scroll", wait, { capture: true, passive: true });
  for (const name of ["click", "keydown"]) document.addEventListener(name, bringAllBack, { capture: true });
  addEventListener("beforeprint", bringAllBack);
  listen("replaced", bringAllBack);
}
