// What the palette offers before the server is asked.

// Of what the page offers so many, and fewer before anything is typed; and so many pages.
const MOST_HERE = 8;
const FEW_HERE = 5;
const MOST = 30;

// What the page itself offers, with its keys: links in menus and bars.
function actionsHere(group) {
  const links = document.querySelectorAll(
    ".project-bar a, .menu-items a, .side a, .task-actions a, .task-actions button, [data-add='top']",
  );
  const seen = new Set();
  const items = [];
  for (const link of links) {
    const label = (link.getAttribute("aria-label") ?? link.textContent).trim().replace(/\s+/g, " ");
    if (!label || seen.has(label) || !link.isConnected || link.closest("template, .top, [hidden]")) continue;
    seen.add(label);
    items.push({ group, label, hint: link.getAttribute("aria-keyshortcuts") ?? "", element: link });
  }
  return items;
}

function fits(item, words) {
  const text = `${item.label} ${item.hint}`.toLowerCase();
  return words.every((word) => text.includes(word));
}

// pages: all that one may open, as the server has said; group: the name of what the page itself offers. A text that
// begins with > means only the latter, one with # or @ tasks or people, which the server alone knows.
export function listItems(text, pages, group) {
  const narrowed = /^[>#@]/.test(text) ? text[0] : "";
  if (narrowed === "#" || narrowed === "@") return [];
  const words = text.replace(/^>/, "").toLowerCase().split(/\s+/).filter(Boolean);
  const here = actionsHere(group).filter((item) => fits(item, words));
  if (narrowed) return here;
  const others = pages.filter((item) => fits(item, words));
  return [...here.slice(0, words.length ? MOST_HERE : FEW_HERE), ...others.slice(0, MOST)];
}
