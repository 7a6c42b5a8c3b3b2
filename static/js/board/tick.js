// The tick of a card closes it, or opens it again: at once, as it can be taken back.
import { clicked } from "../shared/clicks.js";
import { emit } from "../shared/events.js";
import { ask, sentence } from "../shared/http.js";
import { complain } from "../shared/toasts.js";

async function turn(tick) {
  const card = tick.closest(".card");
  if (card.classList.contains("saving")) return;
  card.classList.add("saving");
  const response = await ask(tick.href, { method: "POST" });
  card.classList.remove("saving");
  if (response.ok) emit("stale");
  else complain(await sentence(response));
}

export function bindCardTicks() {
  document.addEventListener("click", (event) => {
    const tick = clicked(event, "[data-tick]");
    if (!tick) return;
    event.preventDefault();
    turn(tick);
  });
}
