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
  let language = null;
  // Who types before the words have come waits for them; what failed is asked for again.
  const read = () =>
    (language ??= ask(input.dataset.language)
      .then((response) => (response.ok ? response.json() : Promise.reject(response)))
      .catch(() => {
        language = null;
        return {};
      }));
  input.addEventListener("focus", read);
  bindSuggestions(input, {
    delay: 0,
    eager: false,
    find: async () => offers(await read(), parts(input)),
    take: (_, { value }) => {
      const end = input.selectionStart;
      input.setRangeText(value, end - parts(input).word.length, end, "end");
      input.dispatchEvent(new Event("input", { bubbles: true }));
    },
  });
}
