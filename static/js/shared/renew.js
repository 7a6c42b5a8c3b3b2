// After something was changed from here: who shows it reads it anew, or else the page is loaded again.
import { emit } from "./events.js";
import { keepFocus } from "./focus.js";

// ways: where the focus goes then.
export function renew(ways) {
  if (emit("stale")) return;
  keepFocus(ways);
  location.reload();
}

// Where an answer sends the browser: to another page, or to the one that is on the screen, which is other by now.
export function goOn(target, ways) {
  if (target === "self") {
    renew(ways);
    return;
  }
  keepFocus(ways);
  const [page, anchor = ""] = target.split("#");
  if (page === location.pathname + location.search) {
    location.hash = anchor;
    location.reload();
  } else location.assign(target);
}
