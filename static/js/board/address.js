// The address says which filter is shown (ux.md 3.12), and each step of the history knows where one was: Back undoes
// exactly the last filter, and finds the column and the height that one left.
import { clicked } from "../shared/clicks.js";
import { filterText, setFilterText, showChips } from "../shared/filter_box.js";
import { dismiss } from "../shared/panel.js";
import { board, scrollBack, scrolled, scrollers, search } from "./dom.js";
import { showFilter } from "./frame.js";
import { column, toColumn } from "./phone.js";

const PAUSE = 200;
const box = () => document.querySelector(".filter [data-filter]");

const state = (more) => ({ ...history.state, search: search(), ...more });

// What was remembered and is not in the address is written into it; that is no step.
function complete() {
  const url = new URL(location.href);
  if (box() && !url.searchParams.has("search")) url.searchParams.set("search", search());
  history.replaceState(state(), "", url);
}

function addressOf(filter) {
  const url = new URL(box().form.action);
  url.searchParams.set("search", filter);
  return url;
}

// The board of the step that one went to; it may be the one that is shown.
export async function showStep(to) {
  const wanted = to?.search ?? new URL(location.href).searchParams.get("search");
  if (!board() || wanted === null || wanted === search()) return;
  if (!(await showFilter(wanted))) return;
  showChips();
  restore(to?.place);
}

// A new filter is a step; the one that is shown already is none.
async function submit() {
  if (!(await showFilter(filterText()))) return;
  showChips();
  const step = [{ search: search() }, "", addressOf(search())];
  if (!dismiss() && history.state?.search === search()) history.replaceState(...step);
  else history.pushState(...step);
}

function keep() {
  if (board() && !history.state?.panel) {
    history.replaceState(state({ place: { column: column(), seen: scrolled() } }), "");
  }
}

function restore(place) {
  if (!place) return;
  scrollBack(place.seen);
  toColumn(place.column, "instant");
}

// A chip that goes, a choice of a menu: the filter of the link, without another page. Who came by keys types on.
async function follow(event) {
  const link = clicked(event, "a[data-filter-link]");
  if (!link || !board() || event.defaultPrevented) return;
  event.preventDefault();
  const inDialog = link.closest("dialog");
  inDialog?.close();
  link.closest("details")?.removeAttribute("open");
  // Some have it in their path.
  setFilterText(link.dataset.filterLink || (new URL(link.href).searchParams.get("search") ?? ""));
  await submit();
  if (!event.detail && !inDialog) box().focus();
}

export function bindAddress() {
  complete();
  restore(history.state.place);
  let waiting = 0;
  document.addEventListener(
    "scroll",
    (event) => {
      if (!scrollers().includes(event.target)) return;
      clearTimeout(waiting);
      waiting = setTimeout(keep, PAUSE);
    },
    { capture: true, passive: true },
  );
  // Who opens a task right after scrolling comes back to the same place, too.
  document.addEventListener("click", (event) => event.target.closest("#board a") && keep(), { capture: true });
  document.addEventListener("click", follow);
  document.addEventListener("submit", (event) => {
    if (!event.target.matches(".filter") || !board()) return;
    event.preventDefault();
    submit();
  });
}
