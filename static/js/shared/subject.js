// What a key or the palette acts on: the task with the focus, all that are selected, or the one on the screen. Who
// shows tasks says so, as
//   ids, project     their numbers, and that of their project
//   name             of one task, as a person reads it
//   from             the element that has the focus before and after
//   isClosed         whether all of them are
//   mayChange        whether the reader may do more than read
//   places           the scopes of the keys that count there
//   own              deeds that are done in another way there, by name; null for what is not done
const finders = [];

// find: for the element with the focus, and without one for what is chosen or shown; null for nothing. What a page
// binds later comes before what all pages have.
export const bindSubject = (find) => finders.unshift(find);

export function subjectOf(element) {
  for (const at of [element, null]) {
    for (const find of finders) {
      const found = find(at);
      if (found) return found;
    }
  }
  return null;
}
