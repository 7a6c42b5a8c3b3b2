// The filter completes what is typed: attributes, then their values (ux.md 3.12). The words come when one begins.
import { ask } from "../http.js";
import { bindSuggestions } from "../suggest.js";

const MOST = 12;

function parts(input) {
  const before = input.value.slice(0, input.selectionStart);
  const word = /(?:[^\s"]|"[^"]*"?)*$/.exec(before)[0];
  const colon = word.indexOf(":");
  return colon < 0 ? { word, name: null, value: word } : { word, name: word.slice(0, colon), value: word.slice(colon + 1) };
}

function offers(language, { name, value }) {
  const wanted = value.replaceAll('"', "").toLowerCase();
  const words = name === null ? Object.keys(language) : (language[name.toLowerCase()] ?? []);
  const found = words.filter((word) => word.toLowerCase().startsWith(wanted) && word.toLowerCase() !== wanted);
  return found.slice(0, MOST).map((word) => {
    if (name === null) return { label: `${word}:`, value: `${word}:` };
    return { label: word, value: `${name}:${/\s/.test(word) ? `"${word}"` : word} ` };
  });
}

export function bindFilter() {
  const input = document.querySelector("[data-filter]");
  if (!input?.dataset.language) return;
  let language = {};
  input.addEventListener(
    "focus",
    async () => {
      const response = await ask(input.dataset.language);
      if (response.ok) language = await response.json();
    },
    { once: true },
  );
  bindSuggestions(input, {
    delay: 0,
    eager: false,
    find: () => offers(language, parts(input)),
    take: (_, { value }) => {
      const end = input.selectionStart;
      input.setRangeText(value, end - parts(input).word.length, end, "end");
      input.dispatchEvent(new Event("input", { bubbles: true }));
    },
  });
}
