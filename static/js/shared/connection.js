// Whether the server can be reached, in the header (ux.md 3.14): who finds out says so, then it is looked for.
import { address } from "./addresses.js";
import { emit } from "./events.js";

const EVERY = 5_000;
let looking = 0;

const pill = () => document.getElementById("connection");

// What the header says of the connection; "" for nothing.
export function tell(words) {
  if (!pill() || pill().textContent === words) return;
  pill().textContent = words;
  pill().hidden = words === "";
}

async function look() {
  const answer = await fetch(address("healthz"), { cache: "no-store" }).catch(() => null);
  if (answer) found();
}

export function lost() {
  tell(pill()?.dataset.offline ?? "");
  looking ||= setInterval(look, EVERY);
}

export const isLost = () => looking !== 0;

export function found() {
  if (!looking) return;
  clearInterval(looking);
  looking = 0;
  tell("");
  emit("online");
}

export function bindConnection() {
  addEventListener("offline", lost);
  addEventListener("online", look);
}
