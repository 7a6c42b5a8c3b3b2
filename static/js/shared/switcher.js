// The name of the project in the header offers the other ones, the last used first (ux.md 2.4).
import { clicked } from "./clicks.js";
import { openPalette } from "./palette.js";
import { noteProject } from "./recent.js";

export function bindSwitcher() {
  noteProject();
  document.addEventListener("click", (event) => {
    if (!clicked(event, "[data-switcher]")) return;
    event.preventDefault();
    openPalette("/");
  });
}
