// Requests to our own pages. A script says that it is one, and proves with the token that it came from here.
import { found, lost } from "./connection.js";
import { parse } from "./html.js";
import { readAnew, signInAgain } from "./session.js";

export const token = () => document.querySelector('meta[name="csrf-token"]')?.content ?? "";

// What stands for an answer when none came: a refusal like others, with its sentence.
const refusal = (status, message) =>
  new Response(JSON.stringify({ message }), { status, headers: { "Content-Type": "application/json" } });

async function send(url, { method = "GET", body, json, isPart = false }) {
  const headers = { "X-Requested-With": "XMLHttpRequest" };
  if (isPart) headers["HX-Request"] = "true";
  if (method !== "GET") headers["X-CSRFToken"] = token();
  if (json !== undefined) headers["Content-Type"] = "application/json";
  // A form carries the token, too, and that one counts.
  if (body instanceof FormData && body.has("csrfmiddlewaretoken")) body.set("csrfmiddlewaretoken", token());
  try {
    const response = await fetch(url, { method, headers, body: json === undefined ? body : JSON.stringify(json) });
    found();
    return response;
  } catch {
    lost();
    return refusal(503, document.documentElement.dataset.offline);
  }
}

// The answer; it never rejects. Who is signed out meanwhile is asked to sign in, and what was refused is sent again.
// quiet: nobody waits for this, so nobody is asked. isPart: what a page replaces in itself, not the inside of a dialog.
export async function ask(url, { quiet = false, ...what } = {}) {
  const response = await send(url, what);
  const isOld = response.headers.has("X-Form-Old") && (await readAnew());
  const isOut = response.status === 401;
  const isBack = isOut && !quiet && (await signInAgain());
  if (isOld || isBack) return send(url, what);
  return isOut ? refusal(401, document.getElementById("sign-in-again")?.dataset.refused) : response;
}

// The sentence of a refusal: in JSON, or in the summary of a form.
export async function sentence(response) {
  const text = await response.clone().text();
  try {
    return JSON.parse(text).message ?? response.statusText;
  } catch {
    const said = parse(text).querySelector(".form-summary, .form-errors, .errorlist")?.textContent;
    return said?.replace(/\s+/g, " ").trim() || response.statusText;
  }
}

// Whether the same may be sent again with another outcome: the server was away, or failed.
export const isWorthAgain = (response) => response.status >= 500;
