// Fields that are written in.
import { isComposing } from "./shortcuts.js";

// Putting words into a field so that Ctrl+Z takes them back: unlike setRangeText, which the browser doesn't remember.
export function insertText(field, text, from = field.selectionStart, to = field.selectionEnd) {
  field.focus();
  field.setSelectionRange(from, to);
  // "insertText" of nothing is refused in places; what is chosen is deleted instead.
  const done = text ? document.execCommand("insertText", false, text) : from === to || document.execCommand("delete");
  if (done) return;
  field.setRangeText(text, from, to, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

// A field that is sent by Enter and left by Esc; where it hasLines, Shift+Enter begins a new one. Its keys mean nothing
// to what it stands in.
export function bindLine(field, { send, leave, hasLines = false }) {
  field.addEventListener("keydown", (event) => {
    event.stopPropagation();
    const run = { Enter: send, Escape: leave }[event.key];
    if (!run || isComposing(event) || (hasLines && event.shiftKey)) return;
    event.preventDefault();
    run();
  });
}
