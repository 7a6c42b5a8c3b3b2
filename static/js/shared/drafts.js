// Texts that are not saved yet stay in this browser (ux.md 4.3): each under the person, the place where it is written
// and its name there, for 30 days. A draft is {text, base, at}; base: the text that it was written on, if that matters.
const LIFE = 30 * 86_400_000;
const DRAFT = "draft ";

const mine = () => `${DRAFT}${document.body.dataset.user} `;

export const draftKey = (place, name) => `${mine()}${place} ${name}`;

export function readDraft(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}

export function writeDraft(key, text, base = undefined) {
  try {
    localStorage.setItem(key, JSON.stringify({ text, base, at: Date.now() }));
  } catch {
    // A browser that keeps nothing: the text is on the screen all the same.
  }
}

export function dropDraft(key) {
  try {
    localStorage.removeItem(key);
  } catch {
    // There is none, then.
  }
}

const listKeys = (prefix) => Object.keys(localStorage).filter((key) => key.startsWith(prefix));

export const listMyDrafts = () => listKeys(mine());

// The draft was written on the page that is shown.
export const isWrittenHere = (key) => key.startsWith(draftKey(location.pathname + location.search, ""));

export function dropOldDrafts() {
  for (const key of listKeys(DRAFT)) if (!(readDraft(key)?.at > Date.now() - LIFE)) dropDraft(key);
}
