// Who signs out leaves no text behind, and is asked before.
import { dropDraft, listMyDrafts } from "./drafts.js";

// How many texts there are, in the form that the language has for the number: the page brings one of each.
function showNumber(question, number) {
  const forms = [...question.querySelectorAll("[data-n]")];
  const rules = new Intl.PluralRules(document.documentElement.lang);
  const wanted = forms.find((one) => rules.select(Number(one.dataset.n)) === rules.select(number)) ?? forms.at(-1);
  for (const one of forms) one.hidden = one !== wanted;
  wanted.textContent = wanted.textContent.replace(/\d+/, number);
}

function askToLeave(form, drafts) {
  const question = document.getElementById("drafts").content.querySelector("dialog").cloneNode(true);
  showNumber(question, drafts.length);
  document.body.append(question);
  question.addEventListener("close", () => {
    const leaves = question.returnValue === "leave";
    question.remove();
    if (!leaves) return;
    drafts.forEach(dropDraft);
    form.submit();
  });
  question.showModal();
}

export function bindSignOut() {
  document.addEventListener("submit", (event) => {
    if (event.defaultPrevented || !event.target.matches("[data-signout]")) return;
    const drafts = listMyDrafts();
    if (!drafts.length) return;
    event.preventDefault();
    askToLeave(event.target, drafts);
  });
}
