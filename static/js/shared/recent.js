// Which projects were used last: this browser knows it, for each person.
import { projectOf } from "./project.js";

const MOST = 20;

const place = () => `projects-of-${document.body.dataset.user}`;

function used() {
  try {
    return JSON.parse(localStorage.getItem(place())) ?? [];
  } catch {
    return [];
  }
}

// The project on the screen is the last one used.
export function noteProject() {
  const here = projectOf();
  if (!here) return;
  const others = used().filter((one) => one !== here);
  localStorage.setItem(place(), JSON.stringify([here, ...others].slice(0, MOST)));
}

// Items of projects by last use; the one on the screen comes last, and those that were not used keep their order.
export function byLastUse(items) {
  const order = used();
  const rank = ({ project }) => {
    const at = order.indexOf(String(project));
    return String(project) === projectOf() ? MOST + 1 : at < 0 ? MOST : at;
  };
  return items.filter(({ project }) => project).sort((one, other) => rank(one) - rank(other));
}
