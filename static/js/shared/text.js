// Putting words into a field so that Ctrl+Z takes them back: unlike setRangeText, which the browser doesn't remember.
export function insert(field, text, from = field.selectionStart, to = field.selectionEnd) {
  field.focus();
  field.setSelectionRange(from, to);
  // "insertText" of nothing is refused in places; what is chosen is deleted instead.
  const done = text ? document.execCommand("insertText", false, text) : from === to || document.execCommand("delete");
  if (done) return;
  field.setRangeText(text, from, to, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}
