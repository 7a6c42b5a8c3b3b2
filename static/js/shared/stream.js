// One stream for all tabs of a browser (ux.md 3.13): the tab that holds the lock listens for all boards and passes on
// what it hears; browsers open six connections to a host at most. Without locks (no HTTPS) each tab has its own stream.
import { address } from "./addresses.js";

const NAME = "boards-live";
const RETRY = 30_000;

// news(revision): the board of the project has a newer one; live(yes): whether news come by themselves.
// Answers the function that ends it.
export function follow(project, { news, live }) {
  const tab = Math.random().toString(36).slice(2);
  const wanted = new Map([[tab, project]]);
  const channel = navigator.locks && window.BroadcastChannel ? new BroadcastChannel(NAME) : null;
  const ending = new AbortController();
  let source = null;
  let isLeader = false;
  let timer = 0;

  const hear = (message) => {
    if (message.kind === "news" && String(message.project) === project) news(message.revision);
    if (message.kind === "live") live(message.live);
  };
  const tell = (message) => {
    hear(message);
    channel?.postMessage(message);
  };

  function open() {
    clearTimeout(timer);
    source?.close();
    const boards = [...new Set(wanted.values())].join(",");
    source = new EventSource(address("live", { boards }));
    source.addEventListener("change", (event) => tell({ kind: "news", ...JSON.parse(event.data) }));
    source.addEventListener("open", () => tell({ kind: "live", live: true }));
    source.addEventListener("error", () => {
      tell({ kind: "live", live: false });
      if (source.readyState === EventSource.CLOSED) timer = setTimeout(open, RETRY);
    });
  }

  function lead() {
    isLeader = true;
    channel?.postMessage({ kind: "who" });
    open();
    return new Promise((resolve) => ending.signal.addEventListener("abort", resolve));
  }

  channel?.addEventListener("message", ({ data }) => {
    if (data.kind === "who") channel.postMessage({ kind: "want", tab, project });
    else if (data.kind === "gone") wanted.delete(data.tab);
    else if (data.kind === "want") {
      const known = [...wanted.values()].includes(data.project);
      wanted.set(data.tab, data.project);
      if (isLeader && !known) open();
      else if (isLeader && source?.readyState === EventSource.OPEN) channel.postMessage({ kind: "live", live: true });
    } else hear(data);
  });
  if (channel) {
    channel.postMessage({ kind: "want", tab, project });
    navigator.locks.request(NAME, { signal: ending.signal }, lead).catch(() => {});
  } else lead();

  const end = () => {
    clearTimeout(timer);
    source?.close();
    channel?.postMessage({ kind: "gone", tab });
    channel?.close();
    ending.abort();
  };
  return end;
}
