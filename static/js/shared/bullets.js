// Lists of a Markdown text that go on by Enter: a pure function of the text and the caret.
const ITEM = /^(\s*)(?:([-*+] )(\[[ xX]\] )?|(\d{1,9})([.)]) |(> ))/;

// What Enter at the caret puts in, {text, from, to}, or null where it is an ordinary line end. A further item has the
// next number and an empty box; one without words ends the list with an empty line, so that a paragraph follows.
export function continueList(value, at) {
  const from = value.lastIndexOf("\n", at - 1) + 1;
  const to = (value + "\n").indexOf("\n", at);
  const line = value.slice(from, to);
  const found = ITEM.exec(line);
  if (!found || at - from < found[1].length || at === from) return null;
  const [mark, indent, bullet, box, number, dot, quote] = found;
  if (line.trim() === mark.trim()) return { text: from && value[from - 2] !== "\n" ? "\n" : "", from, to };
  const next = number ? `${Number(number) + 1}${dot} ` : quote ?? bullet + (box ? "[ ] " : "");
  // Behind a mark that is half passed the words would be torn from it.
  const place = Math.max(at, from + mark.length);
  return { text: `\n${indent}${next}`, from: place, to: place };
}
