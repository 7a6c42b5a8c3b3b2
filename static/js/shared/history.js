// Who reloads the page of a task that was beside a board has steps behind them that belong to the board: browsers take
// them without loading anything, so the page of another address is loaded here.
export function bindHistory() {
  // Board and list go their steps themselves.
  if (document.getElementById("panel")) return;
  const page = () => location.pathname + (/[?&]controller=/.test(location.search) ? location.search : "");
  const here = page();
  addEventListener("popstate", () => page() !== here && location.reload());
}
