// The filter completes what is typed: attributes, then their values (ux.md 3.12). The words come when one begins.
import { bindFilterBox } from "./filter_box.js";
import { ask } from "./http.js";
import { bindSuggestions } from "./suggest.js";

const MOST = 60;

function parts(input) {
  const before = input.value.slice(0, input.selectionStart);
  const word = /(?:[^\s"]|"[^"]*"?)*$/.exec(before)[0];
  // "subtask:assignee:me" has its value behind the second colon, 'tag:"a:b"' behind the first.
  const colon = word.search(/:(?="|[^:]*$)/);
  if (colon < 0) return { word, name: null, value: word };
  return { word, name: word.slice(0, colon), value: word.slice(colon + 1) };
}

// Enter takes the first offer while a word has begun and is none yet: whole words, and single letters, are searched.
function offers(language, { name, value }) {
  const wanted = value.replaceAll('"', "").toLowerCase();
  const known = Object.entries(language);
  const attribute = known.find(([word]) => word.toLowerCase() === name?.toLowerCase())?.[1];
  const pairs =
    name === null
      ? known.map(([word, { help }]) => [word, `${word}:`, help])
      : (attribute?.values ?? []);
  const found = pairs.filter(([label]) => label.toLowerCase().startsWith(wanted));
  const isWhole = wanted.length < (name === null ? 2 : 1) || found.some(([label]) => label.toLowerCase() === wanted);
  return found
    .filter(([label]) => label.toLowerCase() !== wanted || name !== null)
    .slice(0, MOST)
    .map(([label, written, hint]) => ({
      label: name === null ? written : label,
      value: name === null ? written : `${name}:${written} `,
      hint,
      picture: attribute?.pictures[label],
      eager: !isWhole,
    }));
}

export function bindFilter() {
  const input = document.querySelector("[data-filter]");
  bindFilterBox();
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
    find: async () => offers(await read(), parts(input)),
    take: (_, { value }) => {
      const end = input.selectionStart;
      input.setRangeText(value, end - parts(input).word.length, end, "end");
      input.dispatchEvent(new Event("input", { bubbles: true }));
    },
  });
}
