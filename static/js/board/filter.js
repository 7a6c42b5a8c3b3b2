// The filter completes what is typed: attributes, then their values (ux.md 3.12). The words come when one begins.
import { ask } from "../http.js";

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
    if (name === null) return { label: `${word}:`, insert: `${word}:` };
    return { label: word, insert: `${name}:${/\s/.test(word) ? `"${word}"` : word} ` };
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
  const list = document.createElement("ul");
  list.className = "completion";
  list.id = "filter-list";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.labels[0]?.textContent ?? "");
  list.hidden = true;
  input.after(list);
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-expanded", "false");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-autocomplete", "list");
  let at = -1;
  let shown = [];

  const close = () => {
    list.hidden = true;
    at = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const mark = (index) => {
    at = index;
    [...list.children].forEach((item, place) => item.setAttribute("aria-selected", String(place === at)));
    if (at >= 0) input.setAttribute("aria-activedescendant", list.children[at].id);
  };
  const take = (index) => {
    const { word } = parts(input);
    const end = input.selectionStart;
    const text = shown[index].insert;
    input.setRangeText(text, end - word.length, end, "end");
    close();
    open();
  };
  const open = () => {
    shown = offers(language, parts(input));
    list.replaceChildren(
      ...shown.map((offer, index) => {
        const item = document.createElement("li");
        item.id = `filter-offer-${index}`;
        item.setAttribute("role", "option");
        item.setAttribute("aria-selected", "false");
        item.textContent = offer.label;
        item.addEventListener("pointerdown", (event) => {
          event.preventDefault();
          take(index);
        });
        return item;
      }),
    );
    list.hidden = shown.length === 0;
    input.setAttribute("aria-expanded", String(!list.hidden));
    at = -1;
  };
  input.addEventListener("input", open);
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !list.hidden) {
      event.stopPropagation();
      close();
    } else if (list.hidden) return;
    else if (event.key === "ArrowDown") mark((at + 1) % shown.length);
    else if (event.key === "ArrowUp") mark((at - 1 + shown.length) % shown.length);
    else if ((event.key === "Enter" && at >= 0) || (event.key === "Tab" && !event.shiftKey)) take(Math.max(at, 0));
    else return;
    event.preventDefault();
  });
}
