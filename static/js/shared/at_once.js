// Links with data-at-once: what they lead to is done when they are pressed, as it can be undone. Without a script they
// lead to a question.
import { clicked } from "./clicks.js";
import { waysBack } from "./focus.js";
import { ask, isWorthAgain, sentence } from "./http.js";
import { newOp } from "./once.js";
import { renew } from "./renew.js";
import { complain } from "./toasts.js";

const pending = new Set();

async function send(url, body, ways) {
  const response = await ask(url, { method: "POST", body });
  if (!response.ok) {
    const label = document.getElementById("toasts")?.dataset.retry;
    const again = isWorthAgain(response) ? { label, run: () => send(url, body, ways) } : null;
    complain(await sentence(response), again);
  } else renew(ways);
}

// The server keeps the sentence with the way back for who shows the tasks anew. from: where the focus belongs; fields:
// what is sent along.
export async function doAtOnce(url, from, fields = {}) {
  if (pending.has(url)) return;
  pending.add(url);
  const body = new FormData();
  for (const [name, value] of Object.entries({ ...fields, op: newOp() })) body.set(name, value);
  await send(url, body, waysBack(from));
  pending.delete(url);
}

export function bindAtOnce() {
  document.addEventListener("click", (event) => {
    const link = clicked(event, "a[data-at-once]");
    if (!link) return;
    event.preventDefault();
    const menu = link.closest("details[data-menu]");
    menu?.removeAttribute("open");
    menu?.querySelector("summary").focus();
    doAtOnce(link.href, menu ? menu.querySelector("summary") : link);
  });
}
