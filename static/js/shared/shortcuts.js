// Keys of the whole application (ux.md 3.9, web.md 12). Letters count by key when Latin, else by place, for other
// layouts.
import { address } from "./addresses.js";
import { openDialog } from "./dialog.js";
import { emit } from "./events.js";

const handlers = new Map();
let prefix = "";

// on("v b", handler) or on("n", handler); a later one of the same key wins.
export const on = (keys, handler) => handlers.set(keys, handler);

// What a layout has behind AltGr, which Windows says as Ctrl+Alt, or behind Option is typed, and no command.
const isSign = (event) => event.getModifierState?.("AltGraph") || (event.altKey && "[]{}".includes(event.key));
export const hasCommand = (event) => (event.ctrlKey || event.metaKey) && !isSign(event);
export const hasModifier = (event) => hasCommand(event) || (event.altKey && !isSign(event));

// Ctrl or the command key with a letter, on whatever key the layout has it.
export const isCommand = (event, wanted) =>
  hasCommand(event) && !event.altKey && letter(event).toLowerCase() === wanted;

// Keys that belong to what an input method composes; Safari tells the last of them by its code only.
export const isComposing = (event) => event.isComposing || event.keyCode === 229;

export function letter(event) {
  if (event.key.length !== 1) return event.key;
  if (/^[\x20-\x7e]$/.test(event.key)) return event.key;
  const code = event.code.replace(/^Key/, "");
  if (code.length === 1) return event.shiftKey ? code : code.toLowerCase();
  return event.key;
}

export const isTyping = (target) =>
  target.closest?.("input:not([type=checkbox], [type=radio]), select, textarea, [contenteditable=true]") !== null;

export const singleKeysAllowed = () => document.documentElement.dataset.keys !== "off";

// Whether the first key of two has been pressed.
export const isInSequence = () => prefix !== "";

const follow = (selector) => () => document.querySelector(selector)?.click();

export function bindShortcuts() {
  on("?", () => openDialog(address("Documentation.shortcuts"), document.activeElement, "wide"));
  on("v o", follow("a[data-view=overview]"));
  on("v b", follow("a[data-view=board]"));
  on("v l", follow("a[data-view=list]"));
  on("g d", () => location.assign(address("Dashboard.show")));
  on("g s", () => location.assign(address("Search.index")));
  on("g i", follow("a.rail-inbox"));
  on("b", follow("[data-palette-open]"));
  const toFilter = () => {
    const box = document.querySelector("[data-filter]");
    if (!box) return;
    box.focus();
    box.setSelectionRange(box.value.length, box.value.length);
  };
  on("f", toFilter);
  on("/", toFilter);
  on("r", () => {
    const box = document.querySelector("[data-filter]");
    if (!box) return;
    emit("filter", box.dataset.reset ?? "");
  });
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || isComposing(event) || hasModifier(event)) return;
    if (isTyping(event.target) || document.querySelector("dialog[open]") || !singleKeysAllowed()) return;
    const key = letter(event);
    const handler = handlers.get(prefix ? `${prefix} ${key}` : key);
    prefix = !prefix && (key === "v" || key === "g") ? key : "";
    if (handler) {
      event.preventDefault();
      handler(event);
    }
  });
}
