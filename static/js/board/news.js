// What others did, spoken: one sentence in five seconds at most, and of several tasks their number only.
import { fill, say, words } from "../shared/say.js";

// How long it is gathered for one sentence, and the silence after it.
const GATHER = 1_000;
const SILENCE = 5_000;

let gathered = [];
let speaking = 0;

export function announce(news) {
  gathered.push(...news);
  if (speaking || !gathered.length) return;
  speaking = setTimeout(() => {
    const tasks = new Set(gathered.map(({ task }) => task));
    say(tasks.size === 1 ? gathered.at(-1).sentence : fill(words("changed"), { n: tasks.size }));
    gathered = [];
    speaking = setTimeout(() => {
      speaking = 0;
      announce([]);
    }, SILENCE);
  }, GATHER);
}
