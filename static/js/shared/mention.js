// In texts @ offers the people of the project, # with digits or words offers tasks. In one-line fields: tasks, tags.
import { address } from "./addresses.js";
import { listen } from "./events.js";
import { ask } from "./http.js";
import { projectOf } from "./project.js";
import { bindSuggestions } from "./suggest.js";
import { insertText } from "./text.js";

const MOST = 12;

async function read(url) {
  const response = await ask(url);
  return response.ok ? response.json() : [];
}

// The word with its sign before the caret.
function word(area) {
  const before = area.value.slice(0, area.selectionStart);
  return /(?:^|[\s(])([@#])([^\s@#]{0,40})$/.exec(before);
}

const wordLength = (area) => word(area)?.slice(1).join("").length ?? 0;

async function findInText(area) {
  const found = word(area);
  if (!found) return [];
  const [, sign, text] = found;
  const project = projectOf(area);
  if (sign === "@" ? !project : !text) return [];
  const url =
    sign === "@"
      ? address("offers.people", { project_id: project, term: text })
      : address("offers.tasks", { on_board: project, term: text });
  return (await read(url)).slice(0, MOST).map((one) => ({ ...one, value: `${sign}${one.value} ` }));
}

async function findTasks(url) {
  const found = await read(url);
  return found.slice(0, MOST).map(({ id, label, value }) => ({ value: `#${id} `, label, title: value }));
}

function takeInText(area, option) {
  const found = word(area);
  if (!found) return;
  const to = area.selectionStart;
  insertText(area, option.value, to - found[1].length - found[2].length, to);
}

export function bindMentions(area) {
  bindSuggestions(area, { find: findInText, take: takeInText, wordLength });
}

const last = (field) => field.value.slice(field.value.lastIndexOf(",") + 1).trim();

function bindTags(field) {
  const names = [...(field.list?.options ?? [])].map((option) => option.value);
  field.removeAttribute("list");
  bindSuggestions(field, {
    delay: 0,
    find: () => {
      const typed = last(field).toLowerCase();
      const has = field.value.split(",").map((name) => name.trim());
      if (!typed) return [];
      const found = names.filter((name) => name.toLowerCase().includes(typed) && !has.includes(name));
      return found.slice(0, MOST).map((name) => ({ label: name, value: name }));
    },
    take: (_, { value }) => {
      const from = field.value.lastIndexOf(",") + 1;
      const name = /[",]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
      insertText(field, `${from ? " " : ""}${name}, `, from, field.value.length);
    },
  });
}

function bindTasks(field) {
  bindSuggestions(field, {
    find: () => {
      const text = field.value.trim();
      return text ? findTasks(`${field.dataset.findTask}&term=${encodeURIComponent(text)}`) : [];
    },
    take: (_, { value, title }) => (field.value = value + title),
  });
}

export function bindLookups() {
  const all = (root) => {
    root.querySelectorAll("[data-tags]:not([role])").forEach(bindTags);
    root.querySelectorAll("[data-find-task]:not([role])").forEach(bindTasks);
  };
  all(document);
  listen("inserted", all);
}
