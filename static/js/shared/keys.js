// The keys of the pages (ux.md 3.9, web.md 12). The page brings one table of them (boards/wording/keys.py): which key
// does what, and where; each subject binds what it does. No script knows a letter of its own.
import { closeMenus } from "./menu.js";
import { isComposing, isModifier, isTyping, nameOf, singleKeysAllowed } from "./shortcuts.js";

let table = null;
// Scope to what is bound in it.
const bound = new Map();
let prefix = "";

function read() {
  const [scopes, rows] = JSON.parse(document.body.dataset.shortcuts);
  table = { scopes, byKey: new Map() };
  table.rows = rows.map(([deed, places, keys, offer, written]) => ({ deed, places, keys, offer, written }));
  for (const row of table.rows) {
    for (const key of row.keys) for (const place of row.places) table.byKey.set(`${place} ${key}`, row.deed);
  }
  table.prefixes = new Set(table.rows.flatMap(({ keys }) => keys).flatMap((key) => key.split(" ").slice(0, -1)));
  return table;
}

const known = () => table ?? read();

// What the palette offers, in the order of the table.
export const offers = () => known().rows.filter((row) => row.offer);

export const isKey = (event, deed) => known().rows.find((row) => row.deed === deed).keys.includes(nameOf(event));

// find: what the deeds are done to, for the element with the focus, null where they mean nothing; a deed that answers
// false did not mean the key either. A later place of the same scope comes first.
export function bindKeys(scope, find, deeds) {
  bound.set(scope, [{ find, deeds }, ...(bound.get(scope) ?? [])]);
}

// What is bound to a deed without its key.
export function doDeed(deed) {
  for (const { find, deeds } of [...bound.values()].flat()) {
    if (deeds[deed]) {
      deeds[deed](find(document.activeElement));
      return;
    }
  }
}

// Does what the key means in the innermost place; answers whether it meant anything.
function run(keys, event) {
  // What had the focus may have closed by this key.
  const at = event.target.isConnected ? event.target : document.activeElement;
  for (const scope of known().scopes) {
    const deed = table.byKey.get(`${scope} ${keys}`);
    for (const { find, deeds } of (deed && bound.get(scope)) ?? []) {
      const target = deeds[deed] && find(at);
      if (target && deeds[deed](target, event) !== false) return true;
    }
  }
  return false;
}

const isMeant = (event) =>
  !event.defaultPrevented &&
  !isComposing(event) &&
  !isModifier(event) &&
  !isTyping(event.target) &&
  !document.querySelector("dialog[open]");

function onKey(event) {
  if (!isMeant(event)) return;
  const name = nameOf(event);
  if (name.length === 1 && !singleKeysAllowed()) return;
  const keys = prefix ? `${prefix} ${name}` : name;
  prefix = !prefix && known().prefixes.has(name) ? name : "";
  if (!run(keys, event)) return;
  event.preventDefault();
  if (name.length === 1 && event.target.closest?.("details[data-menu]")) closeMenus();
}

export const bindShortcuts = () => document.addEventListener("keydown", onKey);
