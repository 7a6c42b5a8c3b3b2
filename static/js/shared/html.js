// Pieces of a page, made by the server or here.

export const parse = (html) => new DOMParser().parseFromString(html, "text/html");

export function makeButton(label, className, run) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = className;
  button.textContent = label;
  button.addEventListener("click", run);
  return button;
}

export function makeCloseButton(className, run) {
  const button = makeButton("✕", `icon-button ${className}`, run);
  button.setAttribute("aria-label", document.documentElement.dataset.close ?? "Close");
  return button;
}
