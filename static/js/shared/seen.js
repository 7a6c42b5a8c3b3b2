// News of a project while its page is seen (ux.md 3.13): the stream ends a minute after the page was hidden, or when
// the browser puts it away, and begins again when it comes back.
import { follow } from "./stream.js";

const HIDDEN_FOR = 60_000;

// As follow does, and back(): the page is seen again.
export function followWhileSeen(project, { news, live = () => {}, back = () => {} }) {
  let end = null;
  let hidden = 0;
  const begin = () => (end ??= follow(project, { news, live }));
  const stop = () => {
    end?.();
    end = null;
  };
  begin();
  document.addEventListener("visibilitychange", () => {
    clearTimeout(hidden);
    if (document.hidden) hidden = setTimeout(stop, HIDDEN_FOR);
    else {
      begin();
      back();
    }
  });
  addEventListener("pagehide", stop);
  addEventListener("pageshow", (event) => event.persisted && begin());
}

// Makes of a look one that is made once at a time: who wants one meanwhile brings about another one after it.
export function oneAtATime(look) {
  let running = null;
  let again = false;
  return function run() {
    again = running !== null;
    running ??= look().finally(() => {
      running = null;
      if (again) run();
    });
    return running;
  };
}
