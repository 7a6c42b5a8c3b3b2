// A form is sent once: while its answer is awaited it is not sent again, by whatever key or click.
const LONGEST = 15_000;
const held = new Set();

// A script sends the form; until this is done it is held.
export async function hold(form, work) {
  held.add(form);
  try {
    return await work;
  } finally {
    held.delete(form);
  }
}

export function bindOnce() {
  addEventListener(
    "submit",
    (event) => {
      if (!held.has(event.target)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
    },
    { capture: true },
  );
  // What no script has taken the browser sends itself, and the page goes; unless the answer is no page, or never comes.
  addEventListener("submit", ({ target, defaultPrevented }) => {
    if (defaultPrevented || target.method !== "post" || target.target === "_blank") return;
    held.add(target);
    setTimeout(() => held.delete(target), LONGEST);
  });
  addEventListener("pageshow", () => held.clear());
}
