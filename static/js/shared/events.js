// What the parts of a page tell each other, as events of the document; who tells does not know who hears.
//   inserted  new HTML stands on the page; with its root
//   stale     something that the page shows was changed from here; who shows it reads it anew
//   touched   others changed tasks; with their numbers, or null when these are not known
//   moved     cards were moved from here; with the answer of the server
//   replaced  another board is in the place of the one before
//   filter    another filter is wanted; with its text
//   idle      what kept others' changes away from the board has ended
//   online    the server answers again

// Answers whether somebody heard.
export const emit = (name, detail = null) =>
  !document.dispatchEvent(new CustomEvent(`boards:${name}`, { detail, cancelable: true }));

// run answers false where it was not meant.
export function listen(name, run) {
  document.addEventListener(`boards:${name}`, (event) => {
    if (run(event.detail) !== false) event.preventDefault();
  });
}
