// What is behind a badge of a card: read when it is asked for, shown beside the card (ux.md 3.3).
import { clicked } from "../shared/clicks.js";
import { openDialog } from "../shared/dialog.js";
import { emit } from "../shared/events.js";
import { parse } from "../shared/html.js";
import { ask, sentence } from "../shared/http.js";
import { hold } from "../shared/once.js";
import { fill, words } from "../shared/say.js";
import { complain } from "../shared/toasts.js";
import { cardOf, idle } from "./dom.js";

const GAP = 8;

// The box, the link that opened it, and how to find that link again when its card was replaced below the box.
let open = null;
let pressed = null;
// The link whose content is on its way.
let coming = null;

export const detailCard = () => (open?.id ? cardOf(open.id) : null);

const source = () =>
  open.link.isConnected ? open.link : cardOf(open.id)?.querySelector(`[data-fk=${open.link.dataset.fk}]`);

function place() {
  const box = open?.box;
  const at = box && source()?.getBoundingClientRect();
  if (!at?.width) return;
  const x = Math.min(at.left, innerWidth - box.offsetWidth - GAP);
  const below = at.bottom + 4;
  const fits = below + box.offsetHeight + GAP <= innerHeight;
  const y = fits ? below : Math.max(GAP, at.top - box.offsetHeight - 4);
  box.style.setProperty("--x", `${Math.max(GAP, x)}px`);
  box.style.setProperty("--y", `${y}px`);
}

function closeDetails({ focus = false } = {}) {
  if (!open) return;
  const { box } = open;
  const back = source();
  open = null;
  if (focus) back?.focus();
  box.remove();
  idle();
}

function show(html) {
  const parsed = parse(html);
  open.box.querySelector("[data-content]").replaceChildren(...parsed.body.childNodes);
  place();
}

// The badge says at once what was ticked; its card is read anew when the box closes.
function tell() {
  const number = open.box.querySelector("[data-number]")?.dataset.number;
  const shown = source()?.querySelector("[data-number]");
  if (!number || !shown) return;
  const [done, all] = number.split("/");
  shown.textContent = number;
  source().setAttribute("aria-label", fill(words("steps-done"), { done, all }));
}

async function tick(form, button) {
  const { box, link } = open;
  const at = [...box.querySelectorAll("form")].indexOf(form);
  const response = await ask(form.action, { method: "POST", body: new FormData(form, button) });
  const target = response.headers.get("X-Ajax-Redirect");
  if (target && target !== "self") {
    openDialog(target, source());
    return;
  }
  const fresh = response.ok ? await ask(link.href) : response;
  if (!fresh.ok) {
    complain(await sentence(fresh));
    return;
  }
  if (open?.box !== box) return;
  show(await fresh.text());
  tell();
  (box.querySelectorAll("form button")[at] ?? box).focus();
  emit("stale");
}

function make() {
  const box = document.getElementById("details-box").content.firstElementChild.cloneNode(true);
  box.querySelector("[data-close-details]").addEventListener("click", () => closeDetails({ focus: true }));
  box.addEventListener("submit", (event) => {
    event.preventDefault();
    hold(event.target, tick(event.target, event.submitter));
  });
  box.addEventListener("keydown", (event) => {
    if (event.key === "Escape") closeDetails({ focus: true });
    else if (event.key !== "Tab") return event.stopPropagation();
    else return undefined;
    event.preventDefault();
    return event.stopPropagation();
  });
  box.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !box.contains(event.relatedTarget)) closeDetails();
  });
  // A click elsewhere closes it by itself.
  box.addEventListener("toggle", (event) => event.newState === "closed" && open?.box === box && closeDetails());
  return box;
}

// A second click before the answer is there wants it no more.
async function openDetails(link) {
  closeDetails();
  coming = coming === link ? null : link;
  if (!coming) return;
  link.setAttribute("aria-busy", "true");
  const response = await ask(link.href);
  link.removeAttribute("aria-busy");
  if (coming !== link) return;
  coming = null;
  if (!response.ok) {
    complain(await sentence(response));
    return;
  }
  const html = await response.text();
  closeDetails();
  const box = make();
  open = { box, link, id: link.closest("[data-task-id]")?.dataset.taskId };
  document.body.append(box);
  box.showPopover();
  show(html);
  (box.querySelector("[data-content] button") ?? box).focus({ preventScroll: true });
}

export function bindDetails() {
  document.addEventListener("pointerdown", (event) => {
    const link = event.target.closest?.("a[data-detail]");
    pressed = link && open && source() === link ? link : null;
  });
  document.addEventListener("click", (event) => {
    const link = clicked(event, "a[data-detail]");
    if (!link) return;
    event.preventDefault();
    if (link === pressed) closeDetails({ focus: true });
    else openDetails(link);
    pressed = null;
  });
  document.addEventListener("scroll", () => open && place(), { capture: true, passive: true });
  addEventListener("resize", () => open && place());
}
