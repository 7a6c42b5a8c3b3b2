// A list of suggestions below a field: arrows walk, Enter or Tab takes, Esc closes only the list (ux.md 4.3).
import { floatAtCaret } from "./caret.js";
import { parse } from "./html.js";
import { isComposing } from "./shortcuts.js";

let counter = 0;

const makeHint = (hint) =>
  Object.assign(document.createElement("span"), { className: "muted", textContent: ` ${hint}` });

// picture: HTML of the server, where there is one.
function makeOption(id, { label, hint, picture, isClosed }) {
  const option = document.createElement("li");
  option.id = id;
  option.setAttribute("role", "option");
  if (picture) option.append(...parse(picture).body.childNodes, " ");
  const words = document.createElement(isClosed ? "s" : "span");
  words.textContent = label;
  option.append(words);
  if (hint) option.append(makeHint(hint));
  return option;
}

// find(field) answers [{label, value, hint, picture, isClosed, eager}]; take(field, option) puts the chosen one in. The
// first one is chosen at once, so that Enter and Tab take it; where it is not eager, both are the form's until an arrow
// has chosen. In a field of several lines the list opens at the caret, below the beginning of the word (wordLength).
export function bindSuggestions(field, { find, take, wordLength, delay = 120 }) {
  const list = document.createElement("ul");
  list.id = `suggestions-${(counter += 1)}`;
  list.className = "suggestions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", field.labels?.[0]?.textContent.trim() ?? "");
  list.hidden = true;
  field.after(list);
  if (field.tagName === "INPUT") {
    field.setAttribute("role", "combobox");
    field.setAttribute("aria-expanded", "false");
  }
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", list.id);
  const float = field.tagName === "TEXTAREA" ? floatAtCaret(list, field) : null;
  let timer = 0;
  let asked = 0;
  // What the list shows belongs to a text that was typed on since; and whether an arrow has chosen in it.
  let isStale = false;
  let isWalked = false;

  const setOpen = (open) => {
    list.hidden = !open;
    if (field.tagName === "INPUT") field.setAttribute("aria-expanded", String(open));
    if (open) float?.show(wordLength?.(field) ?? 0);
    else float?.hide();
    if (open) return;
    isWalked = false;
    field.removeAttribute("aria-activedescendant");
  };
  const options = () => [...list.children];
  const current = () => options().findIndex((option) => option.getAttribute("aria-selected") === "true");
  const choose = (place) => {
    options().forEach((option, index) => option.setAttribute("aria-selected", String(index === place)));
    const option = options()[place];
    if (!option) return;
    field.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  };

  async function update() {
    const number = (asked += 1);
    const found = await find(field);
    if (number !== asked) return;
    const walked = isWalked ? options()[current()]?.taken.value : undefined;
    isStale = false;
    list.replaceChildren(
      ...found.map((one, index) => {
        const option = makeOption(`${list.id}-${index}`, one);
        option.addEventListener("mousedown", (event) => {
          event.preventDefault();
          setOpen(false);
          take(field, one);
        });
        option.taken = one;
        return option;
      }),
    );
    setOpen(found.length > 0);
    const place = found.findIndex(({ value }) => value === walked);
    isWalked = place >= 0;
    if (isWalked) choose(place);
    else if (found.length && found[0].eager !== false) choose(0);
  }

  const takes = (event) => {
    if (event.ctrlKey || event.metaKey || (isStale && !isWalked)) return false;
    return current() >= 0 && (event.key === "Enter" || (event.key === "Tab" && !event.shiftKey));
  };

  field.addEventListener("input", () => {
    isStale = true;
    clearTimeout(timer);
    timer = setTimeout(update, delay);
  });
  const leave = () => {
    asked += 1;
    clearTimeout(timer);
    setOpen(false);
  };
  field.addEventListener("blur", leave);
  field.form?.addEventListener("submit", leave);
  field.addEventListener("keydown", (event) => {
    if (list.hidden || isComposing(event)) return;
    const count = options().length;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      const from = step > 0 ? current() : Math.max(current(), 0);
      choose((from + step + count) % count);
      isWalked = true;
    } else if (takes(event)) {
      const option = options()[current()].taken;
      setOpen(false);
      take(field, option);
    } else if (event.key === "Escape") setOpen(false);
    else return;
    event.preventDefault();
    event.stopImmediatePropagation();
  });
}
