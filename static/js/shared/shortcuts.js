// What an event of a key means (ux.md 3.9): its name, as the table of keys writes it, and whether it is for a field.
// Letters count by key when Latin, else by place, for other layouts.

// What a layout has behind AltGr, which Windows says as Ctrl+Alt, or behind Option is typed, and no command.
const isSign = (event) => event.getModifierState?.("AltGraph") || (event.altKey && "[]{}".includes(event.key));
export const hasCommand = (event) => (event.ctrlKey || event.metaKey) && !isSign(event);

export const hasModifier = (event) => hasCommand(event) || (event.altKey && !isSign(event));

// Keys that belong to what an input method composes; Safari tells the last of them by its code only.
export const isComposing = (event) => event.isComposing || event.keyCode === 229;

export function letter(event) {
  if (event.key.length !== 1) return event.key;
  if (/^[\x20-\x7e]$/.test(event.key)) return event.key;
  const code = event.code.replace(/^Key/, "");
  if (code.length === 1) return event.shiftKey ? code : code.toLowerCase();
  return event.key;
}

// "a", "C", "[", "Space", "Shift+ArrowUp", "Control+Shift+Z". The command key of a Mac is its Control.
export function nameOf(event) {
  const key = event.key === " " ? "Space" : letter(event);
  const isWritten = key.length === 1;
  if (hasCommand(event)) {
    const signs = ["Control", event.altKey && "Alt", event.shiftKey && "Shift"].filter(Boolean);
    return [...signs, isWritten ? key.toUpperCase() : key].join("+");
  }
  if (hasModifier(event)) return `Alt+${key}`;
  return event.shiftKey && !isWritten ? `Shift+${key}` : key;
}

export const isModifier = (event) => ["Shift", "Control", "Alt", "AltGraph", "Meta", "CapsLock"].includes(event.key);

export const isTyping = (target) =>
  target.closest?.("input:not([type=checkbox], [type=radio]), select, textarea, [contenteditable=true]") !== null;

export const singleKeysAllowed = () => document.documentElement.dataset.keys !== "off";
