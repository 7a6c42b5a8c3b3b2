// Sentences on what was done: three at most, ten seconds each, not while one points at them or the tab is hidden.
const LIFE = 10_000;
const MOST = 3;

const region = () => document.getElementById("toasts");

function arm(toast) {
  let left = LIFE;
  const timer = setInterval(() => {
    if (!toast.isConnected) clearInterval(timer);
    else if (!document.hidden && !toast.matches(":hover, :focus-within") && (left -= 250) <= 0) toast.remove();
  }, 250);
}

// One button for each action, {label, run}; a press closes the toast.
export function toast(text, { kind = "success", action = null, actions = action ? [action] : [] } = {}) {
  const box = document.createElement("div");
  box.className = `toast toast-${kind}`;
  const words = document.createElement("p");
  words.textContent = text;
  box.append(words);
  for (const one of actions) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button quiet";
    button.textContent = one.label;
    button.addEventListener("click", () => {
      box.remove();
      one.run();
    });
    box.append(button);
  }
  region()?.append(box);
  while (region()?.children.length > MOST) region().firstElementChild.remove();
  arm(box);
  return box;
}

export function bindToasts() {
  region()?.querySelectorAll("[data-toast]").forEach(arm);
  document.addEventListener("keydown", (event) => {
    if (event.key === "F8") region()?.querySelector("button, a")?.focus();
  });
}
