// Requests to our own pages. A script says that it is one, and proves with the token that it came from here.
export const token = () => document.querySelector('meta[name="csrf-token"]')?.content ?? "";

// What stands for an answer when none came: a refusal like others, with its sentence.
function unreachable() {
  const message = document.documentElement.dataset.offline;
  return new Response(JSON.stringify({ message }), { status: 503, headers: { "Content-Type": "application/json" } });
}

// The answer; it never rejects.
export async function ask(url, { method = "GET", body, json } = {}) {
  const headers = { "X-Requested-With": "XMLHttpRequest" };
  if (method !== "GET") headers["X-CSRFToken"] = token();
  if (json !== undefined) headers["Content-Type"] = "application/json";
  const sent = { method, headers, body: json === undefined ? body : JSON.stringify(json) };
  const response = await fetch(url, sent).catch(unreachable);
  if (response.status === 401) {
    location.assign(`/login?next=${encodeURIComponent(location.pathname + location.search)}`);
  }
  return response;
}

// The sentence of a refusal, whatever form it came in.
export async function sentence(response) {
  try {
    return (await response.clone().json()).message ?? response.statusText;
  } catch {
    return response.statusText;
  }
}
