// Near its edges the board scrolls below a card that is dragged; on phones, after a moment, to the next column.
import { board } from "./dom.js";
import { isPhone } from "./phone.js";

const EDGE = 56;
const DWELL = 500;
const FASTEST = 20;

// How far a frame scrolls at this distance from an edge.
const speed = (distance) => Math.max(0, Math.min(1, (EDGE - distance) / EDGE)) * FASTEST;

// Answers the function that scrolls once, for a pointer and the cell below it, which may scroll by itself.
export function followEdges() {
  // When the pointer came to the edge at which it is.
  let since = 0;
  const turn = (direction) => {
    const now = performance.now();
    if (direction === 0) since = 0;
    else if (!since) since = now;
    else if (now - since > DWELL) {
      since = now;
      const column = board().querySelector(".head:not(.folded)").getBoundingClientRect().width;
      board().scrollBy({ left: direction * column, behavior: "smooth" });
    }
  };
  return ({ x, y }, cell) => {
    const root = board();
    const box = root.getBoundingClientRect();
    const list = cell?.querySelector(".cards[tabindex]");
    const high = list?.getBoundingClientRect() ?? box;
    const down = speed(high.bottom - y) - speed(y - high.top);
    // A write of the same place would end the smooth scrolling to the next column.
    if (down) (list ?? root).scrollTop += down;
    const sideways = speed(box.right - x) - speed(x - box.left);
    if (isPhone()) turn(Math.sign(sideways));
    else if (sideways) root.scrollLeft += sideways;
  };
}
