// The project that a part of the page belongs to, by its number: what is nearest around it says so; "" for none.
export const projectOf = (element = document.body) => element.closest("[data-project]")?.dataset.project ?? "";
