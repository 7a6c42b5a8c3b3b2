// Disclosures that act as menus: one is open at a time, Esc and a click elsewhere close it, arrows walk in it.
const openMenus = () => document.querySelectorAll("details[data-menu][open]");

export function closeMenus(except) {
  for (const menu of openMenus()) if (menu !== except) menu.open = false;
}

export function bindMenus() {
  document.addEventListener("click", (event) => closeMenus(event.target.closest("details[data-menu]")));
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented) return;
    const menu = event.target.closest?.("details[data-menu][open]");
    if (event.key === "Escape") {
      const open = menu ?? openMenus()[0];
      if (!open) return;
      open.open = false;
      open.querySelector("summary").focus();
      event.preventDefault();
    } else if (menu && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      const items = [...menu.querySelectorAll(".menu-items a, .menu-items button, .menu-items input")];
      const at = items.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1);
      items[(at + items.length) % items.length]?.focus();
      event.preventDefault();
    }
  });
}
