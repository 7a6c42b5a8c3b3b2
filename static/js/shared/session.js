// The session has ended while a page is open (ux.md 3.14): the page stays, one signs in beside it, and goes on.
import { address } from "./addresses.js";

const LOOK = 2_000;

let asking = null;

// The token of the present session comes into this page. Answers whether it is the same person's; else all is read
// anew.
export async function readAnew() {
  const response = await ask();
  return response?.ok ? take(response) : false;
}

const ask = () => fetch(address("session"), { headers: { "X-Requested-With": "XMLHttpRequest" } }).catch(() => null);

async function take(response) {
  const { user, token } = await response.json();
  if (String(user) !== document.body.dataset.user) {
    location.reload();
    return false;
  }
  document.querySelector("meta[name=csrf-token]").content = token;
  for (const field of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) field.value = token;
  return true;
}

// Asks to sign in, once for all that was refused; the answer is whether the same person is back.
export function signInAgain() {
  asking ??= open().finally(() => (asking = null));
  return asking;
}

function open() {
  const template = document.getElementById("sign-in-again");
  if (!template) return Promise.resolve(false);
  const dialog = template.content.firstElementChild.cloneNode(true);
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    const look = async () => {
      if (!document.hidden && dialog.open && (await readAnew())) dialog.close("back");
    };
    const timer = setInterval(look, LOOK);
    addEventListener("focus", look);
    dialog.addEventListener("close", () => {
      clearInterval(timer);
      removeEventListener("focus", look);
      dialog.remove();
      resolve(dialog.returnValue === "back");
    });
  });
}

// A page that the browser has kept may be shown again when it is somebody else's turn, or nobody's: then it goes.
export function bindSession() {
  addEventListener("pageshow", async ({ persisted }) => {
    const isBack = persisted || performance.getEntriesByType("navigation")[0]?.type === "back_forward";
    if (!isBack || !document.body.dataset.user) return;
    const response = await ask();
    if (response?.status === 401) location.reload();
    else if (response?.ok) await take(response);
  });
}
