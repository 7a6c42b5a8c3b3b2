// The tasks around one, as they stood where its page was opened: of its column, or of the list.
const KEY = "neighbours";

export function keepNeighbours(ids) {
  try {
    sessionStorage.setItem(KEY, ids.join(","));
  } catch {
    // A browser that keeps nothing: the page goes without.
  }
}

// The numbers of the tasks before and behind one; nothing for a task that was opened from elsewhere.
export function readNeighbours(id) {
  let ids = [];
  try {
    ids = (sessionStorage.getItem(KEY) ?? "").split(",");
  } catch {
    return null;
  }
  const at = ids.indexOf(id);
  return at < 0 ? null : { before: ids[at - 1], behind: ids[at + 1] };
}
