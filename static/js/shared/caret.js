// A list that opens where one writes in a field of several lines: below the caret, above it where there is no room.
const GAP = 4;
const EDGE = 8;

// What decides where the words of a field stand.
const COPIED = ["direction", "boxSizing", "width", "font", "lineHeight", "letterSpacing", "wordSpacing", "textIndent"];
const BOXES = ["padding", "border"];

// Where the caret is on the screen: measured in a copy of the text before it.
function caretBox(area, at) {
  const style = getComputedStyle(area);
  const copy = document.createElement("div");
  for (const name of [...COPIED, ...BOXES]) copy.style[name] = style[name];
  Object.assign(copy.style, { position: "absolute", inset: "0 auto auto 0", visibility: "hidden" });
  Object.assign(copy.style, { whiteSpace: "pre-wrap", overflowWrap: "break-word" });
  const mark = document.createElement("span");
  mark.textContent = "\u200b";
  copy.append(area.value.slice(0, at), mark);
  document.body.append(copy);
  const [own, there, box] = [copy, mark, area].map((one) => one.getBoundingClientRect());
  copy.remove();
  const top = box.top + there.top - own.top - area.scrollTop;
  return { left: box.left + there.left - own.left, top, bottom: top + there.height };
}

function place(list, area, at) {
  const { left, top, bottom } = caretBox(area, at);
  // On a phone the keyboard takes a part of the window.
  const { height, offsetTop } = visualViewport ?? { height: innerHeight, offsetTop: 0 };
  const [above, below] = [top - offsetTop - GAP - EDGE, offsetTop + height - bottom - GAP - EDGE];
  list.style.maxHeight = "";
  const isBelow = list.offsetHeight <= below || below >= above;
  list.style.maxHeight = `${Math.max(64, isBelow ? below : above)}px`;
  const rightmost = document.documentElement.clientWidth - list.offsetWidth - EDGE;
  list.style.left = `${Math.max(EDGE, Math.min(left, rightmost))}px`;
  list.style.top = `${isBelow ? bottom + GAP : top - GAP - list.offsetHeight}px`;
}

// Answers what shows the list (before: letters of the word that is completed), and what hides it again.
export function floatAtCaret(list, area) {
  list.popover = "manual";
  list.classList.add("at-caret");
  let before = 0;
  const follow = () => place(list, area, area.selectionStart - before);
  return {
    show(letters) {
      before = letters;
      if (!list.matches(":popover-open")) list.showPopover();
      follow();
      addEventListener("scroll", follow, { capture: true, passive: true });
    },
    hide() {
      removeEventListener("scroll", follow, { capture: true });
      if (list.matches(":popover-open")) list.hidePopover();
    },
  };
}
