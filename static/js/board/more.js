// More cards of a cell: by the button, shortly before one scrolls to it, or by walking on with the arrow.
import { ask } from "../http.js";

const loading = new WeakSet();

async function load(link, then) {
  if (loading.has(link)) return;
  loading.add(link);
  link.setAttribute("aria-busy", "true");
  const response = await ask(link.href);
  if (!response.ok) {
    loading.delete(link);
    return;
  }
  const had = document.activeElement === link;
  const parsed = new DOMParser().parseFromString(await response.text(), "text/html");
  const nodes = [...parsed.body.children];
  const first = nodes[0]?.querySelector(".card");
  link.replaceWith(...nodes);
  observe();
  if (then && first) then(first);
  else if (had) first?.querySelector(".card-title").focus();
}

const observer = new IntersectionObserver(
  (entries) => {
    for (const entry of entries) if (entry.isIntersecting && entry.target.isConnected) load(entry.target);
  },
  { rootMargin: "400px" },
);

function observe() {
  observer.disconnect();
  for (const link of document.querySelectorAll("#board [data-more]")) observer.observe(link);
}

export function bindMore() {
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-more]");
    if (!link || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    load(link);
  });
  document.addEventListener("boards:more", ({ detail }) => load(detail.link, detail.then));
  document.addEventListener("boards:replaced", observe);
  observe();
}
