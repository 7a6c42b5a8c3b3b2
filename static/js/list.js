// Selecting rows of a list: all of the page, a range with Shift, and how many are chosen.
const form = document.querySelector("[data-list]");
const boxes = form ? [...form.querySelectorAll("input[name=task_ids]")] : [];
const all = form?.querySelector("[data-all]");
const count = form?.querySelector("[data-chosen]");
const usual = count?.textContent;
let last = null;

function tell() {
  const n = boxes.filter((box) => box.checked).length;
  count.textContent = n ? count.dataset.chosen.replace("%n", n) : usual;
  all.checked = n === boxes.length;
  all.indeterminate = n > 0 && n < boxes.length;
}

if (all) {
  all.hidden = false;
  all.addEventListener("change", () => {
    for (const box of boxes) box.checked = all.checked;
    tell();
  });
  form.addEventListener("click", (event) => {
    const at = boxes.indexOf(event.target);
    if (at < 0) return;
    if (event.shiftKey && last !== null) {
      const [from, to] = [last, at].sort((a, b) => a - b);
      for (const box of boxes.slice(from, to + 1)) box.checked = event.target.checked;
    }
    last = at;
    tell();
  });
  addEventListener("pageshow", tell);
}
