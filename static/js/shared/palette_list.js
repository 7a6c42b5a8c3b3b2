// The list of the palette on the screen: groups of options, one of them marked.
let shown = [];
let at = 0;

const list = (dialog) => dialog.querySelector("[role=listbox]");

// What the marked option stands for; or one of another place.
export const itemAt = (place = at) => shown[place];

export function markBeside(dialog, step) {
  const options = [...list(dialog).querySelectorAll("[role=option]")];
  if (!options.length) return;
  at = (at + step + options.length) % options.length;
  options.forEach((option, index) => option.setAttribute("aria-selected", String(index === at)));
  options[at].scrollIntoView({ block: "nearest" });
  dialog.querySelector("input").setAttribute("aria-activedescendant", options[at].id);
}

function makeHead(group) {
  const head = document.createElement("li");
  head.className = "palette-group";
  head.setAttribute("role", "presentation");
  head.textContent = group;
  return head;
}

function makeOption({ label, hint }, place) {
  const option = document.createElement("li");
  option.id = `palette-${place}`;
  option.setAttribute("role", "option");
  option.setAttribute("aria-selected", "false");
  option.dataset.place = place;
  for (const [text, name] of [[label, ""], [hint, "palette-hint"]]) {
    if (!text) continue;
    const part = document.createElement("span");
    part.className = name;
    part.textContent = text;
    option.append(part);
  }
  return option;
}

export function drawItems(dialog, items) {
  shown = items;
  at = 0;
  const rows = items.map((item, place) => {
    const isFirst = item.group !== items[place - 1]?.group;
    return isFirst ? [makeHead(item.group), makeOption(item, place)] : [makeOption(item, place)];
  });
  list(dialog).replaceChildren(...rows.flat());
  dialog.querySelector("[data-none]").hidden = items.length > 0;
  markBeside(dialog, 0);
}

export function clearItems(dialog) {
  shown = [];
  list(dialog).replaceChildren();
}
