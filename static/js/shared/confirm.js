// A question in a dialog of our own: the answer is a promise of yes or no. The button says what happens, Esc means no.
export function confirm(question, verb) {
  const dialog = document.getElementById("confirm-box").content.firstElementChild.cloneNode(true);
  dialog.querySelector("[data-question]").textContent = question;
  dialog.querySelector("[value=yes]").textContent = verb;
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "yes");
    });
  });
}
