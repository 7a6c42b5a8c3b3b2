// A button beside a password shows what was typed; without scripts it is not there.
for (const button of document.querySelectorAll("[data-show-password]")) {
  const field = document.getElementById(button.dataset.showPassword);
  const [word] = button.childNodes;
  const show = word.textContent;
  button.hidden = false;
  button.addEventListener("click", () => {
    const isShown = field.type === "text";
    field.type = isShown ? "password" : "text";
    word.textContent = isShown ? show : button.dataset.hide;
    button.setAttribute("aria-pressed", String(!isShown));
    field.focus();
  });
}
