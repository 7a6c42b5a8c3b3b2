// Spoken sentences: at most one in half a second, the last one wins (ux.md 3.10).
let waiting = null;

export function say(words) {
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    const region = document.getElementById("polite");
    if (region) region.textContent = words;
  }, 50);
}

export function alarm(words) {
  const region = document.getElementById("urgent");
  if (region) region.textContent = words;
}

// A sentence with names in braces: fill("Moved {id}", {id: 12}).
export const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");

// A translated sentence that the page carries in one of these templates, or a data attribute.
export function words(name) {
  for (const id of ["words", "words-everywhere"]) {
    const found = document.getElementById(id)?.content.querySelector(`[data-word="${name}"]`);
    if (found) return found.textContent;
  }
  return name;
}
