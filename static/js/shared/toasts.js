// Sentences on what was done: the latest shows, for ten seconds, not while one points at it or it can't be seen. What
// was done before makes way for what is done now; a refusal waits below until it is seen.
import { makeButton, makeCloseButton } from "./html.js";
import { isKey } from "./keys.js";
import { alarm, say } from "./say.js";

const LIFE = 10_000;
const MOST = 3;

const region = () => document.getElementById("toasts");
const toasts = () => [...(region()?.querySelectorAll(".toast") ?? [])];

const isSeen = (box) => !document.hidden && box.checkVisibility({ visibilityProperty: true });

function arm(box) {
  let left = LIFE;
  const timer = setInterval(() => {
    if (!box.isConnected) clearInterval(timer);
    else if (isSeen(box) && !box.matches(":hover, :focus-within") && (left -= 250) <= 0) box.remove();
  }, 250);
}

const closeButton = (box) => makeCloseButton("toast-close", () => box.remove());

// One button for each action, {label, run}; a press closes the toast. A refusal with a way out stays until it is
// closed. operations: the numbers of what can be undone, whose toast goes with it; spoken: it has been said already.
export function toast(text, { kind = "success", actions = [], operations = [], spoken = false } = {}) {
  for (const same of toasts()) if (same.querySelector("p").textContent === text) same.remove();
  const box = document.createElement("div");
  box.className = `toast toast-${kind}`;
  if (operations.length) box.dataset.operations = operations.join(" ");
  const words = document.createElement("p");
  words.textContent = text;
  box.append(words);
  for (const { label, run } of actions) {
    const press = () => {
      box.remove();
      run();
    };
    box.append(makeButton(label, "button quiet", press));
  }
  box.append(closeButton(box));
  region()?.append(box);
  if (kind !== "error") for (const old of toasts()) if (old !== box && !old.matches(".toast-error")) old.remove();
  for (const old of toasts().slice(0, -MOST)) old.remove();
  if (kind !== "error" || !actions.length) arm(box);
  if (!spoken) say(text);
  return box;
}

// What was not done, said and shown.
export function complain(text, action = null) {
  alarm(text);
  toast(text, { kind: "error", actions: action ? [action] : [], spoken: true });
}

// Takes the toast away that can be told together with what comes now, by the sentence for both. Answers what it was
// for, and how much.
export function gather(joined) {
  const before = toasts().find((box) => box.dataset.gathers === joined);
  before?.remove();
  const operations = before?.dataset.operations.split(" ").map(Number) ?? [];
  return { operations, n: Number(before?.dataset.count ?? 0) };
}

const isOf = (operation) => (box) => box.dataset.operations?.split(" ").includes(String(operation));

// Whether that is on the screen already: board and panel may both read what the server tells.
export const isTold = (operation) => toasts().some(isOf(operation));

// What the message on the screen tells of, its words, and the form that the server has given it.
export function toldLast() {
  const box = toasts().at(-1);
  const operations = box?.dataset.operations?.split(" ").map(Number) ?? [];
  return { operations, text: box?.querySelector("p").textContent ?? "", form: box?.querySelector("form[data-undo]") };
}

// What was undone offers nothing any more.
export function withdraw(operation) {
  for (const box of toasts().filter(isOf(operation))) box.remove();
}

export function bindToasts() {
  for (const box of toasts()) {
    box.append(closeButton(box));
    arm(box);
  }
  document.addEventListener("keydown", (event) => {
    if (isKey(event, "messages.go")) region()?.querySelector("button, a")?.focus();
  });
}
