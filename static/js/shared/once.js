// A form is sent once: while its answer is awaited it is not sent again, by whatever key or click.
const LONGEST = 15_000;
const held = new Set();
const askedAgain = new Set();

const addressOf = (form) => form.getAttribute("action");

// The number of a request, under which it is done once (also without HTTPS, where browsers have no randomUUID).
export const newOp = () =>
  crypto.randomUUID?.() ??
  "10000000-1000-4000-8000-100000000000".replace(/[018]/g, (digit) =>
    (digit ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (digit / 4)))).toString(16),
  );

const numbers = new Map();

// What was typed and chosen, a file by its name and size.
const wordsOf = (body) =>
  JSON.stringify([...body].map(([name, value]) => [name, value.name ?? value, value.size, value.lastModified]));

// The number of what a form sends: the same one while no answer has come and nothing in the form has changed.
export function numbered(form, body) {
  const words = wordsOf(body);
  const before = numbers.get(addressOf(form));
  const op = before?.words === words ? before.op : newOp();
  numbers.set(addressOf(form), { op, words });
  body.set("op", op);
  return body;
}

// An answer has come, so that the same words are something new from now on.
export const answered = (form) => numbers.delete(addressOf(form));

// A script sends the form; until this is done it is held, also when it was read anew meanwhile.
export async function hold(form, work) {
  const keys = [form, addressOf(form)];
  for (const key of keys) held.add(key);
  askedAgain.delete(addressOf(form));
  try {
    return await work;
  } finally {
    for (const key of keys) held.delete(key);
  }
}

// Whether somebody has wanted to send the form, or the one that stands in its place, while it was held the last time.
export const wasAskedAgain = (form) => askedAgain.delete(addressOf(form));

export function bindOnce() {
  addEventListener(
    "submit",
    (event) => {
      if (!held.has(event.target) && !held.has(addressOf(event.target) ?? event.target)) return;
      askedAgain.add(addressOf(event.target));
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
